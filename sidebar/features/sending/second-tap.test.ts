import { describe, expect, it } from 'vitest'
import { isSecondTap } from './second-tap.ts'

const done = { customerId: 'C1', subject: { scriptId: 'S1' }, at: 5_000 }

describe('whether a tap after a hand-over is its second half', () => {
  it.each([
    ['at once', { ...done, at: 5_000 }, true],
    ['a moment before the second is over', { ...done, at: 5_999 }, true],
    ['after a second', { ...done, at: 6_000 }, false],
    ['on another script', { ...done, subject: { scriptId: 'S2' }, at: 5_010 }, false],
    ['on a material', { ...done, subject: { materialId: 'S1' }, at: 5_010 }, false],
    ['for another customer', { ...done, customerId: 'C2', at: 5_010 }, false],
  ])('%s', (_when, tap, second) => expect(isSecondTap([done], tap)).toBe(second))

  it('is a second one also when another script went in between', () => {
    const other = { ...done, subject: { scriptId: 'S2' }, at: 5_200 }
    expect(isSecondTap([done, other], { ...done, at: 5_300 })).toBe(true)
  })

  it('is never a second one when nothing was handed over', () => expect(isSecondTap([], done)).toBe(false))
})
