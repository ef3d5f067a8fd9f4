import type { QueryCache } from '@pinia/colada'
import type { Pages } from '../../ui/use-pages.ts'
import type { TimelineEvent } from './note-drafts.ts'
import { timelineKey } from './query-keys.ts'

/** Changes what is loaded of a customer's timelines, of all kinds, until they are read again. */
export function patchEvents(cache: QueryCache, customerId: string, change: (events: TimelineEvent[]) => TimelineEvent[]): void {
  for (const { key } of cache.getEntries({ key: timelineKey(customerId) })) {
    const pages = cache.getQueryData<Pages<TimelineEvent>>(key)
    if (pages) cache.setQueryData(key, { ...pages, items: change(pages.items) })
  }
}
