import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { withdrawUndo } from '../../ui/undo.ts'
import { peekName } from '../customer/index.ts'
import { useOutbox } from '../outbox/index.ts'
import type { TimelineEvent } from './note-drafts.ts'
import { takeBackKind } from './take-back-kind.ts'

/** Takes a note of one's own back that the server has. Where its answer was lost it is not sent once more: that would only bring the note that is gone. */
export function useTakeBack(): (customerId: string, note: TimelineEvent) => void {
  const outbox = useOutbox()
  return (customerId, { noteId, clientKey, params }) => {
    if (!noteId) return
    if (outbox.entries.some(({ id }) => id === clientKey)) outbox.discard(clientKey ?? '')
    withdrawUndo(noteId)
    controlsReplaced()
    outbox.write(takeBackKind, { customerId, name: peekName(customerId), input: { noteId, said: params.text ?? params.outcome ?? '' } })
  }
}
