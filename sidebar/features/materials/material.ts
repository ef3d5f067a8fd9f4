import type { RouteReply } from '../../../shared/contracts/index.ts'

export type Material = RouteReply<'GET /materials'>['materials'][number]
