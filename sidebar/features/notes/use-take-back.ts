import { useQueryCache } from '@pinia/colada'
import { api } from '../../api/api.ts'
import { ApiError } from '../../api/api-error.ts'
import { refetch } from '../../ui/refetch.ts'
import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { showNote, withdrawUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { useNoteDrafts, type NoteBody, type TimelineEvent } from './note-drafts.ts'
import { timelineKey } from './query-keys.ts'
import { patchEvents } from './timeline-cache.ts'

/**
 * Takes a note of one's own back: its row goes at once; a refusal is told, and the row is there again. Where the answer to a note was lost its words still stand in
 * the composer: they are stored anew if they are stored again, as the key of that attempt would only bring the note that is gone. Never rejects.
 */
export function useTakeBack(): (customerId: string, note: TimelineEvent) => Promise<void> {
  const cache = useQueryCache()
  const drafts = useNoteDrafts()

  return async (customerId, note) => {
    const { noteId } = note
    if (!noteId) return
    withdrawUndo(noteId)
    controlsReplaced()
    const draft = drafts.of(customerId)
    if (draft.attempt && isAttempt(draft.attempt.body, note)) draft.attempt = undefined
    const putBack = patchEvents(cache, customerId, (events) => events.filter((event) => event.noteId !== noteId))
    try {
      await api('POST /customers/:customerId/notes/:noteId/undo', { params: { customerId, noteId } })
    } catch (error) {
      putBack()
      const late = error instanceof ApiError && error.details.reason === 'too_late'
      showNote({ tone: 'danger', text: late ? words().notes.takeBackLate : words().notes.takeBackFailed })
    }
    await refetch(cache, timelineKey(customerId))
  }
}

/** Whether a note says what was last tried. */
function isAttempt(body: string, { params }: TimelineEvent): boolean {
  const tried = JSON.parse(body) as NoteBody
  return tried.text === params.text && tried.outcome === params.outcome
}
