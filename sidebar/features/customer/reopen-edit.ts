import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { showNote } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import type { FailureCode } from '../outbox/index.ts'
import { dropEdit, editOf, keepEdit, openedOf, openEdit, type FieldEdit, type SaveFailure } from './editing.ts'

/** Puts a field back in the place of its editor, and forgets what was typed. */
export function closeEdit(edit: FieldEdit): void {
  dropEdit(edit)
  controlsReplaced()
}

/**
 * Puts what could not be stored into its field again: with the value of whoever was first, or with a line that says why. While another field of the customer is
 * open the text waits in its own until that is opened; what was typed into it meanwhile goes before.
 */
export function reopenEdit(edit: FieldEdit, { theirs, failed }: Pick<FieldEdit, 'theirs' | 'failed'>): void {
  const typed = editOf(edit)
  if (typed?.text.trim() === edit.text.trim()) dropEdit(typed)
  if (!editOf(edit)) keepEdit({ ...edit, theirs, failed })
  if (openedOf(edit.customerId)) showNote({ tone: 'danger', text: words().customer.saveFailed[failed ?? 'other'] })
  else openEdit(edit, edit.text)
}

/** The sentence for a refusal. */
export const failureOf = (code: FailureCode | undefined): SaveFailure =>
  code === 'read_only' || code === 'forbidden' || code === 'not_found' ? 'read_only' : 'other'
