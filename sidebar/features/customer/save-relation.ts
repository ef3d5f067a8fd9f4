import { useOutbox } from '../outbox/index.ts'
import type { FieldEdit } from './editing.ts'
import { handOver } from './hand-over.ts'
import { peekBundle } from './peek.ts'
import { relationKind, type RelationField } from './relation-kind.ts'
import { closeEdit } from './reopen-edit.ts'

/** The two fields that WeCom keeps, and the characters that it takes. */
export const LIMITS: Record<RelationField, number> = { remark: 20, description: 150 }

/** Which of the two an edit is of. */
export const fieldOf = ({ field }: FieldEdit): RelationField => (field === 'remark' ? field : 'description')

export const lengthOf = (text: string): number => Array.from(text.trim()).length

/** Shows the new value at once and stores it. */
export async function saveRelation(edit: FieldEdit): Promise<void> {
  const field = fieldOf(edit)
  if (lengthOf(edit.text) > LIMITS[field]) return
  const { customerId } = edit
  const bundle = peekBundle(customerId)
  const text = edit.text.trim()
  if (!bundle?.relation || text === useOutbox().lay('bundle', customerId, bundle).relation?.[field]) return closeEdit(edit)
  const input = { field, text, before: bundle.relation[field], version: bundle.relation.version }
  await handOver(edit, relationKind, { customerId, name: bundle.customer.name, input })
}
