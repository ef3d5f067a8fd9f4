import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/journey.ts'
import { screens, type Screen } from '../shots/screens.ts'
import { setTheScene } from '../shots/stage.ts'

const phone = { width: 375, height: 812 }
/** Also what is left of a window of 640 px at 200 %. */
const narrow = { width: 320, height: 640 }
const HAN = /\p{Script=Han}/u

/** What axe finds serious or critical, one line each. */
async function findings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
  const { violations, passes } = await ((await page.locator('[aria-modal=true]').count()) > 0 ? axe.include('[aria-modal=true]') : axe).analyze()
  expect(passes.length, 'rules that held').toBeGreaterThan(0)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} ${html.slice(0, 160)} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

/** What stands out at the right, beside what scrolls sideways on purpose. */
const outside = `(() => {
  const sideways = (element) => { for (let at = element.parentElement; at; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return at !== document.body && at !== document.documentElement; return false }
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page: ' + document.documentElement.scrollWidth] : []
  const boxes = [...document.querySelectorAll('.scroll, [role=dialog] .body')].filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className + ': ' + box.scrollWidth + ' in ' + box.clientWidth)
  const out = [...document.body.querySelectorAll('*')].filter((element) => { const { width, right } = element.getBoundingClientRect(); return width > 0 && right > innerWidth + 1 && !sideways(element) && getComputedStyle(element).position !== 'absolute' }).map((element) => element.outerHTML.slice(0, 120))
  return [...wide, ...boxes, ...out.slice(0, 5)]
})()`

/** All that a person or a reader gets to read. */
const said = `(() => {
  const texts = [document.title]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement
    // what was searched for is marked inside its text
    const whole = around.matches('mark') ? around.parentElement : around.querySelector(':scope > mark') ? around : walker.currentNode
    if (!around.closest('script, style, noscript')) texts.push(whole.textContent)
  }
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext']) texts.push(element.getAttribute(name) ?? '')
  }
  return texts.map((text) => text.trim()).filter(Boolean)
})()`

/** Texts that came from the server, and so are data: each string, longest first. */
class Data {
  private readonly known = new Set<string>()
  private readonly reading: Promise<unknown>[] = []

  follow(page: Page): void {
    page.on('response', (response) => {
      if (/\/api\//.test(response.url()) && /json/.test(response.headers()['content-type'] ?? ''))
        this.reading.push(
          response
            .json()
            .then((body: unknown) => this.take(body))
            .catch(() => undefined),
        )
    })
  }

  private take(value: unknown): void {
    if (typeof value === 'string' && HAN.test(value)) this.known.add(value.trim())
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach((part) => this.take(part))
  }

  /** What the person has typed is theirs. */
  async takeTyped(page: Page): Promise<void> {
    this.take(await page.locator('input, textarea').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)))
  }

  /** What is left in Chinese once the data is taken out, with the text that it stands in. */
  async leftIn(texts: string[]): Promise<string[]> {
    await Promise.all(this.reading)
    const parts = [...this.known]
      .flatMap((text) => [text, ...text.split(/\{[^{}]*\}|\n/), ...(text.match(/\{[^{}]*\}/g) ?? []), ...(text.match(/(?<=\{)[^{}]*(?=\})/g) ?? [])])
      .filter((part) => HAN.test(part))
    // where there is no picture, the first letter of a name stands for it
    const initials = new Set([...this.known].map((text) => Array.from(text)[0]))
    const longest = [...new Set(parts)].sort((one, other) => other.length - one.length)
    return texts.filter((text) => !initials.has(text) && HAN.test(longest.reduce((left, known) => left.split(known.trim()).join(''), text)))
  }
}

const inBoth = (screen: Screen) => screen.name !== 'customer-english'

for (const screen of screens.filter(inBoth)) {
  test(`${screen.name}: anybody can use it, in both themes, at 320 px and in English`, async ({ browser, demo }) => {
    const problems: string[] = []
    const chinese = await setTheScene(browser, demo.origin, screen, phone, 'light')
    problems.push(...(await findings(chinese.page)).map((found) => `light: ${found}`))
    await chinese.page.setViewportSize(narrow)
    problems.push(...(await chinese.page.evaluate<string[]>(outside)).map((found) => `320 px: ${found}`))
    await chinese.context.close()

    const data = new Data()
    const english = await setTheScene(browser, demo.origin, { ...screen, language: 'en', before: followed(screen, data) }, phone, 'dark')
    problems.push(...(await findings(english.page)).map((found) => `dark: ${found}`))
    if (!screen.size) await english.page.setViewportSize(narrow)
    problems.push(...(await english.page.evaluate<string[]>(outside)).map((found) => `320 px, English: ${found}`))
    await data.takeTyped(english.page)
    problems.push(...(await data.leftIn(await english.page.evaluate<string[]>(said))).map((found) => `not English: ${found}`))
    await english.context.close()
    expect(problems).toEqual([])
  })
}

const followed = (screen: Screen, data: Data) => async (page: Page) => {
  data.follow(page)
  await screen.before?.(page)
}
