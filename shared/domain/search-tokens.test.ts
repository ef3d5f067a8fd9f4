import { describe, expect, it } from 'vitest'
import { employeeToken, searchTerm, searchTokens } from './search-tokens.ts'

/** What the engines do with tokens and a term: neighbours in order, or a beginning. */
function finds(typed: string, names: string[]): boolean {
  const term = searchTerm(typed)
  const tokens = searchTokens(names).split(' ')
  if (!term) return false
  if ('prefix' in term) return tokens.some((token) => token.startsWith(term.prefix))
  return ` ${tokens.join(' ')} `.includes(` ${term.phrase.join(' ')} `)
}

describe('search tokens', () => {
  it.each([
    ['茶铺', '阿巧的茶铺子'],
    ['子', '阿巧的茶铺子'],
    ['阿', '阿巧的茶铺子'],
    ['阿巧的茶铺子', '阿巧的茶铺子'],
    ['lily', 'A01 Lily·杭州'],
    ['ＬＩＬＹ', 'lily'],
    ['lily杭', 'Lily 杭州'],
    ['%', '打9%折'],
    ['"', '他说"好"'],
    ['NEAR(', 'near(x)'],
    ['👩‍🌾', '果园👩‍🌾小唐'],
  ])('finds %s in %s', (typed, name) => expect(finds(typed, [name])).toBe(true))

  it.each([
    ['茶子', '阿巧的茶铺子'],
    ['巧阿', '阿巧的茶铺子'],
    ['铺子巧', '阿巧的茶铺子'],
    ['*', '阿巧的茶铺子'],
    ['  ', '阿巧的茶铺子'],
  ])('does not find %s in %s', (typed, name) => expect(finds(typed, [name])).toBe(false))

  it('does not reach from one name into the next', () => {
    expect(finds('乙丙', ['甲乙', '丙丁'])).toBe(false)
    expect(finds('丙丁', ['甲乙', '', '丙丁'])).toBe(true)
  })

  it('is made of letters and digits only, an employee’s token unlike any name’s', () => {
    expect(`${searchTokens(['a-"*%b 王', '😀'])} ${employeeToken('01ARZ3NDEKTSV4RRFFQ69G5FAV')}`).toMatch(/^[a-z0-9 ]+$/)
    expect(employeeToken('01A')).toBe('e01a')
  })
})
