import { and, eq, inArray, sql } from 'drizzle-orm'
import { fieldDraft } from '../../../../shared/domain/drafts.ts'
import { newId } from '../../../db/new-id.ts'
import { AppError } from '../../../errors.ts'
import type { WriteCall } from '../../../http/handle.ts'
import { changedBy } from '../changed-by.ts'
import { recordChange } from '../record-change.ts'
import type { Undo } from '../undo.ts'
import { checkField, checkValues, type Draft } from './check-field.ts'
import { readFields, type FieldRecord } from './read-fields.ts'

interface SaveField {
  fieldId: string
  version: number
  field: Draft
  /** The change that this takes back: an option that it deleted may come back under its own id. */
  undoes?: string
}

/**
 * A new field behind all others.
 * @throws AppError `refused`, see {@link checkField}
 */
export async function addField(call: WriteCall, given: Draft) {
  const { tx, tables, me, now } = call
  await tx.lock('fields', me.corpId, 'alone')
  const draft = trimmed(given)
  const others = await readFields(tx, tables, me.corpId)
  checkField(draft, others)
  if (draft.options.some(({ optionId }) => optionId !== undefined)) throw new AppError('refused', 'a new field has new options', { reason: 'no_such_option' })
  const fieldId = newId(now)
  const { name, type, unit = null, active } = draft
  const common = { corpId: me.corpId, createdAt: now, updatedAt: now }
  await tx.insert(tables.fields).values({ id: fieldId, name, type, unit, active, position: others.length + 1, ...common })
  await keepOptions(call, fieldId, [], draft)
  const field = await fieldOf(call, fieldId)
  return { changeId: await recordChange(call, { area: 'fields', action: 'field_added', refId: fieldId, params: { name }, after: field }), field }
}

/**
 * Makes a field and its options what they are to be, as one change with its audit row.
 * @throws AppError `not_found`; `conflict` (`details.current`, `by`); `refused`, see {@link checkField} and {@link checkValues}
 */
export async function saveField(call: WriteCall, { fieldId, version, field: given, undoes }: SaveField) {
  const { tx, tables, me, now } = call
  await tx.lock('fields', me.corpId, 'alone')
  const known = await fieldOf(call, fieldId)
  const draft = trimmed(given)
  const others = (await readFields(tx, tables, me.corpId)).filter((other) => other.fieldId !== fieldId)
  checkField(draft, others)
  checkValues(known, draft, undoes !== undefined)
  const { name, type, unit = null, active } = draft
  const [after] = await tx
    .update(tables.fields)
    .set({ name, type, unit, active, version: sql`${tables.fields.version} + 1`, updatedAt: now })
    .where(and(eq(tables.fields.id, fieldId), eq(tables.fields.version, version)))
    .returning({ id: tables.fields.id })
  if (!after) throw new AppError('conflict', 'the field changed meanwhile', { current: known, ...(await changedBy(tx, tables, me.corpId, fieldId)) })
  await keepOptions(call, fieldId, known.options, draft)
  const field = await fieldOf(call, fieldId)
  const change = { area: 'fields', action: 'field_saved', refId: fieldId, params: { name }, before: known, after: field } as const
  return { changeId: await recordChange(call, { ...change, ...(undoes && { undoes }) }), field }
}

/** Puts a field back as it was. */
export const undoFieldSave: Undo = async (call, { id, refId, before, after }) => {
  const { version } = after as FieldRecord
  const { changeId } = await saveField(call, { fieldId: refId, version, field: fieldDraft(before as FieldRecord), undoes: id })
  return { changeId }
}

/** Deletes a field that was added by mistake. @throws AppError `refused` (field_used), `conflict` when it was changed since */
export const undoFieldAdd: Undo = async (call, { id, refId, after, details }) => {
  const { tx, tables, me } = call
  await tx.lock('fields', me.corpId, 'alone')
  if ((await tx.$count(tables.fieldValues, eq(tables.fieldValues.fieldId, refId))) > 0)
    throw new AppError('refused', 'customers have something in it', { reason: 'field_used' })
  const gone = await tx
    .delete(tables.fields)
    .where(and(eq(tables.fields.id, refId), eq(tables.fields.version, (after as FieldRecord).version)))
    .returning({ id: tables.fields.id })
  if (gone.length === 0) throw new AppError('conflict', 'the field changed meanwhile')
  await tx.delete(tables.fieldOptions).where(eq(tables.fieldOptions.fieldId, refId))
  return { changeId: await recordChange(call, { area: 'fields', action: 'field_deleted', refId, params: details, before: after, undoes: id }) }
}

/** @throws AppError `not_found` */
async function fieldOf({ tx, tables, me }: WriteCall, fieldId: string): Promise<FieldRecord> {
  const [found] = await readFields(tx, tables, me.corpId, fieldId)
  if (!found) throw new AppError('not_found', 'nothing here')
  return found
}

const trimmed = ({ unit, ...draft }: Draft): Draft => ({
  ...draft,
  name: draft.name.trim(),
  ...(unit !== undefined && { unit: unit.trim() }),
  options: draft.options.map((option) => ({ ...option, name: option.name.trim() })),
})

async function keepOptions({ tx, tables: { fieldOptions }, me, now }: WriteCall, fieldId: string, known: FieldRecord['options'], { options }: Draft) {
  const kept = new Set(options.map(({ optionId }) => optionId))
  const gone = known.flatMap(({ optionId }) => (kept.has(optionId) ? [] : [optionId]))
  if (gone.length > 0) await tx.delete(fieldOptions).where(inArray(fieldOptions.id, gone))
  for (const [at, { optionId, name, active }] of options.entries()) {
    const facts = { name, active, position: at + 1 }
    await tx
      .insert(fieldOptions)
      .values({ id: optionId ?? newId(now), corpId: me.corpId, fieldId, ...facts })
      .onConflictDoUpdate({ target: fieldOptions.id, set: facts })
  }
}
