import { addDays } from '../../../shared/domain/due.ts'
import { dayKey, weekdayName } from '../../ui/format.ts'
import { words } from '../../words/index.ts'

/** An event of a timeline with its place in its day, in the shop's time zone. */
export interface OfDay<Event> {
  event: Event
  /** The name of the day, on its first event. */
  label?: string
  /** The last one of its day. */
  last: boolean
}

/** The events of a timeline in the order they came, newest first, each day beginning with its name. */
export function byDay<Event extends { occurredAt: string }>(events: readonly Event[], now = Date.now()): OfDay<Event>[] {
  const today = dayKey(now)
  const days = events.map(({ occurredAt }) => dayKey(occurredAt))
  return events.map((event, at) => {
    const day = days[at] ?? ''
    return { event, label: day === days[at - 1] ? undefined : dayLabel(day, event.occurredAt, today), last: day !== days[at + 1] }
  })
}

function dayLabel(day: string, at: string, today: string): string {
  const w = words().notes
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const weekday = weekdayName(at)
  const plain = day.slice(0, 4) === today.slice(0, 4) ? w.day(month, date, weekday) : w.dayOfYear(year, month, date, weekday)
  if (day === today) return w.today(plain)
  return day === addDays(today, -1) ? w.yesterday(plain) : plain
}
