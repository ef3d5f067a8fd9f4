import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Id } from './parts.ts'

export const phoneRoutes = {
  'POST /customers/:customerId/phones/:phoneId/reveal': {
    summary: 'One phone in clear, which leaves an audit row, and an event where it is not the owner who looks. 30 an hour for each employee',
    reach: 'customer.read',
    effect: 'each',
    params: Type.Object({ customerId: Id, phoneId: Id }),
    body: Type.Object({ use: Type.Union([Type.Literal('show'), Type.Literal('copy')], { description: 'what it is wanted for' }) }),
    reply: Type.Object({ phone: Type.String({ description: 'E.164' }) }),
    errors: ['refused', 'not_found'],
  },
} as const satisfies Record<string, RouteContract>
