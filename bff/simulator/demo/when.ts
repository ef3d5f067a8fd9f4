const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** The shop is in China, whatever the machine's time zone. */
const chinaMs = 8 * 60 * minuteMs

/**
 * A moment `days` before today, at a time of day in China such as '09:40'. Today's moments are at least a minute past:
 * when the demo starts early in the morning they move to the evening before.
 */
export function daysAgo(now: Date, days: number, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const midnight = Math.floor((now.getTime() + chinaMs) / dayMs) * dayMs - chinaMs
  const at = midnight - days * dayMs + (hours * 60 + minutes) * minuteMs
  return new Date(at < now.getTime() ? at : at - dayMs)
}
