import { useQueryCache, type QueryCache } from '@pinia/colada'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { refetch } from '../../ui/refetch.ts'
import type { Pages } from '../../ui/use-pages.ts'
import { words } from '../../words/index.ts'
import { refreshBundle } from '../customer/index.ts'
import { tellOf, type Entry, type Kind } from '../outbox/index.ts'
import { useNoteDrafts, type NoteBody, type TimelineEvent } from './note-drafts.ts'
import { tasksKey, timelineKey, type KindFilter } from './query-keys.ts'

type Reply = RouteReply<'POST /customers/:customerId/notes'>

/** What happened with a customer, and what is next. */
export const noteKind: Kind<NoteBody, Reply> = {
  name: 'note',
  recordOf: ({ id }) => `note ${id}`,
  send: ({ customerId, input }, as) => api('POST /customers/:customerId/notes', { params: { customerId }, body: input }, as),
  shows: { events: (events, entry) => withEvent(events, eventOf(entry)) },
  settled({ id, customerId, input }, reply) {
    const cache = useQueryCache()
    useNoteDrafts().stored(customerId, id, input)
    if (reply?.event) for (const kind of ['all', 'note'] as KindFilter[]) prepend(cache, timelineKey(customerId, kind), reply.event)
    void refetch(cache, timelineKey(customerId))
    if (!input.next) return
    void refetch(cache, tasksKey(customerId))
    void refreshBundle(customerId)
  },
  refused: (entry) => tellOf(entry, { tone: 'danger', text: words().notes.failed[entry.failure?.code === 'read_only' ? 'read_only' : 'other'] }),
  title: ({ input }) => words().outbox.note(textOf(input)),
  mend: ({ customerId, input }) => useNoteDrafts().putBack(customerId, input),
}

/** Where it was made, among what is there by now. */
function withEvent(events: TimelineEvent[], event: TimelineEvent): TimelineEvent[] {
  const at = events.filter(({ occurredAt }) => occurredAt > event.occurredAt).length
  return [...events.slice(0, at), event, ...events.slice(at)]
}

function textOf({ outcome, text, next }: NoteBody): string {
  const { outcome: names, colon, events } = words().notes
  return [outcome && (names[outcome] ?? outcome), text].filter(Boolean).join(colon) || events.nextStep(next?.title ?? '', '')
}

/** As the timeline will tell it; its id is the entry's until the server gives it one. */
function eventOf({ id, employeeId, input: { outcome, text, next }, at }: Entry<NoteBody>): TimelineEvent {
  const params = { ...(outcome && { outcome }), ...(text && { text }), ...(next && { next: next.title, dueAt: next.dueAt }) }
  return { eventId: id, kind: 'note', code: 'note_written', params, occurredAt: new Date(at).toISOString(), actor: { employeeId, name: '' } }
}

function prepend(cache: QueryCache, key: string[], event: TimelineEvent): void {
  const known = cache.getQueryData<Pages<TimelineEvent>>(key)
  if (known && !known.items.some(({ eventId }) => eventId === event.eventId)) cache.setQueryData(key, { ...known, items: [event, ...known.items] })
}
