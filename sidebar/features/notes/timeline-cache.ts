import type { QueryCache } from '@pinia/colada'
import type { Pages } from '../../ui/use-pages.ts'
import type { TimelineEvent } from './note-drafts.ts'
import { timelineKey } from './query-keys.ts'

/**
 * Changes what is loaded of a customer's timelines, of all kinds, until they are read again. Returns what puts the events back that were replaced, each at its
 * place; what else has changed since stays.
 */
export function patchEvents(cache: QueryCache, customerId: string, change: (events: TimelineEvent[]) => TimelineEvent[]): () => void {
  const replaced = cache.getEntries({ key: timelineKey(customerId) }).map(({ key }) => {
    const pages = cache.getQueryData<Pages<TimelineEvent>>(key)
    if (!pages) return { key, lost: [] }
    const items = change(pages.items)
    cache.setQueryData(key, { ...pages, items })
    return { key, lost: pages.items.filter((event) => !items.includes(event)) }
  })
  return () => {
    for (const { key, lost } of replaced) {
      const pages = cache.getQueryData<Pages<TimelineEvent>>(key)
      if (pages && lost.length > 0) cache.setQueryData(key, { ...pages, items: withLost(pages.items, lost) })
    }
  }
}

/** In the order of the BFF: the newest first, and of one moment the one with the greater id. */
function withLost(items: TimelineEvent[], lost: TimelineEvent[]): TimelineEvent[] {
  const others = items.filter(({ eventId }) => !lost.some((event) => event.eventId === eventId))
  const placeOf = ({ occurredAt, eventId }: TimelineEvent): string => `${occurredAt} ${eventId}`
  return [...others, ...lost].sort((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1))
}
