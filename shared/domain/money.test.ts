import { describe, expect, it } from 'vitest'
import { currencyExponent, formatMoney } from './money.ts'

describe('money', () => {
  it.each([
    [184000, 'CNY', '¥1,840.00'],
    [5, 'CNY', '¥0.05'],
    [0, 'CNY', '¥0.00'],
    [-3000, 'CNY', '−¥30.00'],
    [-5, 'CNY', '−¥0.05'],
    [123456789012, 'CNY', '¥1,234,567,890.12'],
    [1840, 'JPY', 'JP¥1,840'],
    [-1840000, 'KRW', '−₩1,840,000'],
    [1234567, 'KWD', 'KWD\u00A01,234.567'],
    [100, 'GBP', '£1.00'],
    [99999, 'THB', 'THB\u00A0999.99'],
    [9007199254740991, 'CNY', '¥90,071,992,547,409.91'],
  ])('%i minor units of %s read %s', (amount, currency, expected) => {
    expect(formatMoney(amount, currency)).toBe(expected)
  })

  it.each([
    [1284649, 'CNY', '¥12,846'],
    [1284650, 'CNY', '¥12,847'],
    [-1284650, 'CNY', '−¥12,847'],
    [-49, 'CNY', '¥0'],
    [1840, 'JPY', 'JP¥1,840'],
    [1234500, 'KWD', 'KWD\u00A01,235'],
  ])('%i minor units of %s sum up to %s', (amount, currency, expected) => {
    expect(formatMoney(amount, currency, 'whole')).toBe(expected)
  })

  it('knows the currencies without cents and those with mills', () => {
    expect(['CNY', 'JPY', 'KRW', 'BHD', 'CLF', 'XXX'].map(currencyExponent)).toEqual([2, 0, 0, 3, 4, 2])
  })
})
