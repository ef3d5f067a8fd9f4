import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Sample {
  name: string
  answer: Record<string, unknown>
}

const folder = process.env.KEBIAN_DATA ? join(process.env.KEBIAN_DATA, 'wecom') : undefined

/** Whether the samples are at hand. Without them, and without being told that they are required, tests skip by name. */
export const haveSamples = folder !== undefined && existsSync(folder)
export const samplesRequired = process.env.KEBIAN_REQUIRE_DATA === '1'

const read = (...path: string[]): Record<string, unknown> => JSON.parse(readFileSync(join(folder as string, ...path), 'utf8')) as Record<string, unknown>

/** Every collected answer of one endpoint, such as externalcontact/get. */
export function samplesOf(api: string): Sample[] {
  if (!folder || !haveSamples) return []
  const own = join('samples', api.replaceAll('/', '.'))
  const names = existsSync(join(folder, own)) ? readdirSync(join(folder, own)).filter((name) => name.endsWith('.response.json')) : []
  const go = `${api.replaceAll('/', '__')}.response.json`
  const samples = names.map((name) => ({ name: `${api} ${name}`, answer: read(own, name) }))
  return existsSync(join(folder, 'go-wecom', go)) ? [...samples, { name: `${api} go-wecom`, answer: read('go-wecom', go) }] : samples
}

/** Every place of an answer with its JSON type, such as `follow_user[].userid: string`. */
export function shapeOf(value: unknown, place = ''): string[] {
  if (Array.isArray(value)) return [`${place}: array`, ...value.flatMap((item) => shapeOf(item, `${place}[]`))]
  if (typeof value !== 'object' || value === null) return [`${place}: ${value === null ? 'null' : typeof value}`]
  return [`${place}: object`, ...Object.entries(value).flatMap(([name, item]) => shapeOf(item, place ? `${place}.${name}` : name))]
}
