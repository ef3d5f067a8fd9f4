import fc from 'fast-check'
import type { TSchema } from 'typebox'

interface Schema {
  type?: string
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minimum?: number
  maximum?: number
  maxItems?: number
  pattern?: string
  format?: string
}

/** Times as a customer's file holds them: within a year of this moment, so that ages and deadlines fall on both sides. */
const AROUND = Date.parse('2026-11-19T07:21:00.000Z')
const YEAR = 365 * 86_400_000

const text = fc.oneof(
  fc.constantFrom('', '周岚 · 屿间咖啡店主', '<b>"&\'</b>', '👩‍👩‍👧 一家', '  ', 'x'.repeat(60), '\u202eمرحبا', '名\n字'),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
)
const ulid = fc.string({ minLength: 26, maxLength: 26, unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ') })

/** Values that a contract's schema allows; for the parts of JSON Schema that our contracts use. */
export function arbitraryOf(schema: TSchema): fc.Arbitrary<unknown> {
  return of(schema as Schema)
}

function of(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(of))
  if (schema.type === 'array') return fc.array(of(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 3, 3) })
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 300 })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'object') return record(schema)
  if (schema.type === 'string') return schema.format === 'date-time' ? instant : schema.pattern ? ulid : text
  throw new Error(`no values for ${JSON.stringify(schema)}`)
}

const instant = fc.integer({ min: AROUND - YEAR, max: AROUND + YEAR }).map((ms) => new Date(ms).toISOString())

function record({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, of(schema)]))
  return fc.record(values, { requiredKeys: required })
}
