import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import type { RouteReply } from '../../shared/contracts/index.ts'
import { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'

const admin = 'gu_yuan'

/** The desk of admins, at one of its sections. */
async function openSection(desk: Desk, section: string, userId = admin): Promise<void> {
  await desk.open({ userId, entry: 'normal' }, { path: `/sidebar/#/desk/${section}` })
  await desk.usable()
}

const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '保存' })

/** Stages of the customer as the salesperson's open page has them. */
async function stagesOf(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: /^阶段 / }).click()
  const steps = page.getByRole('dialog').getByRole('listitem')
  await expect(steps.first()).toBeVisible()
  const names = await steps.allInnerTexts()
  await page.keyboard.press('Escape')
  return names
}

/** All fields of the customer as that page has them. */
async function fieldsOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^全部 \d+ 项/ }).click()
  const sheet = page.getByRole('dialog', { name: '资料' })
  await expect(sheet).toBeVisible()
  const text = await sheet.innerText()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  return text
}

test('an admin adds a field and a stage, and an open sidebar of a salesperson has both without a reload @desktop', async ({ desk, page, browser, demo }) => {
  // an open page reads its customer again every half minute
  test.setTimeout(90_000)
  await openSection(desk, 'pipelines')
  const theirs = await browser.newContext({ viewport: page.viewportSize() })
  try {
    const sales = new Desk(await theirs.newPage(), demo.origin)
    await sales.openChat('shen_ke', who.qiaojie)
    expect((await stagesOf(sales.page)).join()).not.toContain('寄样')
    await sales.page.evaluate(() => void Object.assign(window, { notReloaded: true }))

    await page.getByRole('button', { name: '加一个阶段' }).first().click()
    await page.getByRole('textbox', { name: '名称' }).fill('寄样')
    await page.getByRole('textbox', { name: '一般停留几天' }).fill('5')
    await save(page).click()
    await expect(page.getByRole('status').filter({ hasText: '已加上「寄样」' })).toBeVisible()
    await page.goto(`${demo.origin}/sidebar/#/desk/fields`)
    await page.getByRole('button', { name: '加一项资料' }).click()
    await page.getByRole('textbox', { name: '名称' }).fill('门店面积')
    await page.getByRole('radio', { name: '数字' }).click()
    await page.getByRole('textbox', { name: '单位' }).fill('平')
    await save(page).click()
    await expect(page.getByRole('status').filter({ hasText: '已加上「门店面积」' })).toBeVisible()

    await sales.comeBack()
    await expect(async () => {
      await sales.comeBack()
      expect(await fieldsOf(sales.page)).toContain('门店面积')
      expect((await stagesOf(sales.page)).join()).toContain('寄样')
    }).toPass({ timeout: 40_000 })
    expect(await sales.page.evaluate(() => 'notReloaded' in window)).toBe(true)
  } finally {
    await theirs.close()
  }
})

test('a stage with customers in it is retired by saying where they go, and they are back with the undo @desktop', async ({ desk, page }) => {
  await openSection(desk, 'pipelines')
  const row = page.getByRole('button', { name: /^兴趣.*位客户/ })
  await row.click()
  const sheet = page.getByRole('dialog', { name: '兴趣' })
  await sheet.getByRole('button', { name: '停用' }).click()
  await expect(sheet.getByText(/这里有 \d+ 位客户，停用后移到/)).toBeVisible()
  await expect(sheet.getByRole('button', { name: '停用' })).toBeDisabled()
  await sheet.getByRole('radio', { name: '索取资料' }).click()
  await sheet.getByRole('button', { name: '停用' }).click()
  const toast = page.getByRole('status').filter({ hasText: '已停用「兴趣」' })
  await expect(toast).toBeVisible()
  await expect(page.getByRole('button', { name: /^兴趣.*已停用/ })).toBeVisible()
  await toast.getByRole('button', { name: /撤销/ }).click()
  await expect(row).toBeVisible()
})

test('a tag that WeCom refuses to rename keeps its name, with the reason in words @desktop', async ({ desk, page }) => {
  await openSection(desk, 'tags')
  await page.getByRole('button', { name: 'A 常年补货', exact: true }).click()
  await page.getByRole('textbox', { name: '标签名称' }).fill('A 老客')
  await save(page).click()
  await expect(page.getByRole('status').filter({ hasText: '「A 常年补货」没写进企业微信：企业微信只让客边改自己建的标签' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'A 常年补货', exact: true })).toBeVisible()
})

test('a group of tags is made, and undone from the changes', async ({ desk, page, demo }) => {
  await openSection(desk, 'tags')
  await page.getByRole('button', { name: '加一个标签组' }).click()
  await page.getByRole('textbox', { name: '标签组名称' }).fill('门店类型')
  await page.getByRole('textbox', { name: '第一个标签' }).fill('社区店')
  await save(page).click()
  await expect(page.getByRole('button', { name: '社区店', exact: true })).toBeVisible()
  await page.goto(`${demo.origin}/sidebar/#/desk/changes`)
  await page.getByRole('button', { name: '撤销：建了标签组「门店类型」' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '建了标签组「门店类型」' }).getByText('已撤销')).toBeVisible()
})

test('who is made an admin is one at once @desktop', async ({ desk, page, browser, demo }) => {
  const theirs = await browser.newContext()
  try {
    const other = new Desk(await theirs.newPage(), demo.origin)
    await openSection(other, 'roles', 'he_zhou')
    await expect(other.page.getByRole('heading', { name: '这里只有管理员能用' })).toBeVisible()
    await openSection(desk, 'roles')
    await page.getByRole('button', { name: '加一位管理员' }).click()
    await page.getByRole('dialog').getByRole('button', { name: /何舟/ }).click()
    const toast = page.getByRole('status').filter({ hasText: '何舟 现在是管理员' })
    await expect(toast).toBeVisible()
    await other.page.reload()
    await expect(other.page.getByRole('region', { name: '管理员' })).toContainText('何舟')
    await toast.getByRole('button', { name: /撤销/ }).click()
    await expect(page.getByRole('button', { name: '移除管理员 何舟' })).toHaveCount(0)
  } finally {
    await theirs.close()
  }
})

test('stages are ordered by the keyboard, and the focus stays on the arrow @desktop', async ({ desk, page }) => {
  await openSection(desk, 'pipelines')
  const down = page.getByRole('button', { name: '下移「索取资料」' })
  await down.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: '已移动「索取资料」' })).toBeVisible()
  await expect(down).toBeFocused()
  const names = await page.getByRole('region', { name: /阶段$/ }).first().getByRole('listitem').allInnerTexts()
  expect(names.findIndex((name) => name.startsWith('索取资料'))).toBe(2)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('status').filter({ hasText: '已撤销' })).toBeVisible()
})

test('a field that two admins change shows both above the form, and the chosen one stays @desktop', async ({ desk, page, problems }) => {
  problems.expect(/409/)
  await openSection(desk, 'fields')
  const colleagueNames = async (name: string) => {
    const { fields } = await desk.get<RouteReply<'GET /desk/fields'>>('desk/fields')
    const field = fields.find(({ name: known }) => ['开业日', '开店日', '开门日'].includes(known))
    await desk.write('PUT', `desk/fields/${field?.fieldId}`, { version: field?.version, field: { name, type: 'date', active: true, options: [] } })
  }
  const both = page.getByRole('dialog', { name: '同时有人改过' })
  for (const [theirs, choice, left] of [
    ['开张日', '用我的', '开店日'],
    ['开门日', '用现在的', '开门日'],
  ] as const) {
    await page.getByRole('button', { name: choice === '用我的' ? /^开业日/ : /^开店日/ }).click()
    const form = page.getByRole('dialog').first()
    await colleagueNames(theirs)
    await form.getByRole('textbox', { name: '名称' }).fill('开店日')
    await save(page).click()
    await expect(both).toContainText(theirs)
    await both.getByRole('radio', { name: choice === '用我的' ? '我的改动' : '现在的' }).click()
    await both.getByRole('button', { name: choice, exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('button', { name: new RegExp(`^${left}`) })).toBeVisible()
  }
  await colleagueNames('开业日')
})
