import { and, asc, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import type { FieldType } from '../../../shared/domain/field-value.ts'
import { handle, handleWrite } from '../../http/handle.ts'
import { setField } from './set-field.ts'

/** What the team keeps about every customer beside WeCom's own facts. */
export async function fieldRoutes(app: FastifyInstance) {
  handle(app, 'GET /fields', async (_input, { me, read, tables }) => {
    const { fields, fieldOptions } = tables
    const rows = await read
      .select({
        fieldId: fields.id,
        name: fields.name,
        type: fields.type,
        unit: fields.unit,
        optionId: fieldOptions.id,
        optionName: fieldOptions.name,
        optionActive: fieldOptions.active,
      })
      .from(fields)
      .leftJoin(fieldOptions, eq(fieldOptions.fieldId, fields.id))
      .where(and(eq(fields.corpId, me.corpId), eq(fields.active, true)))
      .orderBy(asc(fields.position), asc(fields.id), asc(fieldOptions.position), asc(fieldOptions.id))
    return { fields: withOptions(rows) }
  })

  handleWrite(app, 'PUT /customers/:customerId/fields/:fieldId', async (input, call) => ({ field: await setField(call, input, app.config.phoneKey) }))
}

interface DefinitionRow {
  fieldId: string
  name: string
  type: FieldType
  unit: string | null
  optionId: string | null
  optionName: string | null
  optionActive: boolean | null
}

function withOptions(rows: DefinitionRow[]) {
  const byId = new Map<string, RouteReply<'GET /fields'>['fields'][number]>()
  for (const { fieldId, name, type, unit, optionId, optionName, optionActive } of rows) {
    const definition = byId.get(fieldId) ?? { fieldId, name, type, ...(unit && { unit }), options: [] }
    if (optionId && optionName !== null) definition.options.push({ optionId, name: optionName, active: optionActive ?? false })
    byId.set(fieldId, definition)
  }
  return [...byId.values()]
}
