import { firstScreenWords, type Language } from '../words/first-screen.ts'

export interface Calendar {
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
let zone = 'Asia/Shanghai'
let clock: Intl.DateTimeFormat | undefined

/** Sets language and time zone for all that `format.ts` offers. Called once, before the first paint. */
export function configureFormat(options: { language: Language; timeZone: string }): void {
  language = options.language
  zone = options.timeZone
  clock = undefined
}

/** The language that was set. */
export function formatLanguage(): Language {
  return language
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

/** Midnights between two moments; never below 0. */
export function daysSince(at: string | number, now = Date.now()): number {
  return Math.max(0, calendar(now).dayNumber - calendar(at).dayNumber)
}

/** Minutes ahead of UTC where that has not changed since 1991: a formatter costs milliseconds before the first paint. */
const FIXED: Record<string, number> = { 'Asia/Shanghai': 480, UTC: 0 }

/** Made on first use. */
const clockInZone = (): Intl.DateTimeFormat =>
  (clock ??= new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }))

/** The date and time of a moment in the shop's time zone. */
export function calendar(at: string | number): Calendar {
  const fixed = FIXED[zone]
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = fixed === undefined ? partsByIntl(toMs(at)) : partsByOffset(toMs(at), fixed)
  return { year, month, day, hour, minute, dayNumber: Date.UTC(year, month - 1, day) / DAY }
}

function partsByOffset(ms: number, offsetMinutes: number): number[] {
  const there = new Date(ms + offsetMinutes * MINUTE)
  return [there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate(), there.getUTCHours(), there.getUTCMinutes()]
}

function partsByIntl(ms: number): number[] {
  const part: Record<string, string> = {}
  for (const { type, value } of clockInZone().formatToParts(ms)) part[type] = value
  return [part.year, part.month, part.day, part.hour, part.minute].map(Number)
}

export const toMs = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at))
export const two = (value: number): string => String(value).padStart(2, '0')
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
export const weekday = ({ dayNumber }: Calendar): number => (((dayNumber + 4) % 7) + 7) % 7
const weekOf = ({ dayNumber }: Calendar): number => Math.floor((dayNumber + 3) / 7)

/** The shop's time zone, an IANA name. */
export function timeZone(): string {
  return zone
}
