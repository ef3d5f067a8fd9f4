import { useOutbox } from '../../outbox/index.ts'
import type { FieldEdit } from '../editing.ts'
import { handOver } from '../hand-over.ts'
import { peekBundle } from '../peek.ts'
import { closeEdit } from '../reopen-edit.ts'
import { fieldKind, isSame } from './field-kind.ts'
import { inputOf, readEdit, withValue, type Option, type OwnField } from './own-field.ts'

/** Shows the new value at once and stores it. Nothing happens while the text is no value of the field. */
export async function saveField(edit: FieldEdit, field: OwnField, options: Option[]): Promise<void> {
  const value = readEdit(field, edit.text, options)
  if ('problem' in value) return
  const { customerId } = edit
  const { fieldId } = field
  const bundle = peekBundle(customerId)
  const before = bundle && fieldIn(bundle.fields, fieldId)
  const mine = withValue(field, value, options)
  if (!before || isSame(fieldIn(useOutbox().lay('bundle', customerId, bundle).fields, fieldId) ?? before, mine)) return closeEdit(edit)
  const input = { field: fieldId, value: inputOf(field, edit.text), mine, before, version: before.version }
  await handOver(edit, fieldKind, { customerId, name: bundle.customer.name, input })
}

const fieldIn = (fields: OwnField[] | undefined, fieldId: string) => fields?.find((field) => field.fieldId === fieldId)
