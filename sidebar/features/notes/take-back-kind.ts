import { useQueryCache } from '@pinia/colada'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'
import { refetch } from '../../ui/refetch.ts'
import { words } from '../../words/index.ts'
import { tellOf, type Entry, type Kind } from '../outbox/index.ts'
import { patchEvents } from '../tasks/index.ts'
import { timelineKey } from './query-keys.ts'

interface TakeBackInput {
  /** Known once the note was stored. */
  noteId?: string
  /** What the note says. */
  said: string
}

/** A note of one's own taken back: its row goes at once; a refusal is told, and the row is there again. */
export const takeBackKind: Kind<TakeBackInput, RouteReply<'POST /customers/:customerId/notes/:noteId/undo'>> = {
  name: 'take-back',
  recordOf: ({ of, input }) => `note ${of ?? input.noteId}`,
  async send({ customerId, input: { noteId } }, as) {
    if (!noteId) throw new ApiError('refused', 0, '', { reason: 'has_task' })
    return api('POST /customers/:customerId/notes/:noteId/undo', { params: { customerId, noteId } }, as)
  },
  shows: {
    events: (events, { of, input: { noteId }, refused }) =>
      refused ? events : events.filter((event) => event.eventId !== of && (noteId === undefined || event.noteId !== noteId)),
  },
  meets: () => 'replaces',
  follow: ({ of, input }, answered, reply) =>
    answered.id === of ? { ...input, noteId: (reply as Partial<RouteReply<'POST /customers/:customerId/notes'>>).event?.noteId } : input,
  settled({ customerId, input: { noteId } }, reply) {
    const cache = useQueryCache()
    if (reply) patchEvents(cache, customerId, (events) => events.filter((event) => event.noteId !== noteId))
    void refetch(cache, timelineKey(customerId))
  },
  refused(entry) {
    tellOf(entry, { tone: 'danger', text: isLate(entry) ? words().notes.takeBackLate : words().notes.takeBackFailed })
    void refetch(useQueryCache(), timelineKey(entry.customerId))
  },
  title: ({ input: { said } }) => words().notes.takeBack(said),
  reason: (entry) => (isLate(entry) ? words().notes.takeBackLate : undefined),
}

const isLate = ({ failure }: Entry<TakeBackInput>): boolean => failure?.details.reason === 'too_late'
