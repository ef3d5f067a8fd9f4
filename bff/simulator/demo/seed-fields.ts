import { readFieldValue } from '../../../shared/domain/field-value.ts'
import type { Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { columnsOf } from '../../features/fields/index.ts'
import { customers, type Slug } from './customers.ts'
import { demoFields, type DemoFields } from './fields.ts'

interface Into {
  corpId: string
  now: Date
  customerOf: Map<Slug, string>
  employeeOf: Map<string, string>
  phoneKey: string
}

/** The shop's own fields, and what is known of its customers. Fields that are there already are the admins': then nothing is added. */
export async function seedFields(tx: Writer, tables: Tables, { corpId, now, customerOf, employeeOf, phoneKey }: Into): Promise<void> {
  const { fields, fieldOptions, fieldValues, fieldChoices } = tables
  if ((await tx.$count(fields)) > 0) return
  const rows = Object.entries(demoFields).map(([key, field], at) => {
    const names: readonly string[] = 'options' in field ? field.options : []
    const id = newId(now)
    const options = names.map((name, position) => ({ id: newId(now), corpId, fieldId: id, name, position: position + 1 }))
    return { key: key as keyof DemoFields, id, field, options, position: at + 1 }
  })
  const moment = { createdAt: now, updatedAt: now }
  await tx.insert(fields).values(
    rows.map(({ id, field: { name, type, ...more }, position }) => ({
      id,
      corpId,
      name,
      type,
      unit: 'unit' in more ? more.unit : null,
      position,
      ...moment,
    })),
  )
  await tx.insert(fieldOptions).values(rows.flatMap(({ options }) => options))

  const values = [...customerOf].flatMap(([slug, customerId]) =>
    rows.flatMap(({ key, id: fieldId, field, options }) => {
      const { fields: held, follows } = customers[slug]
      const given = held?.[key]
      if (given === undefined) return []
      const optionIds = options.filter(({ name }) => [given].flat().includes(name)).map(({ id }) => id)
      const value = readFieldValue(field.type, options.length > 0 ? optionIds : given, optionIds)
      if ('problem' in value) throw new Error(`no value of ${field.name}: ${String(given)}`)
      const updatedBy = employeeOf.get(follows[0]?.by ?? '') ?? ''
      return [{ row: { id: newId(now), corpId, customerId, fieldId, ...columnsOf(value, phoneKey), updatedBy, ...moment }, optionIds }]
    }),
  )
  await tx.insert(fieldValues).values(values.map(({ row }) => row))
  await tx.insert(fieldChoices).values(values.flatMap(({ row: { id: valueId }, optionIds }) => optionIds.map((optionId) => ({ valueId, corpId, optionId }))))
}
