import { describe, expect, it } from 'vitest'
import { addDays, dayOf, daysBetween, momentOf, quickDues } from './due.ts'

const SHANGHAI = 'Asia/Shanghai'

function due(now: string, timeZone = SHANGHAI): Record<string, string> {
  return Object.fromEntries(quickDues(new Date(now), timeZone).map(({ key, dueAt }) => [key, dueAt.toISOString().slice(0, 16)]))
}

describe('quick due times', () => {
  it.each([
    [
      'a Thursday afternoon',
      '2026-11-19T07:20:00Z',
      { tonight: '2026-11-19T12:00', tomorrowMorning: '2026-11-20T02:00', inThreeDays: '2026-11-22T02:00', nextMonday: '2026-11-23T02:00' },
    ],
    [
      'a Friday: three days on and Monday are one day',
      '2026-11-20T02:00:00Z',
      { tonight: '2026-11-20T12:00', tomorrowMorning: '2026-11-21T02:00', inThreeDays: '2026-11-23T02:00', nextMonday: '2026-11-23T02:00' },
    ],
    [
      'a Saturday',
      '2026-11-21T02:00:00Z',
      { tonight: '2026-11-21T12:00', tomorrowMorning: '2026-11-22T02:00', inThreeDays: '2026-11-24T02:00', nextMonday: '2026-11-23T02:00' },
    ],
    [
      'a Sunday: Monday is tomorrow',
      '2026-11-22T02:00:00Z',
      { tonight: '2026-11-22T12:00', tomorrowMorning: '2026-11-23T02:00', inThreeDays: '2026-11-25T02:00', nextMonday: '2026-11-23T02:00' },
    ],
    [
      'a Monday: the coming one is a week away',
      '2026-11-23T02:00:00Z',
      { tonight: '2026-11-23T12:00', tomorrowMorning: '2026-11-24T02:00', inThreeDays: '2026-11-26T02:00', nextMonday: '2026-11-30T02:00' },
    ],
    [
      'the last day of a month',
      '2026-11-30T02:00:00Z',
      { tonight: '2026-11-30T12:00', tomorrowMorning: '2026-12-01T02:00', inThreeDays: '2026-12-03T02:00', nextMonday: '2026-12-07T02:00' },
    ],
    [
      'the end of February in a leap year',
      '2028-02-28T02:00:00Z',
      { tonight: '2028-02-28T12:00', tomorrowMorning: '2028-02-29T02:00', inThreeDays: '2028-03-02T02:00', nextMonday: '2028-03-06T02:00' },
    ],
    [
      'the last evening of a year',
      '2026-12-31T11:59:59Z',
      { tonight: '2026-12-31T12:00', tomorrowMorning: '2027-01-01T02:00', inThreeDays: '2027-01-03T02:00', nextMonday: '2027-01-04T02:00' },
    ],
    [
      '20:00 sharp: tonight is over',
      '2026-11-19T12:00:00Z',
      { tomorrowMorning: '2026-11-20T02:00', inThreeDays: '2026-11-22T02:00', nextMonday: '2026-11-23T02:00' },
    ],
    [
      'after midnight in the shop, still yesterday in UTC',
      '2026-11-19T16:30:00Z',
      { tonight: '2026-11-20T12:00', tomorrowMorning: '2026-11-21T02:00', inThreeDays: '2026-11-23T02:00', nextMonday: '2026-11-23T02:00' },
    ],
  ])('on %s', (_, now, expected) => {
    expect(due(now)).toEqual(expected)
  })

  it("follows the shop's clocks across the end of summer time", () => {
    expect(due('2026-10-24T10:00:00Z', 'Europe/London')).toEqual({
      tonight: '2026-10-24T19:00',
      tomorrowMorning: '2026-10-25T10:00',
      inThreeDays: '2026-10-27T10:00',
      nextMonday: '2026-10-26T10:00',
    })
  })
})

describe('days of the shop', () => {
  it('a moment belongs to the day that clocks in the zone show', () => {
    expect(dayOf(new Date('2026-11-18T15:59:59.999Z'), SHANGHAI)).toBe('2026-11-18')
    expect(dayOf(new Date('2026-11-18T16:00:00.000Z'), SHANGHAI)).toBe('2026-11-19')
  })

  it('counts whole days over a month end and back', () => {
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28')
    expect(daysBetween('2026-12-31', '2027-01-02')).toBe(2)
    expect(daysBetween('2027-01-02', '2026-12-31')).toBe(-2)
  })

  it('an hour that the clocks skip becomes the one after it', () => {
    expect(momentOf('2026-03-29', 1, 'Europe/London').toISOString()).toBe('2026-03-29T01:00:00.000Z')
  })
})
