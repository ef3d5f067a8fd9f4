import { describe, expect, it } from 'vitest'
import { tabOf } from '../tab-id.ts'
import { languageOf, layoutOf, themeOf } from './settings.ts'

describe('what the client says about itself', () => {
  it.each([
    ['wxwork/5.0.6 Language/zh ColorScheme/Dark', 'en-US', 'zh-CN'],
    ['wxwork/5.0.6 Language/en ColorScheme/Dark', 'zh-CN', 'en'],
    ['wxwork/5.0.6 Language/zh_TW', 'en', 'zh-CN'],
    ['Chrome/131', 'zh-HK', 'zh-CN'],
    ['Chrome/131', 'de-DE', 'en'],
  ])('%s in a browser in %s speaks %s', (userAgent, language, spoken) => expect(languageOf({ userAgent, language })).toBe(spoken))

  it.each([
    ['wxwork ColorScheme/Dark', false, 'dark'],
    ['wxwork ColorScheme/Light', true, 'light'],
    ['Chrome/131', true, 'dark'],
    ['Chrome/131', false, 'light'],
  ])('%s on a system with dark %s is %s', (userAgent, systemDark, theme) => expect(themeOf(userAgent, systemDark)).toBe(theme))

  it('has one, two or three columns', () => expect([320, 767, 768, 1023, 1024].map(layoutOf)).toEqual(['one', 'one', 'two', 'two', 'three']))

  it('reads the tab from the address, and the customer from anything else', () =>
    expect(['#/scripts', '#/orders/01J', '#/follow?x=1', '', '#/', '#/nothing', '#scripts'].map(tabOf)).toEqual([
      'scripts',
      'orders',
      'follow',
      'customer',
      'customer',
      'customer',
      'customer',
    ]))
})
