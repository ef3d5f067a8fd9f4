import { and, asc, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Static } from 'typebox'
import type { DeskField } from '../../../../shared/contracts/desk/fields.ts'
import type { Reader, Tables } from '../../../db/index.ts'

export type FieldRecord = Static<typeof DeskField>

/** A corp's fields in their order, or one of them, with how many customers have something in each. */
export async function readFields(db: Reader, tables: Tables, corpId: string, fieldId?: string): Promise<FieldRecord[]> {
  const { fields, fieldOptions, fieldChoices } = tables
  const rows = await db
    .select()
    .from(fields)
    .where(and(eq(fields.corpId, corpId), fieldId ? eq(fields.id, fieldId) : undefined))
    .orderBy(asc(fields.position), asc(fields.id))
  const options = await db
    .select()
    .from(fieldOptions)
    .where(and(eq(fieldOptions.corpId, corpId), fieldId ? eq(fieldOptions.fieldId, fieldId) : undefined))
    .orderBy(asc(fieldOptions.position), asc(fieldOptions.id))
  const chosen = await db.selectDistinct({ optionId: fieldChoices.optionId }).from(fieldChoices).where(eq(fieldChoices.corpId, corpId))
  const used = new Set(chosen.map(({ optionId }) => optionId))
  const counts = await valueCounts(db, tables, corpId)
  return rows.map(({ id, version, name, type, unit, active }) => ({
    fieldId: id,
    version,
    name,
    type,
    ...(unit !== null && { unit }),
    active,
    options: options
      .filter((option) => option.fieldId === id)
      .map((option) => ({ optionId: option.id, name: option.name, active: option.active, used: used.has(option.id) })),
    values: counts.get(id) ?? 0,
  }))
}

/** A value that was cleared keeps its row, so that what is in it is counted. */
async function valueCounts(db: Reader, { fieldValues, fieldChoices }: Tables, corpId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ fieldId: fieldValues.fieldId, values: sql<number>`count(distinct ${fieldValues.id})`.mapWith(Number) })
    .from(fieldValues)
    .leftJoin(fieldChoices, eq(fieldChoices.valueId, fieldValues.id))
    .where(
      and(
        eq(fieldValues.corpId, corpId),
        or(
          isNotNull(fieldValues.text),
          isNotNull(fieldValues.numberScaled),
          isNotNull(fieldValues.day),
          isNotNull(fieldValues.regionCode),
          isNotNull(fieldValues.phoneLabel),
          isNotNull(fieldChoices.optionId),
        ),
      ),
    )
    .groupBy(fieldValues.fieldId)
  return new Map(rows.map(({ fieldId, values }) => [fieldId, values]))
}
