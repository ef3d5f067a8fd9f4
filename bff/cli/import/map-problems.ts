import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { quote } from './report.ts'

/** What our maps are made of: objects, records, choices and text. */
interface Part {
  type?: string
  properties?: Record<string, Part>
  patternProperties?: Record<string, Part>
  anyOf?: { const: string }[]
  /** What a text may be, where its length does not say all of it. */
  description?: string
  minLength?: number
  maxLength?: number
}

/** What is wrong in a map: each field as it is written in the file (`columns.order`), and what it takes. Empty when nothing is; eight things at most are looked for. */
export function mapProblems(schema: TSchema, map: unknown): string[] {
  const problems = Errors(schema, map).flatMap(({ keyword, instancePath, params }) => {
    const path = instancePath.split('/').slice(1).map(unescaped)
    const named = (name: string) => [...path, name].join('.')
    const part = path.reduce(partOf, schema as Part)
    if (keyword === 'boolean') return []
    if (keyword === 'required') return (params as { requiredProperties: string[] }).requiredProperties.map((name) => `${named(name)} is missing`)
    if (keyword === 'additionalProperties') {
      const fields = `${path.join('.') || 'a map'}: ${Object.keys(part.properties ?? {}).join(', ')} are`
      return (params as { additionalProperties: string[] }).additionalProperties.map((name) => `${named(name)} is no field of ${fields}`)
    }
    const value = path.reduce<unknown>((within, name) => (within as Record<string, unknown>)[name], map)
    return [`${path.join('.') || 'the map'} is ${quoted(value)}${expected(part, value)}`]
  })
  return [...new Set(problems)]
}

const unescaped = (name: string) => name.replaceAll('~1', '/').replaceAll('~0', '~')

const partOf = ({ properties, patternProperties }: Part, name: string): Part => properties?.[name] ?? Object.values(patternProperties ?? {})[0] ?? {}

const quoted = (value: unknown) => (typeof value === 'string' ? quote(value) : JSON.stringify(value).slice(0, 40))

function expected({ type, anyOf, description, minLength = 0, maxLength }: Part, value: unknown): string {
  if (anyOf) return `, not one of ${anyOf.map((choice) => quote(choice.const)).join(', ')}`
  if (type === 'object') return ', not an object'
  if (typeof value !== 'string') return ', not text'
  return `; it takes ${description ?? `${minLength} to ${maxLength} characters`}`
}
