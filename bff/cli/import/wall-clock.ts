type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'ms'

const TOKENS: Record<string, [Field, string]> = {
  YYYY: ['year', '(\\d{4})'],
  MM: ['month', '(\\d{2})'],
  M: ['month', '(\\d{1,2})'],
  DD: ['day', '(\\d{2})'],
  D: ['day', '(\\d{1,2})'],
  HH: ['hour', '(\\d{2})'],
  H: ['hour', '(\\d{1,2})'],
  mm: ['minute', '(\\d{2})'],
  ss: ['second', '(\\d{2})'],
  SSS: ['ms', '(\\d{3})'],
}
const TOKEN = /YYYY|MM|M|DD|D|HH|H|mm|ss|SSS/g

/** Reads what a clock on the wall showed, as milliseconds of a UTC clock that shows the same; undefined when the text is not of the form. */
export type ReadWallClock = (text: string) => number | undefined

/**
 * A reader for one form of date, such as `YYYY-MM-DD HH:mm:ss` or `D.M.YYYY`. Nothing is guessed: days that no calendar has are refused.
 * @returns undefined when the form names no year, month or day, or one part twice
 */
export function wallClockReader(form: string): ReadWallClock | undefined {
  const fields = [...form.matchAll(TOKEN)].map(([token]) => TOKENS[token]?.[0])
  if (!['year', 'month', 'day'].every((field) => fields.includes(field as Field)) || new Set(fields).size < fields.length) return undefined
  const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = new RegExp(`^${escaped.replace(TOKEN, (token) => TOKENS[token]?.[1] ?? token)}$`)
  return (text) => {
    const values = pattern.exec(text.trim())?.slice(1).map(Number)
    return values && clockOf(Object.fromEntries(fields.map((field, at) => [field, values[at] ?? 0])))
  }
}

function clockOf({ year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0 }: Partial<Record<Field, number>>): number | undefined {
  if (year < 1970 || year > 2199 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : undefined
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  let format = formatters.get(timeZone)
  if (!format) {
    const two = '2-digit'
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two })
    formatters.set(timeZone, format)
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second) - Math.floor(at / 1000) * 1000
}

const DAY_MS = 86_400_000

/** The moment at which clocks in `timeZone` showed that. A time that the clocks skip becomes the one after it; one they show twice, the first. */
export function momentOfWallClock(wallClock: number, timeZone: string): Date {
  const before = offsetAt(wallClock - DAY_MS, timeZone)
  const after = offsetAt(wallClock + DAY_MS, timeZone)
  const early = wallClock - before
  const late = wallClock - after
  return new Date(offsetAt(early, timeZone) !== before && offsetAt(late, timeZone) === after ? late : early)
}
