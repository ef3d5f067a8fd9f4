import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { firstReadyScript, type Script } from '../fixtures/content.ts'
import { expect, test } from '../fixtures/journey.ts'

const ROWS = 400

/** A library of 400 scripts of differing length, in pages of a hundred. */
async function longLibrary(page: Page, like: Script): Promise<void> {
  await page.route('**/api/scripts?*', async (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('after') ?? 0)
    const scripts = Array.from({ length: 100 }, (_, at) => ({
      ...like,
      scriptId: String(from + at).padStart(26, '0'),
      title: `第 ${from + at + 1} 条`,
      messages: [{ kind: 'text', text: '好茶不怕等。'.repeat(((from + at) % 4) * 4 + 1) }],
    }))
    await route.fulfill({ json: { scripts, total: ROWS, ...(from + 100 < ROWS && { nextCursor: String(from + 100) }) } })
  })
}

test('a list of hundreds keeps few rows on the page, and the keyboard reaches each of them @desktop', async ({ desk, page }) => {
  await desk.signIn('shen_ke')
  await longLibrary(page, await firstReadyScript(desk))
  await desk.openChat('shen_ke', who.qiaojie)
  await desk.tab('话术')
  const rows = page.getByRole('row')
  const box = page.getByRole('combobox')
  await expect(rows.first()).toContainText('第 1 条')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(ROWS))
  await expect(async () => {
    await box.press('End')
    await expect(page.locator('[aria-rowindex="400"]')).toBeInViewport({ timeout: 200 })
  }).toPass()
  await expect(page.locator('[aria-rowindex="400"]')).toContainText('第 400 条')
  expect(await rows.count()).toBeLessThan(60)
  await box.press('ArrowDown')
  await expect(page.locator('[aria-rowindex="1"]')).toBeInViewport()
  await expect(page.locator('[aria-rowindex="1"]')).toHaveAttribute('aria-selected', 'true')
})

test('the row with the focus stays on the page however far the list is scrolled @desktop', async ({ desk, page }) => {
  await desk.signIn('shen_ke')
  await longLibrary(page, await firstReadyScript(desk))
  await desk.openChat('shen_ke', who.qiaojie)
  await desk.tab('话术')
  const third = page.locator('[aria-rowindex="3"]')
  await expect(page.locator('[data-index="99"]')).toBeAttached()
  await expect(async () => {
    await page.evaluate(`document.querySelector('.row-window').closest('.scroll').scrollTop = 1e6`)
    await expect(page.locator('[data-index="399"]')).toBeAttached({ timeout: 200 })
  }).toPass()
  await page.evaluate(`document.querySelector('.row-window').closest('.scroll').scrollTop = 0`)
  await third.getByRole('button').first().focus()
  await page.evaluate(`document.querySelector('.row-window').closest('.scroll').scrollTop = 1e6`)
  await expect(page.locator('[aria-rowindex="400"]')).toBeInViewport()
  await expect(third.getByRole('button').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[aria-rowindex="4"]').getByRole('button').first()).toBeFocused()
  await expect(page.locator('[aria-rowindex="4"]')).toBeInViewport()
})
