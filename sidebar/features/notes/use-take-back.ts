import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { withdrawUndo } from '../../ui/undo.ts'
import { peekName } from '../customer/index.ts'
import { useOutbox, type Entry } from '../outbox/index.ts'
import type { NoteBody, TimelineEvent } from './note-drafts.ts'
import { noteKind } from './note-kind.ts'
import { takeBackKind } from './take-back-kind.ts'

/** Takes a note of one's own back that the server has. Where its answer was lost it is not sent once more: that would only bring the note that is gone. */
export function useTakeBack(): (customerId: string, note: TimelineEvent) => void {
  const outbox = useOutbox()
  return (customerId, { noteId, params }) => {
    if (!noteId) return
    for (const entry of outbox.entries) if (entry.kind === noteKind.name && entry.customerId === customerId && says(entry, params)) outbox.discard(entry.id)
    withdrawUndo(noteId)
    controlsReplaced()
    outbox.write(takeBackKind, { customerId, name: peekName(customerId), input: { noteId, said: params.text ?? params.outcome ?? '' } })
  }
}

function says(entry: Entry, { text, outcome }: TimelineEvent['params']): boolean {
  const said = entry.input as NoteBody
  return said.text === text && said.outcome === outcome
}
