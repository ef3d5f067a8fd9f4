import { firstScreenWords, type Language } from '../words/first-screen.ts'

interface Calendar {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  /** Days since 1970 of the calendar date: differences are whole days, whatever the clock does. */
  dayNumber: number
}

const MINUTE = 60_000
const DAY = 86_400_000

let language: Language = 'zh-CN'
let clock = clockIn('Asia/Shanghai')

/** Sets language and time zone for every function here. Called once, before the first paint. */
export function configureFormat(options: { language: Language; timeZone: string }): void {
  language = options.language
  clock = clockIn(options.timeZone)
}

/** A past moment: 刚刚, 5 分钟前, 今天 15:21, 昨天 17:46, 周五 10:00 in this week, 11-16, 2025-11-16. `at` is ISO 8601 or milliseconds. */
export function ago(at: string | number, now = Date.now()): string {
  const { time } = firstScreenWords[language]
  const minutes = Math.floor((now - toMs(at)) / MINUTE)
  if (minutes >= 0 && minutes < 1) return time.now
  if (minutes >= 1 && minutes < 60) return time.minutes(minutes)
  return moment(at, now)
}

/** A moment, past or coming: 今天 15:21, 明天 10:00, 周五 10:00 in this week, else the date. */
export function moment(at: string | number, now = Date.now()): string {
  const { time } = firstScreenWords[language]
  const then = calendar(at)
  const today = calendar(now)
  const clockTime = `${two(then.hour)}:${two(then.minute)}`
  const distance = then.dayNumber - today.dayNumber
  const near = distance === 0 ? time.today : distance === -1 ? time.yesterday : distance === 1 ? time.tomorrow : undefined
  if (near !== undefined) return `${near} ${clockTime}`
  if (weekOf(then) === weekOf(today)) return `${time.weekdays[weekday(then)]} ${clockTime}`
  return then.year === today.year ? time.date(then.month, then.day) : time.fullDate(then.year, then.month, then.day)
}

/** A deadline: 今天 18:00 前, or 逾期 1 天 once it has passed. */
export function due(at: string | number, now = Date.now()): string {
  const { time } = firstScreenWords[language]
  const late = now - toMs(at)
  if (late <= 0) return time.dueBefore(moment(at, now))
  const days = calendar(now).dayNumber - calendar(at).dayNumber
  if (days >= 1) return time.lateDays(days)
  return late >= 60 * MINUTE ? time.lateHours(Math.floor(late / (60 * MINUTE))) : time.lateMinutes(Math.max(1, Math.floor(late / MINUTE)))
}

/** How long until a moment, in the largest whole unit: 3 天, 2 小时, 15 分钟. */
export function left(at: string | number, now = Date.now()): string {
  const { time } = firstScreenWords[language]
  const minutes = Math.max(1, Math.ceil((toMs(at) - now) / MINUTE))
  if (minutes >= 48 * 60) return time.spanDays(Math.floor(minutes / (24 * 60)))
  return minutes >= 60 ? time.spanHours(Math.floor(minutes / 60)) : time.spanMinutes(minutes)
}

/** The calendar date of a moment: 11-16, or 2025-11-16 in another year. */
export function date(at: string | number, now = Date.now()): string {
  const { time } = firstScreenWords[language]
  const then = calendar(at)
  return then.year === calendar(now).year ? time.date(then.month, then.day) : time.fullDate(then.year, then.month, then.day)
}

/** `15:21` in the shop's time zone. */
export function clockTime(at: string | number): string {
  const { hour, minute } = calendar(at)
  return `${two(hour)}:${two(minute)}`
}

/** `2026-11-16` in the shop's time zone: for grouping, in either language. */
export function dayKey(at: string | number): string {
  const { year, month, day } = calendar(at)
  return `${year}-${two(month)}-${two(day)}`
}

/** Midnights between two moments; never below 0. */
export function daysSince(at: string | number, now = Date.now()): number {
  return Math.max(0, calendar(now).dayNumber - calendar(at).dayNumber)
}

/** The weekday in words: 周四, Thu. */
export function weekdayName(at: string | number): string {
  return firstScreenWords[language].time.weekdays[weekday(calendar(at))] ?? ''
}

const moneyFormats: Record<string, Intl.NumberFormat> = {}

/**
 * Money from minor units: ¥1,840.00; a true minus sign for refunds.
 * @param options.whole leaves the minor units away, for totals in summaries
 */
export function money(minor: number, currency: string, options: { whole?: boolean } = {}): string {
  const format = (moneyFormats[currency] ??= moneyFormat(currency))
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const major = minor / 10 ** digits
  const text = options.whole ? moneyFormat(currency, 0).format(Math.round(major)) : format.format(major)
  return text.replace('-', '−')
}

/** A count with thousands separators; `99+` above a limit. */
export function count(value: number, limit = Infinity): string {
  return value > limit ? `${limit}+` : new Intl.NumberFormat(language).format(value)
}

function moneyFormat(currency: string, digits?: number): Intl.NumberFormat {
  const options = { style: 'currency', currency, ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }) } as const
  try {
    return new Intl.NumberFormat(language, { ...options, currencyDisplay: 'narrowSymbol' })
  } catch {
    return new Intl.NumberFormat(language, options)
  }
}

function clockIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' })
}

function calendar(at: string | number): Calendar {
  const part: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(toMs(at))) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part
  return { year, month, day, hour: hour % 24, minute, dayNumber: Date.UTC(year, month - 1, day) / DAY }
}

const toMs = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at))
const two = (value: number): string => String(value).padStart(2, '0')
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const weekday = ({ dayNumber }: Calendar): number => (((dayNumber + 4) % 7) + 7) % 7
const weekOf = ({ dayNumber }: Calendar): number => Math.floor((dayNumber + 3) / 7)

/** The shop's time zone, an IANA name. */
export function timeZone(): string {
  return clock.resolvedOptions().timeZone
}
