import { afterEach, describe, expect, it } from 'vitest'
import { ago, clockTime, configureFormat, count, date, dayKey, daysSince, due, left, moment, money, weekdayName } from './format.ts'

const MINUTE = 60_000
/** Thursday, 2026-11-19 15:21 in Shanghai. */
const now = Date.parse('2026-11-19T07:21:00.000Z')

afterEach(() => configureFormat({ language: 'zh-CN', timeZone: 'Asia/Shanghai' }))

describe('times in words', () => {
  it.each([
    [now - 20_000, '刚刚'],
    [now - 5 * MINUTE, '5 分钟前'],
    ['2026-11-19T02:05:00Z', '今天 10:05'],
    ['2026-11-18T09:46:00Z', '昨天 17:46'],
    ['2026-11-16T02:00:00Z', '周一 10:00'],
    ['2026-11-15T02:00:00Z', '11-15'],
    ['2025-11-16T02:00:00Z', '2025-11-16'],
  ])('says %s as %s', (at, said) => expect(ago(at, now)).toBe(said))

  it('says them in English', () => {
    configureFormat({ language: 'en', timeZone: 'Asia/Shanghai' })
    expect([ago('2026-11-18T09:46:00Z', now), ago('2026-11-16T02:00:00Z', now), ago('2026-11-15T02:00:00Z', now), due('2026-11-19T10:00:00Z', now)]).toEqual([
      'yesterday 17:46',
      'Mon 10:00',
      '15 Nov',
      'Due today 18:00',
    ])
  })

  it('says deadlines, and how far they are gone', () => {
    expect(due('2026-11-19T10:00:00Z', now)).toBe('今天 18:00 前')
    expect(due('2026-11-20T02:00:00Z', now)).toBe('明天 10:00 前')
    expect(due(now - 10 * MINUTE, now)).toBe('逾期 10 分钟')
    expect(due(now - 3 * 60 * MINUTE, now)).toBe('逾期 3 小时')
    expect(due('2026-11-18T15:59:00Z', now)).toBe('逾期 1 天')
    expect([left(now + 3.5 * 60 * MINUTE, now), left(now + MINUTE, now), left(now + 73 * 60 * MINUTE, now)]).toEqual(['3 小时', '1 分钟', '3 天'])
  })

  it('counts midnights of the shop, not spans of 24 hours', () => {
    expect(daysSince('2026-11-18T15:59:00Z', now)).toBe(1)
    expect(daysSince('2026-11-18T16:01:00Z', now)).toBe(0)
    expect(dayKey('2026-11-18T16:01:00Z')).toBe('2026-11-19')
    expect([clockTime(now), weekdayName(now), date('2026-10-08T08:20:00Z', now)]).toEqual(['15:21', '周四', '10-08'])
  })

  it('follows a time zone with a changing clock', () => {
    configureFormat({ language: 'zh-CN', timeZone: 'America/New_York' })
    expect([clockTime('2026-07-01T16:00:00Z'), clockTime('2026-12-01T17:00:00Z')]).toEqual(['12:00', '12:00'])
    expect(clockTime('2026-12-01T05:00:00Z')).toBe('00:00')
    expect(moment('2026-11-19T04:30:00Z', now)).toBe('昨天 23:30')
  })
})

describe('money and counts', () => {
  it('writes minor units with their sign and symbol', () => {
    expect(money(184_000, 'CNY')).toBe('¥1,840.00')
    expect(money(-26_800, 'CNY')).toBe('−¥268.00')
    expect(money(184_050, 'CNY', { whole: true })).toBe('¥1,841')
    expect(money(1840, 'JPY')).toMatch(/1,840$/)
  })

  it('stops counting at a limit', () => {
    expect([count(1870), count(100, 99), count(99, 99)]).toEqual(['1,870', '99+', '99'])
  })
})
