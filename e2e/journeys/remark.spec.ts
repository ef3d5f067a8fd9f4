import { who } from '../../bff/simulator/demo/contacts.ts'
import { expect, test } from '../fixtures/journey.ts'

const me = 'tang_qi'
const chat = who.aze

test('a new remark is the name at once, and in WeCom @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  await page.getByRole('button', { name: /^编辑备注/ }).click()
  const field = page.getByRole('textbox', { name: /^备注/ })
  await expect(field).toBeFocused()
  await field.fill('阿泽 周六取件')
  await field.press('Enter')
  await expect(desk.name()).toHaveText('阿泽 周六取件')
  await expect.poll(async () => (await desk.relation(me, chat)).remark).toBe('阿泽 周六取件')
})

test('a remark that is too long is refused where it is written', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  const before = await desk.relation(me, chat)
  await page.getByRole('button', { name: /^编辑备注/ }).click()
  const field = page.getByRole('textbox', { name: /^备注/ })
  await field.fill('长'.repeat(21))
  await expect(page.getByText('最多 20 个字。')).toBeVisible()
  await expect(page.getByRole('button', { name: '保存' })).toBeDisabled()
  await field.press('Enter')
  await expect(field).toBeVisible()
  expect(await desk.relation(me, chat)).toEqual(before)
  await field.press('Escape')
  await expect(desk.name()).toHaveText(before.remark)
})

test('a remark that was changed meanwhile shows both, and the chosen one stays @desktop', async ({ desk, page, problems }) => {
  problems.expect(/409/)
  await desk.openChat(me, chat)
  await page.getByRole('button', { name: /^编辑备注/ }).click()
  const field = page.getByRole('textbox', { name: /^备注/ })
  const { customer, relation } = await desk.bundle(chat)
  await desk.write('PATCH', `customers/${customer.customerId}/relation`, { version: relation?.version, remark: '别处写的' })
  await field.fill('这里写的')
  await field.press('Enter')
  const form = page.locator('form').filter({ has: field })
  await expect(form).toContainText('同时有人改过这一项')
  await expect(form).toContainText('别处写的')
  await expect(field).toHaveValue('这里写的')
  await form.getByRole('button', { name: '用我写的' }).click()
  await expect(desk.name()).toHaveText('这里写的')
  await expect.poll(async () => (await desk.relation(me, chat)).remark).toBe('这里写的')
})

test('a remark that WeCom refuses goes back to the old one, with the reason', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  const { remark } = await desk.relation(me, chat)
  await desk.faults([{ call: 'externalcontact/remark', effect: 'errcode', value: 84061 }])
  await page.getByRole('button', { name: /^编辑备注/ }).click()
  const field = page.getByRole('textbox', { name: /^备注/ })
  await field.fill('写不进去的')
  await field.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: '没写进企业微信' })).toContainText('对方已不是您的好友。已还原。')
  await expect(desk.name()).toHaveText(remark)
})

test('both fields are as high as their text, and a description keeps its lines', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  await page.getByRole('button', { name: /^编辑备注/ }).click()
  const cut = (field: HTMLElement) => field.scrollHeight - field.clientHeight
  const remark = page.getByRole('textbox', { name: /^备注/ })
  await remark.fill('长'.repeat(40))
  expect(await remark.evaluate(cut)).toBe(0)
  await remark.press('Escape')
  await page.getByRole('button', { name: /^编辑描述/ }).click()
  const description = page.getByRole('textbox', { name: /^描述/ })
  await description.fill('周六取件\n\n要发票\n走对公\n先打电话')
  expect(await description.evaluate(cut)).toBe(0)
  await description.fill('周六取件\n要发票')
  await description.press('Enter')
  const shown = page.getByText('周六取件')
  const { height } = (await shown.boundingBox()) ?? { height: 0 }
  expect(height).toBeGreaterThanOrEqual(40)
})

test('the keyboard goes from the button to the field and back, and loses no key', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  const edit = page.getByRole('button', { name: /^编辑备注/ })
  await edit.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('阿泽')
  await expect(page.getByRole('textbox', { name: /^备注/ })).toHaveValue('阿泽')
  await page.keyboard.press('Escape')
  await expect(edit).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '保存' }).focus()
  await page.keyboard.press('Enter')
  await expect(edit).toBeFocused()
})

test('a double tap on 保存 stores once and opens nothing beneath', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  await page.getByRole('button', { name: /^编辑备注/ }).click()
  await page.getByRole('textbox', { name: /^备注/ }).fill('阿泽 双击')
  // near its top the button of the description comes to stand
  const save = (await page.getByRole('button', { name: '保存' }).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.dblclick(save.x + save.width / 2, save.y + 4)
  await expect(desk.name()).toHaveText('阿泽 双击')
  await expect(page.getByRole('textbox', { name: /^(备注|描述)/ })).toHaveCount(0)
})
