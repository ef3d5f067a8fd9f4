import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFieldValue, showScaled, type FieldInput, type FieldType } from './field-value.ts'
import { maskPhone, readablePhone } from './phone.ts'
import { provinceOf, provinces, regionName } from './regions.ts'

const read = (type: FieldType, given: FieldInput, options?: string[]) => readFieldValue(type, given, options)

describe('a value of a field', () => {
  it.each<FieldType>(['text', 'number', 'date', 'single', 'multi', 'phone', 'region'])('of the type %s is cleared by nothing, and by space alone', (type) => {
    for (const nothing of [null, '', '  ', '\n', []]) expect(read(type, nothing)).toEqual({ kind: 'empty' })
  })

  it('is a text as it was given, of up to 500 characters as people count them', () => {
    expect(read('text', ' 两家店 ')).toEqual({ kind: 'text', text: ' 两家店 ' })
    expect(read('text', '👋'.repeat(500))).toMatchObject({ kind: 'text' })
    expect(read('text', '👋'.repeat(501))).toEqual({ problem: 'too_long' })
    expect(read('text', ['a'])).toEqual({ problem: 'wrong_shape' })
  })

  it.each([
    ['22.5', 225_000],
    ['-3', -30_000],
    ['−3', -30_000],
    ['+7', 70_000],
    ['1,234,567.89', 12_345_678_900],
    ['２２．５', 225_000],
    ['0007.5000', 75_000],
    ['-0', 0],
    ['99999999999.9999', 999_999_999_999_999],
  ])('is the number %s exactly', (given, scaled) => {
    expect(read('number', given)).toEqual({ kind: 'number', scaled })
  })

  it.each([
    ['约 22', 'not_a_number'],
    ['1e3', 'not_a_number'],
    ['.5', 'not_a_number'],
    ['1,23', 'not_a_number'],
    ['1.234,500', 'not_a_number'],
    ['1.2,345', 'not_a_number'],
    ['1234,567', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['1.23456', 'too_many_decimals'],
    ['100000000000', 'too_large'],
  ])('is not the number %s: %s', (given, problem) => {
    expect(read('number', given)).toEqual({ problem })
  })

  it('comes back from its ten-thousandths as it went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (scaled) => {
        expect(read('number', showScaled(scaled))).toEqual({ kind: 'number', scaled })
      }),
    )
    expect([showScaled(225_000), showScaled(-5), showScaled(0)]).toEqual(['22.5', '-0.0005', '0'])
  })

  it('is a day that the calendar has', () => {
    expect(read('date', '2024-02-29')).toEqual({ kind: 'date', day: '2024-02-29' })
    for (const none of ['2023-02-29', '2024-04-31', '2024-13-01', '2024-00-10', '1899-12-31', '2200-01-01', '24-1-1', '2024/02/29', '明天'])
      expect(read('date', none)).toEqual({ problem: 'not_a_date' })
  })

  it('is one known option, or several different ones', () => {
    expect(read('single', 'a', ['a', 'b'])).toEqual({ kind: 'options', optionIds: ['a'] })
    expect(read('single', ['a', 'b'], ['a', 'b'])).toEqual({ problem: 'wrong_shape' })
    expect(read('multi', ['b', 'a', 'b'], ['a', 'b'])).toEqual({ kind: 'options', optionIds: ['b', 'a'] })
    expect(read('multi', ['a', 'c'], ['a', 'b'])).toEqual({ problem: 'unknown_option' })
  })

  it('is a phone as E.164, Chinese unless it says otherwise', () => {
    for (const same of [
      '138 1234 2716',
      '+8613812342716',
      '8613812342716',
      '138-1234-2716',
      '１３８１２３４２７１６',
      '0086 138 1234 2716',
      '＋86 138 1234 2716',
    ])
      expect(read('phone', same)).toEqual({ kind: 'phone', phone: '+8613812342716' })
    for (const same of ['(0571) 8765 4321', '+86 0571 8765 4321', '+86 571 8765 4321', '0086-0571-87654321', '（０５７１）８７６５４３２１'])
      expect(read('phone', same)).toEqual({ kind: 'phone', phone: '+8657187654321' })
    for (const same of ['400-880-0882', '+86 400 880 0882']) expect(read('phone', same)).toEqual({ kind: 'phone', phone: '+864008800882' })
    expect(readablePhone('+864008800882')).toBe('400 880 0882')
    expect(read('phone', '+1 415 555 0100')).toEqual({ kind: 'phone', phone: '+14155550100' })
    for (const none of ['12345', '+0123456789', '138123427161', '电话', '13812342716 转 2']) expect(read('phone', none)).toEqual({ problem: 'not_a_phone' })
    expect([maskPhone('+8613812342716'), readablePhone('+8613812342716'), readablePhone('+8657187654321'), readablePhone('+14155550100')]).toEqual([
      '138****2716',
      '138 1234 2716',
      '057187654321',
      '+14155550100',
    ])
  })

  it('is a region of the list', () => {
    expect(read('region', '330100')).toEqual({ kind: 'region', regionCode: '330100' })
    for (const none of ['999999', '33', '浙江', '3301']) expect(read('region', none)).toEqual({ problem: 'unknown_region' })
    expect([regionName('330100'), regionName('330000'), regionName('429004'), provinceOf('330100')?.name]).toEqual([
      '浙江 · 杭州',
      '浙江',
      '湖北 · 仙桃',
      '浙江',
    ])
  })
})

describe('the regions', () => {
  it('are 34 provinces with 333 prefectures less the municipalities, every code and every name within a province once', () => {
    const places = provinces.flatMap((province) => province.places)
    expect(provinces).toHaveLength(34)
    expect(places.filter(({ code }) => code.slice(2, 4) !== '90')).toHaveLength(333)
    expect(places.every(({ code, name }) => /^\d{6}$/.test(code) && name.length > 0)).toBe(true)
    expect(new Set(places.map(({ code }) => code)).size).toBe(places.length)
    for (const province of provinces) expect(new Set(province.places.map(({ name }) => name)).size).toBe(province.places.length)
  })
})
