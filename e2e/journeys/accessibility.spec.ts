import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { firstImage, firstLink } from '../fixtures/content.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const me = 'shen_ke'
const chat = who.qiaojie

interface Screen {
  name: string
  /** It is a sheet above a screen that was looked at before. */
  sheet?: true
  show(page: Page, desk: Desk): Promise<unknown>
}

/** One screen after the other in one page, as a person would come to them. */
const profile: Screen[] = [
  { name: 'the customer', show: (page) => expect(page.getByRole('button', { name: '编辑标签' })).toBeVisible() },
  {
    name: 'the remark being edited',
    async show(page) {
      await page.getByRole('button', { name: /^编辑备注/ }).click()
      await expect(page.getByRole('textbox', { name: /^备注/ })).toBeFocused()
    },
  },
  {
    name: 'the sheet of tags',
    sheet: true,
    async show(page) {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '编辑标签' }).click()
      await expect(page.getByRole('dialog').getByRole('button', { pressed: true }).first()).toBeVisible()
    },
  },
  {
    name: 'the sheet of stages',
    sheet: true,
    async show(page) {
      await closeSheet(page)
      await page.getByRole('button', { name: /^阶段 / }).click()
      await expect(
        page
          .getByRole('dialog')
          .getByRole('button', { name: /^移到「/ })
          .first(),
      ).toBeVisible()
    },
  },
  {
    name: 'the reasons of a loss',
    sheet: true,
    async show(page) {
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^标为流失/ })
        .click()
      await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
    },
  },
]

const tools: Screen[] = [
  {
    name: 'the scripts',
    async show(page, desk) {
      await desk.tab('话术')
      await expect(page.getByRole('row').first()).toBeVisible()
    },
  },
  {
    name: 'a script that is searched for',
    async show(page) {
      await page.getByRole('combobox', { name: '搜话术' }).fill('样')
      await expect(page.getByRole('row', { selected: true })).toBeVisible()
    },
  },
  {
    name: 'a script in the preview',
    sheet: true,
    async show(page) {
      await page
        .getByRole('button', { name: /^填写并发送/ })
        .first()
        .click()
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible()
    },
  },
  {
    name: 'the materials',
    async show(page, desk) {
      await closeSheet(page)
      await desk.tab('素材')
      await expect(page.getByRole('button', { name: /^发送「/ }).first()).toBeVisible()
    },
  },
  { name: 'a picture in the preview', sheet: true, show: async (page, desk) => openMaterial(page, (await firstImage(desk)).title) },
  {
    name: 'a link in the preview',
    sheet: true,
    async show(page, desk) {
      await closeSheet(page)
      await openMaterial(page, (await firstLink(desk)).title)
    },
  },
  {
    name: 'the orders',
    async show(page, desk) {
      await closeSheet(page)
      await desk.tab('订单')
      await expect(orders(page).first()).toBeVisible()
    },
  },
  {
    name: 'an order',
    sheet: true,
    async show(page) {
      await orders(page).first().click()
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
    },
  },
  {
    name: 'what happened with the customer',
    async show(page, desk) {
      await closeSheet(page)
      await desk.tab('跟进')
      await page.getByRole('button', { name: '点一下结果就能记，也可以写两句' }).click()
      await expect(page.getByRole('region', { name: '客户轨迹' }).getByRole('listitem').first()).toBeVisible()
    },
  },
]

/** On a phone a section takes the place of the list of them. */
const toSections = (page: Page) => page.evaluate(`location.hash = '#/desk'`)

const orders = (page: Page) => page.locator('li.order').getByRole('button')

async function closeSheet(page: Page) {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function openMaterial(page: Page, title: string) {
  await page.getByRole('listitem').filter({ hasText: title }).getByRole('button').first().click()
  await expect(page.getByRole('dialog', { name: title })).toBeVisible()
}

/** What axe finds serious or critical, one line each. */
async function findings(page: Page, { name, sheet }: Pick<Screen, 'name' | 'sheet'>): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
  const { violations, passes } = await (sheet ? axe.include('[role="dialog"]') : axe).analyze()
  expect(
    passes.map(({ id }) => id),
    `rules that held on ${name}`,
  ).toContain('color-contrast')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${name}: ${id} ${html.slice(0, 160)} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

for (const theme of ['light', 'dark'] as const) {
  for (const [part, screens] of Object.entries({ 'the profile': profile, 'what there is to send and to read': tools })) {
    test(`${part} can be read and used by anybody, ${theme} @desktop`, async ({ desk, page }) => {
      await desk.openChat(me, chat, { seat: { theme } })
      const found: string[] = []
      for (const screen of screens) {
        await screen.show(page, desk)
        found.push(...(await findings(page, screen)))
      }
      expect(found).toEqual([])
    })
  }

  test(`the desk of admins can be read and used by anybody, ${theme} @desktop`, async ({ desk, page }) => {
    await desk.open({ userId: 'gu_yuan', entry: 'normal', theme }, { path: '/sidebar/#/desk' })
    const found: string[] = []
    for (const section of ['销售流程', '客户资料项', '企业标签', '角色', '保留时间', '改动记录']) {
      await toSections(page)
      await page.getByRole('navigation', { name: '管理项' }).getByRole('link', { name: section }).click()
      await expect(page.getByRole('main', { name: section })).toBeVisible()
      await expect(page.getByRole('main', { name: section }).getByRole('status', { name: '正在加载' })).toHaveCount(0)
      found.push(...(await findings(page, { name: section })))
    }
    await toSections(page)
    await page.getByRole('link', { name: '销售流程' }).click()
    await page.getByRole('button', { name: /^索取资料/ }).click()
    found.push(...(await findings(page, { name: 'a stage', sheet: true })))
    expect(found).toEqual([])
  })

  test(`a failure page can be read and used by anybody, ${theme}`, async ({ desk, page }) => {
    await desk.open({ userId: me, externalUserId: chat, theme, faults: [{ kind: 'refuse_signature', why: 'url' }] })
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
    expect(await findings(page, { name: 'a refused signature' })).toEqual([])
  })

  test(`the window of the simulator can be read and used by anybody, ${theme} @desktop`, async ({ desk, page }) => {
    await page.emulateMedia({ colorScheme: theme })
    await desk.become(me)
    await page.goto(`${desk.origin}/simulator/`)
    const chats = page.getByRole('navigation', { name: '聊天' }).getByRole('listitem')
    await expect(chats.first()).toBeVisible()
    const found = await findings(page, { name: 'the chats' })
    await chats.first().getByRole('button').click()
    await expect(page.getByRole('log').getByRole('listitem').first()).toBeVisible()
    found.push(...(await findings(page, { name: 'a chat' })))
    await page.getByRole('button', { name: '故障与日志' }).click()
    await expect(page.getByRole('region', { name: '故障', exact: true })).toBeVisible()
    found.push(...(await findings(page, { name: 'the drawer' })))
    expect(found).toEqual([])
  })
}
