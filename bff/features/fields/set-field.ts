import { and, eq, sql } from 'drizzle-orm'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import { readFieldValue, type FieldValue } from '../../../shared/domain/field-value.ts'
import { maskPhone } from '../../../shared/domain/phone.ts'
import type { Tables } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { hashPhone, sealPhone } from '../phones/index.ts'
import { recordEvent } from '../timeline/index.ts'
import { presentFields, selectFields } from './select-fields.ts'

type SetField = RouteInput<'PUT /customers/:customerId/fields/:fieldId'>
type Columns = Pick<Tables['fieldValues']['$inferSelect'], 'text' | 'numberScaled' | 'day' | 'regionCode' | 'phoneLabel' | 'phoneHash' | 'phoneSealed'>

/**
 * Sets or clears one field of a customer, with its audit row and its event, as one unit. A value that is there already changes nothing.
 * @throws AppError `not_found` for a field that the corp does not have; `refused` when the value is none of its type (`details.reason`); `conflict` when
 * somebody was first (`details.field`: what it is now)
 */
export async function setField(call: WriteCall, { params: { fieldId }, body }: SetField, phoneKey: string) {
  const { tx, tables, me, subject, now } = call
  const { fieldValues, audit } = tables
  await tx.lock('fields', me.corpId, 'shared')
  const current = async () => presentFields(await selectFields(tx, tables, { corpId: me.corpId, customerId: subject.customerId, fieldId }))[0]
  const before = await current()
  if (!before) throw new AppError('not_found', 'nothing here')
  const value = readFieldValue(before.type, body.value, [...(await optionsOf(call, fieldId)), ...(before.optionIds ?? [])])
  if ('problem' in value) throw new AppError('refused', 'not a value of this field', { reason: value.problem })
  const columns = columnsOf(value, phoneKey)
  const optionIds = value.kind === 'options' ? value.optionIds : []
  const conflict = async () => new AppError('conflict', 'the field changed meanwhile', { field: await current() })

  const place = and(eq(fieldValues.customerId, subject.customerId), eq(fieldValues.fieldId, fieldId))
  const [stored] = await tx.select().from(fieldValues).where(place)
  if ((stored?.version ?? 0) !== body.version) throw await conflict()
  if (sameValue(stored ?? EMPTY, columns) && optionIds.length === (before.optionIds?.length ?? 0) && optionIds.every((id) => before.optionIds?.includes(id)))
    return before
  const [kept] = stored
    ? await tx
        .update(fieldValues)
        .set({ ...columns, version: sql`${fieldValues.version} + 1`, updatedBy: me.employeeId, updatedAt: now })
        .where(and(place, eq(fieldValues.version, body.version)))
        .returning({ id: fieldValues.id })
    : await tx
        .insert(fieldValues)
        .values({
          id: newId(now),
          corpId: me.corpId,
          customerId: subject.customerId,
          fieldId,
          ...columns,
          updatedBy: me.employeeId,
          createdAt: now,
          updatedAt: now,
        })
        .onConflictDoNothing()
        .returning({ id: fieldValues.id })
  if (!kept) throw await conflict()
  await choose(call, kept.id, optionIds)

  const after = (await current()) ?? before
  const common = { corpId: me.corpId, customerId: subject.customerId }
  const params = { field: before.name, from: before.shown, to: after.shown, ...(before.unit && { unit: before.unit }) }
  await tx.insert(audit).values({ id: newId(now), ...common, employeeId: me.employeeId, action: 'field_changed', details: { fieldId, ...params }, at: now })
  await recordEvent(tx, tables, { ...common, kind: 'relation', code: 'field_changed', params, actorId: me.employeeId, source: 'person', refId: kept.id }, now)
  return after
}

async function optionsOf({ tx, tables: { fieldOptions }, me }: WriteCall, fieldId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: fieldOptions.id })
    .from(fieldOptions)
    .where(and(eq(fieldOptions.fieldId, fieldId), eq(fieldOptions.corpId, me.corpId), eq(fieldOptions.active, true)))
  return rows.map(({ id }) => id)
}

async function choose({ tx, tables: { fieldChoices }, me }: WriteCall, valueId: string, optionIds: string[]): Promise<void> {
  await tx.delete(fieldChoices).where(eq(fieldChoices.valueId, valueId))
  if (optionIds.length > 0) await tx.insert(fieldChoices).values(optionIds.map((optionId) => ({ valueId, corpId: me.corpId, optionId })))
}

const EMPTY: Columns = { text: null, numberScaled: null, day: null, regionCode: null, phoneLabel: null, phoneHash: null, phoneSealed: null }

/** The columns of a value; its options are rows of their own. */
export function columnsOf(value: FieldValue, phoneKey: string): Columns {
  switch (value.kind) {
    case 'text':
      return { ...EMPTY, text: value.text }
    case 'number':
      return { ...EMPTY, numberScaled: value.scaled }
    case 'date':
      return { ...EMPTY, day: value.day }
    case 'region':
      return { ...EMPTY, regionCode: value.regionCode }
    case 'phone':
      return { ...EMPTY, phoneLabel: maskPhone(value.phone), phoneHash: hashPhone(phoneKey, value.phone), phoneSealed: sealPhone(phoneKey, value.phone) }
    default:
      return EMPTY
  }
}

/** A phone sealed twice differs and is told by its hash. */
const sameValue = (a: Columns, b: Columns): boolean =>
  (['text', 'numberScaled', 'day', 'regionCode', 'phoneHash'] as const).every((column) => a[column] === b[column])
