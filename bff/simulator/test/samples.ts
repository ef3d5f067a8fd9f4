import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Sample {
  name: string
  answer: Record<string, unknown>
}

/** The collected answers of WeCom below the folder that KEBIAN_DATA names. Without them tests skip by name, unless KEBIAN_REQUIRE_DATA=1. */
export function openSamples(environment: Record<string, string | undefined>) {
  const folder = join(environment.KEBIAN_DATA ?? '', 'wecom')
  const present = Boolean(environment.KEBIAN_DATA) && existsSync(folder)
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Sample['answer']

  /** Every answer of one endpoint, such as externalcontact/get. */
  function samplesOf(api: string): Sample[] {
    if (!present) return []
    const own = join(folder, 'samples', api.replaceAll('/', '.'))
    const go = join(folder, 'go-wecom', `${api.replaceAll('/', '__')}.response.json`)
    const names = existsSync(own) ? readdirSync(own).filter((name) => name.endsWith('.response.json')) : []
    const samples = names.map((name) => ({ name: `${api} ${name}`, answer: read(join(own, name)) }))
    return existsSync(go) ? [...samples, { name: `${api} go-wecom`, answer: read(go) }] : samples
  }

  return { present, required: environment.KEBIAN_REQUIRE_DATA === '1', samplesOf }
}

/** Every place of an answer with its JSON type, such as `follow_user[].userid: string`. */
export function shapeOf(value: unknown, place = ''): string[] {
  if (Array.isArray(value)) return [`${place}: array`, ...value.flatMap((item) => shapeOf(item, `${place}[]`))]
  if (typeof value !== 'object' || value === null) return [`${place}: ${value === null ? 'null' : typeof value}`]
  return [`${place}: object`, ...Object.entries(value).flatMap(([name, item]) => shapeOf(item, place ? `${place}.${name}` : name))]
}
