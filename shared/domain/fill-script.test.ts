import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MY_NAME, SALUTATION, fillScript, findVariables, plainName, salutationOf } from './fill-script.ts'

const known = { [SALUTATION]: '周姐', [MY_NAME]: '林晓' }

describe('findVariables', () => {
  it.each([
    ['您好，没有变量', []],
    ['{客户称呼}，我是{我的名字}', ['客户称呼', '我的名字']],
    ['{订单号} 和 {订单号}', ['订单号']],
    ['{ 客户称呼 }', ['客户称呼']],
    ['｛客户称呼｝，{我的名字｝', ['客户称呼', '我的名字']],
    ['{{客户称呼}}', ['客户称呼']],
    ['{a {b} c}', ['a b c']],
    ['没关上 { 客户称呼', []],
    ['没打开 客户称呼 }', []],
    ['{ 没关上，{客户称呼}', ['客户称呼']],
    ['} {客户称呼} {', ['客户称呼']],
    ['{跨\n行}', []],
    ['{} { } {{}}', []],
    ['👩‍🌾{花🌹}👍🏽', ['花🌹']],
    ['{constructor}', ['constructor']],
  ])('reads %j', (text, names) => expect(findVariables(text)).toEqual(names))
})

describe('fillScript', () => {
  it('fills what is known and names what is missing', () => {
    const filled = fillScript('{客户称呼}，优惠是 {优惠档位} 😀', known)
    expect(filled.parts).toEqual([
      { variable: '客户称呼', raw: '{客户称呼}', value: '周姐', missing: false },
      { text: '，优惠是 ' },
      { variable: '优惠档位', raw: '{优惠档位}', missing: true },
      { text: ' 😀' },
    ])
    expect(filled.text).toBe('周姐，优惠是 {优惠档位} 😀')
    expect(filled.missing).toEqual(['优惠档位'])
  })

  it('prefers what the employee typed to what is known', () => {
    expect(fillScript('{客户称呼}好', known, { [SALUTATION]: ' 周老板 ' }).text).toBe('周老板好')
  })

  it('takes a blank value, or one with a brace, as missing', () => {
    for (const value of ['', '  ', '{x}', '}', '｛']) expect(fillScript('{a}', {}, { a: value }).missing).toEqual(['a'])
  })

  it('does not take a value from the prototype of an object', () => {
    expect(fillScript('{constructor} {toString}', {}).missing).toEqual(['constructor', 'toString'])
  })

  it('leaves no variable behind once every one has a value, and changes nothing else', () => {
    const piece = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('{', '}', '｛', '｝', '\n', '{客户称呼}', '{{a}}', '😀', '👩‍🌾', ' ') },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    )
    const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== '' && !/[{}｛｝]/.test(text))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), value, (pieces, answer) => {
        const text = pieces.join('')
        const given = Object.fromEntries(findVariables(text).map((name) => [name, answer]))
        const filled = fillScript(text, {}, given)
        expect(filled.missing).toEqual([])
        expect(findVariables(filled.text)).toEqual([])
        expect(filled.parts.map((part) => ('text' in part ? part.text : part.raw)).join('')).toBe(text)
        expect(filled.text).toBe(filled.parts.map((part) => ('text' in part ? part.text : answer.trim())).join(''))
      }),
      { numRuns: 500 },
    )
  })
})

describe('salutationOf', () => {
  it.each([
    [{ remark: '周姐', nickname: 'Lan' }, '周姐'],
    [{ remark: ' ', nickname: 'Lan 🌸' }, 'Lan 🌸'],
    [{ remark: '', nickname: '' }, '您'],
    [{ remark: '{周}姐', nickname: '' }, '周姐'],
    [{ remark: '巧姐 温州两家店', nickname: '' }, '巧姐'],
    [{ remark: '周姐·账期 30 天', nickname: '' }, '周姐'],
    [{ remark: '邓总（建材）', nickname: '' }, '邓总'],
    [{ remark: 'Chen Yu', nickname: '' }, 'Chen Yu'],
    [{ remark: '· 老客', nickname: '阿巧' }, '阿巧'],
    [{ remark: '{}', nickname: '｛｝' }, '您'],
    [{ remark: '听澜 贺主管', nickname: '贺敏', corpName: '听澜酒店' }, '贺敏'],
    [{ remark: '贺主管 听澜', nickname: '贺敏', corpName: '听澜酒店' }, '贺主管'],
  ])('of %j is %s', (customer, name) => expect(salutationOf(customer)).toBe(name))

  it('cannot bring a variable into a script', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.constantFrom('{', '}', '｛', '｝')) }), (name) => {
        expect(findVariables(plainName(name))).toEqual([])
      }),
    )
  })
})
