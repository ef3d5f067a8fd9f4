import { useQueryCache } from '@pinia/colada'
import { api } from '../../../api/api.ts'
import { ApiError, conflictOf } from '../../../api/api-error.ts'
import { showNote } from '../../../ui/undo.ts'
import { words } from '../../../words/index.ts'
import { patchBundle, refreshBundle } from '../current.ts'
import type { FieldEdit } from '../editing.ts'
import { closeEdit, failureOf, reopenEdit } from '../reopen-edit.ts'
import { inputOf, readEdit, withValue, type Option, type OwnField } from './own-field.ts'

/** Shows the new value at once and stores it; a refusal puts the old one back and the text into its editor. Nothing happens while the text is no value of the field. */
export async function saveField(edit: FieldEdit, field: OwnField, options: Option[]): Promise<void> {
  const value = readEdit(field, edit.text, options)
  if ('problem' in value) return
  closeEdit(edit)
  const mine = withValue(field, value, options)
  if (field.type !== 'phone' && isSame(field, mine)) return
  const { customerId } = edit
  show(customerId, mine)
  try {
    const body = { version: field.version, value: inputOf(field, edit.text) }
    const stored = await api('PUT /customers/:customerId/fields/:fieldId', { params: { customerId, fieldId: field.fieldId }, body })
    show(customerId, stored.field)
    void useQueryCache().invalidateQueries({ key: ['timeline', customerId] })
  } catch (error) {
    await putBack(edit, field, mine, error)
  }
}

async function putBack(edit: FieldEdit, before: OwnField, mine: OwnField, error: unknown): Promise<void> {
  const theirs = conflictOf(error)?.field as OwnField | undefined
  show(edit.customerId, theirs ?? before)
  if (theirs && before.type !== 'phone' && isSame(theirs, mine)) return
  if (!(error instanceof ApiError) || error.code !== 'not_found') return reopenEdit(edit, theirs ? { theirs: theirs.shown } : { failed: failureOf(error) })
  showNote({ tone: 'danger', text: words().fields.gone })
  await refreshBundle(edit.customerId)
}

const isSame = (one: OwnField, other: OwnField): boolean =>
  one.shown === other.shown && one.regionCode === other.regionCode && one.optionIds?.join() === other.optionIds?.join()

function show(customerId: string, field: OwnField): void {
  patchBundle(customerId, (bundle) => ({ ...bundle, fields: bundle.fields?.map((other) => (other.fieldId === field.fieldId ? field : other)) }))
}
