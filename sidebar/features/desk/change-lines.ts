import { words } from '../../words/index.ts'

type Json = Record<string, unknown>
type Part = Json & { active?: boolean }

const LISTS = ['stages', 'lostReasons', 'options']
const IDS = ['stageId', 'lostReasonId', 'optionId']
/** What the server counts, and what is shown otherwise. */
const ASIDE = new Set([...IDS, 'customers', 'used', 'nextScriptTitle', 'name', 'text', 'active', 'version', 'values', 'moves', ...LISTS])

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const partsOf = (record: Json, list: string): Part[] => (Array.isArray(record[list]) ? record[list].filter(isJson) : [])
const idOf = (part: Part): string => String(IDS.map((name) => part[name]).find((id) => id !== undefined) ?? '')
const nameOf = (part: Part): string => String(part.name ?? part.text ?? '')
const settingsOf = (part: Json): string =>
  JSON.stringify(
    Object.entries(part)
      .filter(([name, value]) => !ASIDE.has(name) && value !== undefined)
      .sort(([one], [other]) => one.localeCompare(other)),
  )

/** What differs between two states of a record of the desk, a line each; empty when nothing does. */
export function changeLines(before: unknown, after: unknown): string[] {
  if (isJson(before) && isJson(after) && 'name' in after)
    return [...partLines(before, after), ...LISTS.flatMap((list) => listLines(partsOf(before, list), partsOf(after, list)))]
  const { became } = words().desk.changes.lines
  const [from, to] = [plain(before), plain(after)]
  return from && to && from !== to ? [became(from, to)] : []
}

function partLines(before: Part, after: Part): string[] {
  const { renamed, retired, restored, changed } = words().desk.changes.lines
  const name = nameOf(after)
  return [
    ...(nameOf(before) === name ? [] : [renamed(nameOf(before), name)]),
    ...(before.active === after.active ? [] : [after.active ? restored(name) : retired(name)]),
    ...(settingsOf(before) === settingsOf(after) ? [] : [changed(name)]),
  ]
}

function listLines(before: Part[], after: Part[]): string[] {
  const { added, removed, ordered } = words().desk.changes.lines
  const was = new Map(before.map((part) => [idOf(part), part]))
  const is = new Set(after.map(idOf))
  const stay = (parts: Part[], others: { has: (id: string) => boolean }) =>
    parts
      .map(idOf)
      .filter((id) => others.has(id))
      .join()
  return [
    ...after.flatMap((part) => {
      const known = was.get(idOf(part))
      return known ? partLines(known, part) : [added(nameOf(part))]
    }),
    ...before.filter((part) => !is.has(idOf(part))).map((part) => removed(nameOf(part))),
    ...(stay(before, is) === stay(after, was) ? [] : [ordered]),
  ]
}

/** A name, a kind or a number of days, but no id and no list of them. */
function plain(value: unknown): string {
  const { kinds } = words().desk.roles
  if (isJson(value) && 'value' in value) return plain(value.value)
  if (value === 'sales' || value === 'service') return kinds[value]
  if (typeof value === 'number') return words().desk.settings.days(value)
  return typeof value === 'string' ? value : ''
}
