import { who } from '../../bff/simulator/demo/contacts.ts'
import { firstReadyScript, sentNote } from '../fixtures/content.ts'
import { expect, test } from '../fixtures/journey.ts'

const me = 'tang_qi'
const chat = who.hemin

test('slash, a few characters, arrows and Enter send a script without a mouse @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const script = await firstReadyScript(desk)
  const box = page.getByRole('combobox', { name: '搜话术' })
  await expect(page.getByRole('row').first()).toBeVisible()
  await page.keyboard.press('/')
  await expect(box).toBeFocused()
  await page.keyboard.type(script.title)
  await expect(page.getByRole('row', { selected: true })).toContainText(script.title)
  const rows = await page.getByRole('row').count()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('row').nth(1 % rows)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('row').first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(sentNote(page)).toBeVisible()
  expect((await desk.messages(me, chat)).at(-1)).toMatchObject({ text: script.messages[0]?.text })
  await page.keyboard.press('Escape')
  await expect(box).toHaveValue('')
})

test('the arrow to the right previews, Esc closes, and focus is where it was @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  await expect(page.getByRole('row').first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  const sheet = page.getByRole('dialog')
  await expect(sheet).toBeVisible()
  for (let at = 0; at < 12; at++) {
    await page.keyboard.press('Tab')
    await expect(sheet.locator(':focus')).toHaveCount(1)
  }
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('combobox', { name: '搜话术' })).toBeFocused()
})

test('on the rows, focus and highlight move together, and Enter is for the row that shows both @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const rows = page.getByRole('row')
  await rows.first().getByRole('button').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true')
  await expect(rows.nth(2).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('heading')).toHaveText((await rows.nth(2).locator('.title').textContent()) ?? '')
  await page.keyboard.press('Escape')
  await expect(rows.nth(2).getByRole('button').first()).toBeFocused()
})

test('the preview takes its keys: the focus is where it goes on, E edits, the arrow to the left goes back @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const box = page.getByRole('combobox', { name: '搜话术' })
  const sheet = page.getByRole('dialog')
  await box.fill((await firstReadyScript(desk)).title)
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await expect(sheet.getByRole('button', { name: '发送' })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(sheet).toBeHidden()
  await expect(box).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('e')
  const text = sheet.getByRole('textbox', { name: '要发的文字' })
  await expect(text).toBeFocused()
  const before = await text.inputValue()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('e')
  expect(await text.inputValue()).toHaveLength(before.length + 1)
  await page.keyboard.press('Escape')
  await expect(box).toBeFocused()
})

test('sheets opened from the profile close with Esc, and give the focus back @desktop', async ({ desk, page }) => {
  await desk.openChat('gu_yuan', who.shanli)
  for (const name of [/^阶段 /, '编辑标签']) {
    const opener = page.getByRole('button', { name })
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(opener).toBeFocused()
  }
})

test('every letter of the map does what the list says, and none where it would be written @desktop', async ({ desk, page }) => {
  await desk.openChat('shen_ke', who.qiaojie)
  const sheet = page.getByRole('dialog')
  const note = page.getByRole('textbox', { name: '记一笔' })
  const box = page.getByRole('combobox', { name: '搜话术' })
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(sheet.getByRole('heading', { name: '键盘' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('n')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()

  await page.keyboard.press('s')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('t')
  await expect(sheet.getByRole('heading', { name: '标签', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()

  for (const [letter, tab] of Object.entries({ o: '订单', m: '素材', s: '话术' })) {
    await page.keyboard.press('g')
    await page.keyboard.press(letter)
    await expect(page.getByRole('link', { name: tab, exact: true })).toHaveAttribute('aria-current', 'page')
  }

  await page.keyboard.press('n')
  await expect(note).toBeFocused()
  await page.keyboard.type('nst/?gz')
  await expect(note).toHaveValue('nst/?gz')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(box).toBeFocused()
})

test('open, find, preview, send, note and stage without a mouse @desktop', async ({ desk, page }) => {
  await desk.openChat('shen_ke', who.xiaoman)
  const script = await firstReadyScript(desk)
  const box = page.getByRole('combobox', { name: '搜话术' })
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(box).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.type(script.title)
  await expect(page.getByRole('row', { selected: true })).toContainText(script.title)
  await page.keyboard.press('ArrowRight')
  const sheet = page.getByRole('dialog')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(sentNote(page).first()).toBeVisible()
  expect((await desk.messages('shen_ke', who.xiaoman)).at(-1)).toMatchObject({ text: script.messages[0]?.text })
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await page.keyboard.press('n')
  await expect(page.getByRole('textbox', { name: '记一笔' })).toBeFocused()
  await page.keyboard.type('键盘上记的一条')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('listitem').filter({ hasText: '键盘上记的一条' })).toBeVisible()

  const before = (await desk.bundle(who.xiaoman)).opportunity
  await page.keyboard.press('s')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
  await expect.poll(async () => (await desk.bundle(who.xiaoman)).opportunity?.stageId).not.toBe(before?.stageId)
  await page.keyboard.press('z')
  await expect.poll(async () => (await desk.bundle(who.xiaoman)).opportunity?.stageId).toBe(before?.stageId)
})
