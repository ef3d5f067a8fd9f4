import { expect, it } from 'vitest'
import { findVariables } from '../../../../shared/domain/fill-script.ts'
import { bracesForBrackets } from './placeholders.ts'

it.each([
  ['预计[时间]发出，单号[单号]', '预计{时间}发出，单号{单号}'],
  ['Price: [Price] [微笑]', 'Price: {Price} [微笑]'],
  ['见[1]，[]', '见[1]，[]'],
  ['[Gift, e.g. of [Product]]!', '{Gift, e.g. of {Product}}!'],
  ['看 [这里](https://a.example/x)', '看 [这里](https://a.example/x)'],
  ['点【设置】', '点【设置】'],
  ['[开了没关\n下一行]', '[开了没关\n下一行]'],
  [']反了[', ']反了['],
  ['🎁[赠品]', '🎁{赠品}'],
])('turns %j into %j', (text, expected) => {
  expect(bracesForBrackets(text)).toBe(expected)
})

it('gives variables as the sidebar finds them', () => {
  expect(findVariables(bracesForBrackets('[Gift, e.g. of [Product]] 到 [日期]'))).toEqual(['Gift, e.g. of Product', '日期'])
})
