import { and, asc, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
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
      })
      .from(fields)
      .leftJoin(fieldOptions, and(eq(fieldOptions.fieldId, fields.id), eq(fieldOptions.active, true)))
      .where(and(eq(fields.corpId, me.corpId), eq(fields.active, true)))
      .orderBy(asc(fields.position), asc(fields.id), asc(fieldOptions.position), asc(fieldOptions.id))
    return { fields: withOptions(rows) }
  })

  handleWrite(app, 'PUT /customers/:customerId/fields/:fieldId', async (input, call) => ({ field: await setField(call, input, app.config.phoneKey) }))
}

interface DefinitionRow {
  fieldId: string
  name: string
  type: 'text' | 'number' | 'date' | 'single' | 'multi' | 'phone' | 'region'
  unit: string | null
  optionId: string | null
  optionName: string | null
}

function withOptions(rows: DefinitionRow[]) {
  const byId = new Map(
    rows.map(({ fieldId, name, type, unit }) => [
      fieldId,
      { fieldId, name, type, ...(unit && { unit }), options: new Array<{ optionId: string; name: string }>() },
    ]),
  )
  for (const { fieldId, optionId, optionName } of rows) if (optionId && optionName !== null) byId.get(fieldId)?.options.push({ optionId, name: optionName })
  return [...byId.values()]
}
