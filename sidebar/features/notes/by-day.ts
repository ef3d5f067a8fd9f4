import { addDays } from '../../../shared/domain/due.ts'
import { dayKey, weekdayName } from '../../ui/format.ts'
import { words } from '../../words/index.ts'

export interface Day<Event> {
  /** `YYYY-MM-DD` in the shop's time zone. */
  day: string
  label: string
  events: Event[]
}

/** Events of a timeline under the days they fell on, both newest first as they came. */
export function byDay<Event extends { occurredAt: string }>(events: readonly Event[], now = Date.now()): Day<Event>[] {
  const days: Day<Event>[] = []
  for (const event of events) {
    const day = dayKey(event.occurredAt)
    const last = days[days.length - 1]
    if (last?.day === day) last.events.push(event)
    else days.push({ day, label: dayLabel(day, event.occurredAt, dayKey(now)), events: [event] })
  }
  return days
}

function dayLabel(day: string, at: string, today: string): string {
  const w = words().notes
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const weekday = weekdayName(at)
  const plain = day.slice(0, 4) === today.slice(0, 4) ? w.day(month, date, weekday) : w.dayOfYear(year, month, date, weekday)
  if (day === today) return w.today(plain)
  return day === addDays(today, -1) ? w.yesterday(plain) : plain
}
