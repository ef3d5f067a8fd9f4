import type { Locator, Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { expect, test } from '../fixtures/journey.ts'
import type { Desk } from '../fixtures/desk.ts'

const me = 'shen_ke'
const chat = who.qiaojie

const cell = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^编辑${name}`) }).first()
const save = (page: Page) => page.getByRole('button', { name: '保存' }).click()
const stored = async (desk: Desk, name: string) => (await desk.bundle(chat)).fields?.find((field) => field.name === name)?.shown
const copied = (page: Page) => page.evaluate<string>('JSON.stringify(window.__kebianHost.calls())')

async function openAll(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^全部 \d+ 项/ }).click()
  const sheet = page.getByRole('dialog', { name: '资料' })
  await expect(sheet).toBeVisible()
  return sheet
}

test('each type of field is edited where it stands, shown at once and stored @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  await cell(page, '月用茶量').click()
  await page.getByRole('textbox', { name: /^月用茶量/ }).fill('41.25')
  await page.keyboard.press('Enter')
  await expect(cell(page, '月用茶量')).toHaveText('41.25 kg')

  await cell(page, '所在地区').click()
  await page.getByRole('combobox', { name: '省份' }).selectOption('福建')
  await page.getByRole('combobox', { name: '城市' }).selectOption('福州')
  await save(page)
  await expect(cell(page, '所在地区')).toHaveText('福建 · 福州')

  await cell(page, '生意类型').click()
  await page.getByRole('radio', { name: '奶茶店' }).click()
  await expect(cell(page, '生意类型')).toHaveText('奶茶店')

  await cell(page, '常拿的茶').click()
  const teas = page.getByRole('group', { name: '常拿的茶' })
  for (const [name, on] of [
    ['肉桂', 'true'],
    ['水仙', 'false'],
  ] as const)
    // a tap right after an editor has opened is taken for the second half of a double tap
    await expect(async () => {
      const tea = teas.getByRole('button', { name })
      if ((await tea.getAttribute('aria-pressed')) !== on) await tea.click()
      await expect(tea).toHaveAttribute('aria-pressed', on, { timeout: 500 })
    }).toPass()
  await save(page)
  await expect(cell(page, '常拿的茶')).toHaveText('肉桂 · 大红袍')

  await cell(page, '开业日').click()
  await page.getByLabel('开业日').last().fill('2020-02-29')
  await page.keyboard.press('Enter')
  await expect(cell(page, '开业日')).toHaveText('2020-02-29')

  await cell(page, '口味和忌讳').click()
  await page.getByRole('textbox', { name: '口味和忌讳' }).fill('<b>岩韵</b> 要重')
  await page.keyboard.press('Enter')
  await expect(cell(page, '口味和忌讳')).toHaveText('<b>岩韵</b> 要重')

  await expect
    .poll(async () =>
      (await desk.bundle(chat)).fields
        ?.filter(({ type }) => type !== 'phone')
        .map(({ shown }) => shown)
        .slice(0, 7),
    )
    .toEqual(['福建 · 福州', '41.25', '2', '奶茶店', '肉桂 · 大红袍', '2020-02-29', '<b>岩韵</b> 要重'])
  const { code, params } = (await desk.timeline(chat)).find((event) => event.params.field === '月用茶量') ?? {}
  expect([code, params?.to]).toEqual(['field_changed', '41.25'])
})

test('a value that is none is refused where it is written, with the reason', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  const before = await stored(desk, '门店数')
  await cell(page, '门店数').click()
  const field = page.getByRole('textbox', { name: /^门店数/ })
  await field.fill('两家')
  await save(page)
  await expect(page.getByText('只填数字，比如 22.5。')).toBeVisible()
  await expect(field).toBeFocused()
  await field.press('Escape')
  await expect(cell(page, '门店数')).toHaveText(`${before} 家`)
  expect(await stored(desk, '门店数')).toBe(before)
})

test('a phone stands masked, is shown on request for the team to see, and is copied whole @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  await cell(page, '备用电话').click()
  await page.getByRole('textbox', { name: '备用电话' }).fill('13812342716')
  await save(page)
  await expect(cell(page, '备用电话')).toHaveText('138****2716')
  await expect.poll(() => stored(desk, '备用电话')).toBe('138****2716')
  const sheet = await openAll(page)
  await sheet.getByRole('button', { name: /^显示 138\*\*\*\*2716/ }).click()
  await expect(sheet.getByRole('link', { name: '138 1234 2716' })).toHaveAttribute('href', 'tel:+8613812342716')
  await sheet.getByRole('banner').getByRole('button', { name: '关闭' }).click()
  await page.getByRole('main').getByRole('button', { name: '复制备用电话' }).click()
  await expect(page.getByText('已复制 138****2716，已留下记录')).toBeVisible()
  expect(await copied(page)).toContain('13812342716')
})

test('what a colleague looked at stands in the timeline of the owner', async ({ desk, page }) => {
  await desk.openChat('fang_hui', chat)
  await expect(page.getByRole('button', { name: /^编辑/ })).toHaveCount(0)
  await page.getByRole('button', { name: /^显示 154\*\*\*\*0201/ }).click()
  await expect(page.getByRole('link', { name: '154 0000 0201' })).toBeVisible()
  await desk.signIn(me)
  const [latest] = await desk.timeline(chat)
  expect([latest?.code, latest?.actor?.name, latest?.params]).toEqual(['phone_revealed', '方慧', { label: '154****0201', use: 'show' }])
})

test('fields are found, filled and left by the keyboard alone @desktop', async ({ desk, page }) => {
  await desk.openChat(me, who.kelvin)
  const all = page.getByRole('button', { name: /^全部 \d+ 项/ })
  await all.focus()
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: '资料' })
  await sheet.getByRole('button', { name: '编辑门店数：未填写' }).focus()
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('textbox', { name: /^门店数/ })).toBeFocused()
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  const filled = sheet.getByRole('button', { name: '编辑门店数：3 家' })
  await expect(filled).toBeFocused()
  await sheet.getByRole('button', { name: /^编辑生意类型/ }).focus()
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('radio', { checked: true })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('button', { name: /^编辑生意类型/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(all).toBeFocused()
})
