import type { Page } from '@playwright/test'
import { ulid } from 'ulid'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { routes, type RouteReply } from '../../shared/contracts/index.ts'
import type { HostSettings } from '../../sidebar/simulator/host/types.ts'
import zh from '../../sidebar/words/zh-CN.ts'
import type { RouteContract } from '../../shared/contracts/contract.ts'
import { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'

const outside = { entry: 'normal' } as const
const box = (page: Page) => page.getByRole('textbox', { name: '搜姓名、备注、企业、手机号' })
const rows = (page: Page) => page.locator('.customer-row')

/** Good requests, so that nothing but who asks is wrong with them; of the others only the address is right. */
const BODIES: Record<string, object> = {
  'POST /customers/:customerId/notes': { outcome: '已报价' },
  'POST /customers/:customerId/sends': { position: 1, of: 1, state: 'handed_over', text: '您好' },
  'PATCH /customers/:customerId/relation': { version: 1, remark: '换个名字' },
}

/** What every route that writes about a customer answers to somebody who may only read. */
async function writesRefused(desk: Desk, ids: Record<string, string>): Promise<Record<string, number>> {
  const answers: Record<string, number> = {}
  for (const [route, { reach, effect }] of Object.entries(routes) as [string, RouteContract][]) {
    if (!effect || (reach !== 'customer.write' && reach !== 'stage.write')) continue
    const [method = '', path = ''] = route.split(' ')
    const url = `${desk.origin}/api${path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? ulid())}`
    const answer = await desk.page.request.fetch(url, { method, data: BODIES[route] ?? {}, headers: { 'idempotency-key': ulid() } })
    answers[route] = answer.status()
  }
  return answers
}

test('a supervisor finds a customer of the team, reads as the owner sees it, and the owner sees who looked @desktop', async ({ desk, page, browser }) => {
  await desk.openChat('shen_ke', who.qiaojie)
  const asOwner = await desk.bundle(who.qiaojie)
  const { customerId } = asOwner.customer

  const office = await browser.newContext({ viewport: page.viewportSize() })
  const supervisor = new Desk(await office.newPage(), desk.origin)
  await supervisor.open({ userId: 'fang_hui', ...outside })
  await supervisor.page.getByRole('radio', { name: '团队' }).click()
  await supervisor.page.keyboard.press('Escape')
  await box(supervisor.page).fill('巧姐')
  await expect(rows(supervisor.page)).toHaveCount(1)
  await box(supervisor.page).press('Enter')

  await expect(supervisor.name()).toHaveText(asOwner.customer.name)
  await expect(supervisor.page.getByText(/只读查看。沈可能看到您今天 \d\d:\d\d 看过这位客户。/)).toBeVisible()
  const asSupervisor = await supervisor.get<RouteReply<'GET /customers/:customerId'>>(`customers/${customerId}`)
  expect(asSupervisor).toEqual({ ...asOwner, access: 'team', lookedAt: expect.any(String) })

  for (const tab of ['客户', '话术', '素材', '订单', '跟进']) {
    await supervisor.tab(tab)
    const write = supervisor.page.getByRole('button', { name: /^(完成|发送|填写并发送|移到|记下|编辑|撤销|去聊|添加)/ })
    await expect(write).toHaveCount(0)
    await expect(supervisor.page.locator('.shell textarea')).toHaveCount(0)
  }
  const refused = await writesRefused(supervisor, { customerId, opportunityId: asOwner.opportunity?.opportunityId ?? '' })
  expect(Object.values(refused).every((status) => status >= 400 && status < 500)).toBe(true)
  expect(Object.keys(BODIES).map((route) => refused[route])).toEqual([403, 403, 403])

  await supervisor.page.getByRole('link', { name: '客户' }).first().click()
  await expect(box(supervisor.page)).toHaveValue('巧姐')
  await office.close()

  await desk.tab('跟进')
  await page.reload()
  await desk.usable()
  await desk.tab('跟进')
  await expect(page.getByRole('listitem').filter({ hasText: '方慧 看过这位客户' }).first()).toBeVisible()
})

const { failures, workbench, sending } = zh
const nobody: [when: string, title: string, seat: Partial<HostSettings>][] = [
  ['outside a chat', workbench.customers, { entry: 'normal' }],
  ['in a group', failures.group.title, { entry: 'group_chat_tools', chatId: 'wrJourney' }],
  ['beside somebody whom WeCom does not know', failures.unknown_customer.title, { externalUserId: 'wmNobodyKnowsThisOne0000000000' }],
]
for (const [when, title, seat] of nobody) {
  test(`${when} there are my customers instead of a dead end`, async ({ desk, page }) => {
    await desk.open({ userId: 'shen_ke', ...seat })
    await expect(desk.name()).toHaveText(title)
    await rows(page).first().click()
    await expect(page.getByRole('button', { name: sending.goChat })).toBeVisible()
  })
}

test('a member of another team finds nothing', async ({ desk, page }) => {
  await desk.open({ userId: 'he_zhou', ...outside })
  await expect(rows(page).first()).toBeVisible()
  await box(page).fill('巧姐')
  await expect(page.getByRole('heading', { name: '没找到「巧姐」' })).toBeVisible()
  await expect(rows(page)).toHaveCount(0)
})

test('outside a chat a customer of one’s own leads to the chat, and back to the list at its place @desktop', async ({ desk, page }) => {
  await desk.open({ userId: 'shen_ke', ...outside })
  await rows(page).first().waitFor()
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const second = await rows(page).nth(1).locator('.name').textContent()
  await page.keyboard.press('Enter')
  await expect(desk.name()).toHaveText(second ?? '')
  await expect(page.getByRole('button', { name: /^发送「/ })).toHaveCount(0)
  await page.getByRole('button', { name: '去聊' }).click()
  await expect
    .poll(() => page.evaluate(() => window.__kebianHost?.calls().filter(({ name, keyword }) => name === 'openEnterpriseChat' && keyword === 'ok').length))
    .toBe(1)
  await page.goBack()
  await expect(rows(page).nth(1)).toBeFocused()
})

test('an admin finds the desk under 我的 @desktop', async ({ desk, page }) => {
  await desk.open({ userId: 'gu_yuan', ...outside }, { path: '/sidebar/#/me' })
  await page.getByRole('link', { name: zh.desk.title }).click()
  await expect(page.getByText(zh.desk.names.pipelines).first()).toBeVisible()
})

test('who signs out is out on this device @desktop', async ({ desk, page, problems }) => {
  problems.expect(/401/)
  await desk.open({ userId: 'shen_ke', ...outside })
  await page.getByRole('link', { name: '我的' }).click()
  await expect(page.getByText('销售 · shen_ke')).toBeVisible()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page.getByRole('heading', { name: '您已退出' })).toBeVisible()
  expect((await page.request.get(`${desk.origin}/api/me`)).status()).toBe(401)
})
