import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ChineseLeft } from '../fixtures/chinese-left.ts'
import { expect, test } from '../fixtures/journey.ts'
import { screens, type Screen } from '../shots/screens.ts'
import { setTheScene } from '../shots/stage.ts'
import { outside, unreachable } from './layout.ts'
import { unclearNames } from './names.ts'

const phone = { width: 375, height: 812 }
/** Also what is left of a window of 640 px at 200 %. */
const narrow = { width: 320, height: 640 }
/** What is left of 1024 × 768 px at 200 %. */
const enlarged = { width: 512, height: 384 }

/** What axe finds serious or critical, one line each. */
async function findings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
  const { violations, passes } = await ((await page.locator('[aria-modal=true]').count()) > 0 ? axe.include('[aria-modal=true]') : axe).analyze()
  expect(passes.length, 'rules that held').toBeGreaterThan(0)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} ${html.slice(0, 160)} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

const inBoth = (screen: Screen) => screen.name !== 'customer-english'

for (const screen of screens.filter(inBoth)) {
  test(`${screen.name}: anybody can use it, in both themes, at 320 px, at 200 % and in English`, async ({ browser, demo }) => {
    const problems: string[] = []
    const chinese = await setTheScene(browser, demo.origin, screen, phone, 'light')
    problems.push(...(await findings(chinese.page)).map((found) => `light: ${found}`))
    if (!screen.alike) problems.push(...(await unclearNames(chinese.page)).map((found) => `no name of its own: ${found}`))
    await chinese.page.setViewportSize(narrow)
    problems.push(...(await chinese.page.evaluate<string[]>(outside)).map((found) => `320 px: ${found}`))
    if (!screen.size) {
      await chinese.page.setViewportSize(enlarged)
      problems.push(...(await chinese.page.evaluate<string[]>(outside)).map((found) => `at 200 %: ${found}`))
      problems.push(...(await chinese.page.evaluate<string[]>(unreachable)).map((found) => `at 200 %, out of reach: ${found}`))
    }
    await chinese.context.close()

    let left: ChineseLeft | undefined
    const before = (page: Page) => ((left = new ChineseLeft(page)), screen.before?.(page) ?? Promise.resolve())
    const english = await setTheScene(browser, demo.origin, { ...screen, language: 'en', before }, phone, 'dark')
    problems.push(...(await findings(english.page)).map((found) => `dark: ${found}`))
    if (!screen.size) await english.page.setViewportSize(narrow)
    problems.push(...(await english.page.evaluate<string[]>(outside)).map((found) => `320 px, English: ${found}`))
    problems.push(...((await left?.texts()) ?? []).map((found) => `not English: ${found}`))
    await english.context.close()
    expect(problems).toEqual([])
  })
}
