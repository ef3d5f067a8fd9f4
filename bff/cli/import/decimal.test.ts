import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asInteger, multiply, readDecimal, toMinor } from './decimal.ts'

const minor = (text: string, exponent = 2) => {
  const read = readDecimal(text)
  return read && toMinor(read, exponent)
}

it.each([
  ['3.45', 2, 345],
  ['0.005', 2, 1],
  ['-0.005', 2, -1],
  ['0.0049', 2, 0],
  ['-0.0049', 2, 0],
  ['1.005', 2, 101],
  ['1,234.5', 2, 123_450],
  ['1840', 0, 1840],
  ['2.5', 0, 3],
  ['0.0005', 3, 1],
  ['.5', 2, undefined],
  ['1e3', 2, undefined],
  ['12,34', 2, undefined],
  ['', 2, undefined],
  ['NaN', 2, undefined],
  ['9007199254740993', 2, undefined],
])('reads %j with %i digits as %j minor units', (text, exponent, expected) => {
  expect(minor(text, exponent)).toBe(expected)
})

it('reads a decimal comma when told', () => {
  expect(readDecimal('1.234,50', ',')).toEqual({ units: 123_450n, scale: 2 })
  expect(readDecimal('1,234.50', ',')).toBeUndefined()
})

it('takes whole quantities only', () => {
  expect(asInteger({ units: -30n, scale: 1 })).toBe(-3)
  expect(asInteger({ units: 25n, scale: 1 })).toBeUndefined()
})

it('takes back exactly what a line cost, and never passes through a binary fraction', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 9_999_999 }), (quantity, thousandths) => {
      const price = { units: BigInt(thousandths), scale: 3 }
      const cost = toMinor(multiply(price, { units: BigInt(quantity), scale: 0 }), 2)
      const back = toMinor(multiply(price, { units: BigInt(-quantity), scale: 0 }), 2)
      expect((cost ?? 0) + (back ?? 0)).toBe(0)
      expect(cost).toBe(Number((BigInt(thousandths) * BigInt(quantity) + 5n) / 10n))
    }),
  )
})
