import { ApiError } from '../../api/api-error.ts'
import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { showNote } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
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
  if (!editOf(edit)) keepEdit({ ...edit, theirs, failed })
  if (openedOf(edit.customerId)) showNote({ tone: 'danger', text: words().customer.saveFailed[failed ?? 'other'] })
  else openEdit(edit, edit.text)
}

const FAILURES: Partial<Record<ApiError['code'], SaveFailure>> = {
  network: 'network',
  unauthenticated: 'unauthenticated',
  read_only: 'read_only',
  forbidden: 'read_only',
  not_found: 'read_only',
  rate_limited: 'rate_limited',
}

export const failureOf = (error: unknown): SaveFailure => (error instanceof ApiError && FAILURES[error.code]) || 'other'
