/** The quick answers to "when is the next step due", in the order they are offered. */
export type QuickDue = 'tonight' | 'tomorrowMorning' | 'inThreeDays' | 'nextMonday'

export interface QuickDueTime {
  key: QuickDue
  dueAt: Date
}

const EVENING = 20
const MORNING = 10
const DAY_MS = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()

function wallClock(at: Date, timeZone: string): number {
  let format = formatters.get(timeZone)
  if (!format) {
    const two = '2-digit'
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two })
    formatters.set(timeZone, format)
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
}

/** The day of a moment as `YYYY-MM-DD` on the calendar of `timeZone` (an IANA name). */
export function dayOf(at: Date, timeZone: string): string {
  return new Date(wallClock(at, timeZone)).toISOString().slice(0, 10)
}

/** The day `days` later (or earlier, when negative), both as `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whole calendar days from one `YYYY-MM-DD` to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** 0 for Sunday to 6 for Saturday. */
function weekdayOf(day: string): number {
  return new Date(Date.parse(day)).getUTCDay()
}

/** The moment at which clocks in `timeZone` show `hour`:00 on that day; an hour that the clocks skip becomes the one after it. */
export function momentOf(day: string, hour: number, timeZone: string): Date {
  const wanted = Date.parse(day) + hour * 3_600_000
  const offset = (at: number): number => wallClock(new Date(at), timeZone) - at
  const guess = wanted - offset(wanted)
  return new Date(wanted - offset(guess))
}

/**
 * The times a person picks with one tap, on the shop's calendar: tonight 20:00 (absent once it is 20:00), tomorrow, in three days and on
 * the coming Monday at 10:00. On a Monday the coming one is a week away; on a Sunday it is tomorrow.
 */
export function quickDues(now: Date, timeZone: string): QuickDueTime[] {
  const today = dayOf(now, timeZone)
  const monday = addDays(today, (8 - weekdayOf(today)) % 7 || 7)
  const times: QuickDueTime[] = [
    { key: 'tonight', dueAt: momentOf(today, EVENING, timeZone) },
    { key: 'tomorrowMorning', dueAt: momentOf(addDays(today, 1), MORNING, timeZone) },
    { key: 'inThreeDays', dueAt: momentOf(addDays(today, 3), MORNING, timeZone) },
    { key: 'nextMonday', dueAt: momentOf(monday, MORNING, timeZone) },
  ]
  return times.filter(({ dueAt }) => dueAt > now)
}
