import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { showUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { useOutbox, type Draft, type Kind } from '../outbox/index.ts'
import { dropEdit, editOf, hideEdit, keepEdit, openEdit, type FieldEdit } from './editing.ts'
import { closeEdit } from './reopen-edit.ts'

/** Closes a field and stores what was typed. The text is forgotten once the device has it; where that cannot keep it, it stays in its field until it is stored. */
export async function handOver<Input, Reply>(edit: FieldEdit, kind: Kind<Input, Reply>, draft: Draft<Input>): Promise<void> {
  keepEdit(edit)
  const forget = () => editOf(edit) === edit && dropEdit(edit)
  hideEdit(edit)
  controlsReplaced()
  const { kept, done } = useOutbox().write(kind, draft)
  if ((await kept) || (await done).at !== 'waiting') return void forget()
  keepEdit({ ...edit, touched: true, theirs: undefined, failed: 'unkept' })
  openEdit(edit, edit.text)
}

/** Closes a field without its text: what was refused of it is given up. What was typed, and is not what is stored, can be had back. */
export function cancelEdit(edit: FieldEdit, stored: string, name: string): void {
  const outbox = useOutbox()
  const { customerId, field, text } = edit
  for (const { id, customerId: of, input, refused } of outbox.entries)
    if (refused && of === customerId && (input as Partial<FieldEdit>).field === field) outbox.discard(id)
  closeEdit(edit)
  if (!edit.touched || text.trim() === stored) return
  const undo = () => {
    keepEdit(edit)
    openEdit(edit, text)
  }
  showUndo({ customerId, text: words().customer.cancelled(name), undo })
}
