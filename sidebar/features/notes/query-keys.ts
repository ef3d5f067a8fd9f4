import type { RouteReply } from '../../../shared/contracts/index.ts'

export type EventKind = RouteReply<'GET /customers/:customerId/timeline'>['events'][number]['kind']
export type KindFilter = EventKind | 'all'

/** Without a kind: every timeline of the customer, for invalidating. */
export const timelineKey = (customerId: string, kind?: KindFilter): string[] => (kind ? ['timeline', customerId, kind] : ['timeline', customerId])

export const tasksKey = (customerId: string): string[] => ['tasks', customerId]
