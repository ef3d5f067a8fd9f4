import { readFieldValue } from '../../../shared/domain/field-value.ts'
import type { Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { columnsOf } from '../../features/fields/index.ts'
import type { who } from './contacts.ts'
import { fields, fieldValues } from './fields.ts'

interface Into {
  corpId: string
  now: Date
  phoneKey: string
  employeeOf: Map<string, string>
  customerOf: Map<keyof typeof who, string>
}

/** The shop's own fields, and what is known of its customers. */
export async function seedFields(tx: Writer, tables: Tables, { corpId, now, phoneKey, employeeOf, customerOf }: Into): Promise<void> {
  const stamps = { createdAt: now, updatedAt: now }
  const rows = fields.map((field, at) => ({
    id: newId(now),
    corpId,
    name: field.name,
    type: field.type,
    unit: 'unit' in field ? field.unit : null,
    position: at + 1,
    ...stamps,
  }))
  const options = fields.flatMap((field, at) =>
    'options' in field ? field.options.map((name, place) => ({ id: newId(now), corpId, fieldId: rows[at]?.id ?? '', name, position: place + 1 })) : [],
  )
  await tx.insert(tables.fields).values(rows)
  await tx.insert(tables.fieldOptions).values(options)
  for (const { contact, by, values } of fieldValues) {
    const [customerId, updatedBy] = [customerOf.get(contact), employeeOf.get(by)]
    if (!customerId || !updatedBy) continue
    for (const { id: fieldId, name, type } of rows) {
      const given = values[name]
      if (given === undefined) continue
      const own = options.filter((option) => option.fieldId === fieldId)
      const chosen = own.filter((option) => [given].flat().includes(option.name)).map(({ id }) => id)
      const value = readFieldValue(type, own.length > 0 ? chosen : given, chosen)
      if ('problem' in value) throw new Error(`the demo's ${name} of ${contact}: ${value.problem}`)
      const valueId = newId(now)
      await tx.insert(tables.fieldValues).values({ id: valueId, corpId, customerId, fieldId, ...columnsOf(value, phoneKey), updatedBy, ...stamps })
      if (chosen.length > 0) await tx.insert(tables.fieldChoices).values(chosen.map((optionId) => ({ valueId, corpId, optionId })))
    }
  }
}
