import type { QueryCache } from '@pinia/colada'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import type { Pages } from '../../ui/use-pages.ts'

type TimelineEvent = RouteReply<'GET /customers/:customerId/timeline'>['events'][number]

/** Changes what is loaded of a customer's timelines, of all kinds, until they are read again. */
export function patchEvents(cache: QueryCache, customerId: string, change: (events: TimelineEvent[]) => TimelineEvent[]): void {
  for (const { key } of cache.getEntries({ key: ['timeline', customerId] })) {
    const pages = cache.getQueryData<Pages<TimelineEvent>>(key)
    if (pages) cache.setQueryData(key, { ...pages, items: change(pages.items) })
  }
}
