import { expect, type Page } from '@playwright/test'
import type { RouteReply } from '../../shared/contracts/index.ts'
import { Desk } from '../fixtures/desk.ts'

export const here = (page: Page) => page.locator('.ch-name').waitFor()
export const failure = (page: Page) => page.locator('#failure').waitFor()
export const listed = (page: Page) => page.locator('.customer-row').first().waitFor()
export const press = (selector: string) => (page: Page) => page.locator(selector).first().click()
/** The wheel has taken effect, where there is anything to scroll. */
const scrolled = `new Promise((resolve) => {
  const column = document.querySelector('main.scroll')
  const look = () => (column.scrollTop > 0 || column.scrollHeight <= column.clientHeight ? resolve() : requestAnimationFrame(look))
  look()
})`
/** With the mouse over the column, as the wheel turns what is under it. */
export const scrollColumn = async (page: Page) => {
  await page.locator('main.scroll').hover()
  await page.mouse.wheel(0, 500)
  await page.evaluate(scrolled)
}
/** Presses, and waits for what the sheet is about. */
export const openSheet = (selector: string, content: string) => async (page: Page) => {
  await press(selector)(page)
  await page.getByRole('dialog').locator(content).first().waitFor()
}
/** Vue has taken over, and what a press asks for has come. */
export const usable = (page: Page) => page.locator('.toast-place').waitFor({ state: 'attached' })
export const editField = (name: string) => async (page: Page) => {
  await press(`.fd-edit[aria-label*="${name}"]`)(page)
  await page.locator('.field-editor .control > *').first().waitFor()
}
export const revealPhone = async (page: Page) => {
  await press('button.btn[aria-label*="****"]')(page)
  await page.locator('a.id').scrollIntoViewIfNeeded()
}
export const seek = (text: string, shown: string) => async (page: Page) => {
  await page.getByRole('combobox').first().fill(text)
  await page.locator(shown).first().waitFor()
}
export const ofTeam = async (page: Page) => {
  await page.getByRole('radio', { name: /^(团队|Team)/ }).click()
  await page
    .getByText(/负责人|Owner/)
    .first()
    .waitFor()
}
export const seekCustomer = (text: string) => async (page: Page) => {
  await page.getByRole('textbox').fill(text)
  await page.getByText(/^(\d+ 位客户|\d+ customers)/).waitFor()
}
export const findNobody = async (page: Page) => {
  await page.getByRole('textbox').fill('量子火箭')
  await page.getByText(/没找到「|Nothing for/).waitFor()
}
export const open = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
export const openLost = async (page: Page) => {
  await openSheet('button.stage', '.days')(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(标为流失|Mark as lost)/ })
    .click()
  await page.getByRole('dialog').getByRole('radio').first().click()
}
export const moveStage = async (page: Page) => {
  await openSheet('button.stage', '.days')(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(移到「|Move to )/ })
    .last()
    .click()
  await page
    .getByRole('status')
    .filter({ hasText: /已移到|Moved to/ })
    .waitFor()
}
export const refuseTag = async (page: Page) => {
  await page.request.put(new URL('/simulator/api/faults', page.url()).href, {
    data: { faults: [{ call: 'externalcontact/mark_tag', effect: 'errcode', value: 84061 }] },
  })
  await openSheet('.card:has(.tgs) .more', '.group button')(page)
  await page.getByRole('dialog').locator('[aria-pressed=false]').first().click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
}
export const writeNote = async (page: Page) => {
  const composer = page.getByRole('region', { name: /^(记一笔|New note)$/ })
  await composer.getByRole('button', { name: /^(点一下结果就能记|Tap an outcome)/ }).click()
  await composer.getByRole('button', { name: /^(比价中|Comparing prices)$/ }).click()
  await composer.getByRole('textbox', { name: /^(记一笔|New note)$/ }).fill('250g × 12, 3/kg')
  await composer.getByRole('button', { name: /^(明天上午|Tomorrow morning)$/ }).click()
}
/** With something typed that would be lost. */
export const askToLeave = async (page: Page) => {
  await writeNote(page)
  await page.evaluate(`location.hash = '#/me'`)
  await page.getByRole('button', { name: /^(退出登录|Sign out)$/ }).click()
  await page.getByRole('alert').waitFor()
}
export const sendFirst = async (page: Page) => {
  await page.locator('.script-row .send').first().click()
  await page
    .getByText(/^(没有(发出|发送)：|Not sent)/)
    .first()
    .waitFor()
}
export const openChat = press('.conv li button')
export const openFrame = async (page: Page) => {
  await openChat(page)
  await page.getByRole('button', { name: /^(客边|Kebian)$/ }).click()
  await page.frameLocator('iframe').locator('.ch-name').waitFor()
}
export const refuseApi = (status: number, code: string) => (page: Page) =>
  page.route('**/api/context', (route) => route.fulfill({ status, json: { error: { code, message: 'as told', requestId: 'req-shots' } } }))

/** The desk of admins has what it shows. */
export const deskHere = (page: Page) => page.locator('.desk .card').first().waitFor()
const openAtDesk = (selector: string, at: number) => async (page: Page) => {
  await page.locator(selector).nth(at).click()
  await page.getByRole('dialog').waitFor()
}
/** Opens the nth row of the desk, or what makes its nth list longer. */
export const deskRow = (at: number) => openAtDesk('.desk .li .main', at)
export const deskAdd = (at: number) => openAtDesk('.desk .card .add', at)
export const retireStage = async (page: Page) => {
  await deskRow(1)(page)
  await page.getByRole('dialog').locator('.foot .btn').first().click()
}
export const moveAtDesk = async (page: Page) => {
  await page.locator('.desk .arrows .ib').nth(1).click()
  await page.locator('.toast').waitFor()
}
/** A colleague saves another number of days while this one is being edited. */
export const conflictAtDesk = async (page: Page) => {
  await deskRow(0)(page)
  const desk = new Desk(page, new URL(page.url()).origin)
  const { settings } = await desk.get<RouteReply<'GET /desk/settings'>>('desk/settings')
  for (const { key, version, value } of settings) await desk.write('PUT', `desk/settings/${key}`, { version, value: value + 1 })
  await page.getByRole('dialog').locator('input').fill('200')
  await page.keyboard.press('Enter')
  await page.locator('.sides').waitFor()
}
/** A key that nothing is done with while the page is not Vue's yet. */
export const pressKey = (key: string) => async (page: Page) => {
  await usable(page)
  await expect(async () => {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1_000 })
  }).toPass()
}
/** The server goes away under a customer whom the device has. */
export const loseServer = async (page: Page) => {
  await expect.poll(() => new Desk(page, '').kept('views')).toBeGreaterThan(0)
  await page.route(/:\d+\/api\//, (route) => route.abort())
  await page.reload()
  await page.locator('.banner.warn').waitFor()
}
