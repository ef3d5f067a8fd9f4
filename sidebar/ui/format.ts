import { firstScreenWords } from '../words/first-screen.ts'
import { calendar, formatLanguage, moment, toMs, two, weekday } from './moments.ts'

export { configureFormat, date, daysSince, due, left, moment, timeZone } from './moments.ts'

/** A past moment: 刚刚, 5 分钟前, 今天 15:21, 昨天 17:46, 周五 10:00 in this week, 11-16, 2025-11-16. `at` is ISO 8601 or milliseconds. */
export function ago(at: string | number, now = Date.now()): string {
  const { time } = firstScreenWords[formatLanguage()]
  const minutes = Math.floor((now - toMs(at)) / 60_000)
  if (minutes >= 0 && minutes < 1) return time.now
  if (minutes >= 1 && minutes < 60) return time.minutes(minutes)
  return moment(at, now)
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

/** The weekday in words: 周四, Thu. */
export function weekdayName(at: string | number): string {
  return firstScreenWords[formatLanguage()].time.weekdays[weekday(calendar(at))] ?? ''
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
  return value > limit ? `${limit}+` : new Intl.NumberFormat(formatLanguage()).format(value)
}

function moneyFormat(currency: string, digits?: number): Intl.NumberFormat {
  const options = { style: 'currency', currency, ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }) } as const
  try {
    return new Intl.NumberFormat(formatLanguage(), { ...options, currencyDisplay: 'narrowSymbol' })
  } catch {
    return new Intl.NumberFormat(formatLanguage(), options)
  }
}
