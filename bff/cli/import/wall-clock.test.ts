import { expect, it } from 'vitest'
import { momentOfWallClock, wallClockReader } from './wall-clock.ts'

const read = (form: string, text: string, timeZone: string) => {
  const clock = wallClockReader(form)?.(text)
  return clock === undefined ? undefined : momentOfWallClock(clock, timeZone).toISOString()
}

it.each([
  ['YYYY-MM-DD HH:mm:ss', '2010-12-01 09:32:00', 'Europe/London', '2010-12-01T09:32:00.000Z'],
  ['YYYY-MM-DD HH:mm:ss', '2011-07-01 09:32:00', 'Europe/London', '2011-07-01T08:32:00.000Z'],
  ['YYYY/M/D H:mm', '2026/3/7 8:05', 'Asia/Shanghai', '2026-03-07T00:05:00.000Z'],
  ['D.M.YYYY', '29.2.2024', 'Asia/Shanghai', '2024-02-28T16:00:00.000Z'],
  ['YYYY年M月D日', '2026年11月5日', 'Asia/Shanghai', '2026-11-04T16:00:00.000Z'],
  ['YYYY-MM-DDTHH:mm:ss.SSSZ', '2026-11-05T01:02:03.004Z', 'UTC', '2026-11-05T01:02:03.004Z'],
])('reads %s as in %s in %s', (form, text, timeZone, expected) => {
  expect(read(form, text, timeZone)).toBe(expected)
})

it.each([['2023-02-29'], ['2023-13-01'], ['2023-00-10'], ['1/2/2023'], ['2023-2-01'], [''], ['0023-01-01'], ['2023-01-01 10:00']])('refuses %j', (text) => {
  expect(wallClockReader('YYYY-MM-DD')?.(text)).toBeUndefined()
})

it('gives a skipped time as the one after it and a doubled one as the first', () => {
  expect(read('YYYY-MM-DD HH:mm', '2011-03-27 01:30', 'Europe/London')).toBe('2011-03-27T01:30:00.000Z')
  expect(read('YYYY-MM-DD HH:mm', '2011-10-30 01:30', 'Europe/London')).toBe('2011-10-30T00:30:00.000Z')
  expect(read('YYYY-MM-DD HH:mm', '2011-10-30 02:30', 'Europe/London')).toBe('2011-10-30T02:30:00.000Z')
  expect(read('YYYY-MM-DD HH:mm', '2011-03-27 02:30', 'Europe/London')).toBe('2011-03-27T01:30:00.000Z')
})

it('has no reader for a form that does not name a day, or names a part twice', () => {
  expect(wallClockReader('HH:mm')).toBeUndefined()
  expect(wallClockReader('YYYY-MM-DD DD')).toBeUndefined()
})
