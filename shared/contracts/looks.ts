import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { EmployeeRef, Id, Instant } from './parts.ts'

export const lookRoutes = {
  'GET /looks': {
    summary: 'Who looked last at customers that I own, without following them: the latest look of each at each, newest first',
    reach: 'employee',
    reply: Type.Object({ looks: Type.Array(Type.Object({ customerId: Id, name: Type.String(), by: EmployeeRef, at: Instant })) }),
  },
} as const satisfies Record<string, RouteContract>
