import { and, asc, eq, type Placeholder } from 'drizzle-orm'
import type { Static } from 'typebox'
import type { FieldOn } from '../../../shared/contracts/fields.ts'
import { showScaled } from '../../../shared/domain/field-value.ts'
import { regionName } from '../../../shared/domain/regions.ts'
import type { Reader, Tables } from '../../db/index.ts'

type Field = Static<typeof FieldOn>
type FieldRow = Awaited<ReturnType<typeof selectFields>>[number]

/** The corp's active fields in order with what a customer has in them: a row a field, or one for each option that is chosen in it. */
export function selectFields(
  db: Reader,
  { fields, fieldValues, fieldChoices, fieldOptions }: Tables,
  { corpId, customerId, fieldId }: { corpId: string | Placeholder; customerId: string | Placeholder; fieldId?: string },
) {
  return db
    .select({
      fieldId: fields.id,
      name: fields.name,
      type: fields.type,
      unit: fields.unit,
      valueId: fieldValues.id,
      version: fieldValues.version,
      text: fieldValues.text,
      numberScaled: fieldValues.numberScaled,
      day: fieldValues.day,
      regionCode: fieldValues.regionCode,
      phoneLabel: fieldValues.phoneLabel,
      optionId: fieldOptions.id,
      optionName: fieldOptions.name,
    })
    .from(fields)
    .leftJoin(fieldValues, and(eq(fieldValues.fieldId, fields.id), eq(fieldValues.customerId, customerId)))
    .leftJoin(fieldChoices, eq(fieldChoices.valueId, fieldValues.id))
    .leftJoin(fieldOptions, eq(fieldOptions.id, fieldChoices.optionId))
    .where(and(eq(fields.corpId, corpId), eq(fields.active, true), fieldId === undefined ? undefined : eq(fields.id, fieldId)))
    .orderBy(asc(fields.position), asc(fields.id), asc(fieldOptions.position), asc(fieldOptions.id))
}

/** One field a group of rows, as people see it. */
export function presentFields(rows: FieldRow[]): Field[] {
  const groups = new Map<string, [FieldRow, ...FieldRow[]]>()
  for (const row of rows) {
    const group = groups.get(row.fieldId)
    if (group) group.push(row)
    else groups.set(row.fieldId, [row])
  }
  return [...groups.values()].map(presentField)
}

function presentField(rows: [FieldRow, ...FieldRow[]]): Field {
  const [{ fieldId, name, type, unit, version, valueId, regionCode, phoneLabel }] = rows
  const optionIds = rows.flatMap(({ optionId }) => optionId ?? [])
  return {
    fieldId,
    name,
    type,
    ...(unit && { unit }),
    version: version ?? 0,
    shown: shownOf(rows),
    ...(optionIds.length > 0 && { optionIds }),
    ...(regionCode && { regionCode }),
    ...(phoneLabel && valueId && { phoneId: valueId }),
  }
}

function shownOf(rows: [FieldRow, ...FieldRow[]]): string {
  const [{ text, numberScaled, day, regionCode, phoneLabel }] = rows
  if (numberScaled !== null) return showScaled(numberScaled)
  if (regionCode) return regionName(regionCode) ?? regionCode
  return text ?? day ?? phoneLabel ?? rows.flatMap(({ optionName }) => optionName ?? []).join(' · ')
}
