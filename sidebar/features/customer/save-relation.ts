import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { useOutbox } from '../outbox/index.ts'
import { dropEdit, editOf, hideEdit, keepEdit, openEdit, type FieldEdit } from './editing.ts'
import { peekBundle } from './peek.ts'
import { relationKind, type RelationField, type RelationInput } from './relation-kind.ts'
import { closeEdit } from './reopen-edit.ts'

/** The two fields that WeCom keeps, and the characters that it takes. */
export const LIMITS: Record<RelationField, number> = { remark: 20, description: 150 }

/** Which of the two an edit is of. */
export const fieldOf = ({ field }: FieldEdit): RelationField => (field === 'remark' ? field : 'description')

export const lengthOf = (text: string): number => Array.from(text.trim()).length

/** Closes a field without its text: what was refused of it is given up. */
export function cancelEdit(edit: FieldEdit): void {
  const outbox = useOutbox()
  for (const { id, kind, customerId, input, refused } of outbox.entries)
    if (refused && kind === relationKind.name && customerId === edit.customerId && (input as RelationInput).field === edit.field) outbox.discard(id)
  closeEdit(edit)
}

/** Shows the new value at once and stores it. The text is forgotten once the device has it; where that cannot keep it, it stays in its field until it is stored. */
export async function saveRelation(edit: FieldEdit): Promise<void> {
  const field = fieldOf(edit)
  if (lengthOf(edit.text) > LIMITS[field]) return
  const outbox = useOutbox()
  const { customerId } = edit
  const bundle = peekBundle(customerId)
  const text = edit.text.trim()
  const forget = () => editOf(edit) === edit && dropEdit(edit)
  hideEdit(edit)
  controlsReplaced()
  if (!bundle?.relation || text === outbox.lay('bundle', customerId, bundle).relation?.[field]) return void forget()
  const input = { field, text, before: bundle.relation[field], version: bundle.relation.version }
  const { kept, done } = outbox.write(relationKind, { customerId, name: bundle.customer.name, input })
  if ((await kept) || (await done).at !== 'waiting') return void forget()
  keepEdit({ ...edit, touched: true, theirs: undefined, failed: 'unkept' })
  openEdit(edit, edit.text)
}
