import { expect, it } from 'vitest'
import type { Entry } from '../outbox/index.ts'
import { noteKind } from './note-kind.ts'
import type { NoteBody, TimelineEvent } from './note-drafts.ts'

const event = (eventId: string, occurredAt: string) => ({ eventId, occurredAt }) as TimelineEvent

it('stands in the timeline where it was made, not above what came since', () => {
  const entry = { id: 'E1', employeeId: 'A', at: Date.parse('2026-11-18T04:00:00Z'), input: { text: '昨天写的' } } as Entry<NoteBody>
  const events = [event('today', '2026-11-19T02:00:00.000Z'), event('before', '2026-11-18T01:00:00.000Z')]
  expect(noteKind.shows?.events?.(events, entry).map(({ eventId }) => eventId)).toEqual(['today', 'E1', 'before'])
})
