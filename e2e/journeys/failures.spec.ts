import { who } from '../../bff/simulator/demo/contacts.ts'
import type { HostSettings } from '../../sidebar/simulator/host/types.ts'
import zh from '../../sidebar/words/zh-CN.ts'
import { expect, test } from '../fixtures/journey.ts'

const me = 'fang_hui'
const chat = who.yunshang
const { failures, away, missing } = zh

/** What the client does, and the page that it leads to. */
const pages: { when: string; title: string; seat: Partial<HostSettings>; lateMs?: number }[] = [
  { when: 'the clock of the signature is off', title: failures.signature.title, seat: { faults: [{ kind: 'refuse_signature', why: 'clock' }] } },
  { when: 'the domain is not trusted', title: failures.signature.title, seat: { faults: [{ kind: 'refuse_signature', why: 'url' }] } },
  { when: 'the employee may not contact customers', title: failures.no_permission.title, seat: { faults: [{ kind: 'no_permission' }] } },
  { when: 'the client never answers', title: failures.timeout.title, seat: { faults: [{ kind: 'never_answer' }] }, lateMs: 20_000 },
  { when: 'the client is too old', title: failures.unsupported.title, seat: { unsupported: ['getContext'] } },
]

for (const { when, title, seat, lateMs } of pages) {
  test(`when ${when}, the page says what happened and what to do`, async ({ desk, page }) => {
    if (lateMs) await page.clock.install()
    await desk.open({ userId: me, externalUserId: chat, ...seat })
    if (lateMs) await page.clock.runFor(lateMs)
    await expect(desk.name()).toHaveText(title)
    await expect(desk.name()).toBeFocused()
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
    await expect(page.getByRole('button').first()).toBeEnabled()
  })
}

test('in a plain browser it leads to the simulator', async ({ desk, page }) => {
  await desk.signIn(me)
  await page.goto(`${desk.origin}/sidebar/`)
  await expect(desk.name()).toHaveText(failures.outside.title)
  await page.getByRole('link', { name: failures.simulator }).click()
  await expect(page).toHaveURL(/\/simulator\/$/)
})

test('a member outside the range of the app is told to ask the admin', async ({ desk, page }) => {
  await desk.open({ userId: 'qin_shu', externalUserId: chat })
  await expect(desk.name()).toHaveText(failures.not_in_range.title)
  await expect(page.getByRole('button', { name: failures.copyForAdmin })).toBeVisible()
  await expect(page.getByText(failures.account('qin_shu'))).toBeVisible()
})

test('a refused signature is tried again, and works once WeCom accepts it', async ({ desk, page }) => {
  await desk.open({ userId: me, externalUserId: chat, faults: [{ kind: 'refuse_signature', why: 'url' }] })
  await expect(desk.name()).toHaveText(failures.signature.title)
  await desk.usable()
  await page.getByRole('button', { name: failures.retry }).click()
  await expect(page.getByRole('button', { name: failures.retry })).toBeEnabled()
  await expect(desk.name(), 'who cannot see it hears that it failed again').toBeFocused()
  await desk.host({ faults: [] })
  await page.getByRole('button', { name: failures.retry }).click()
  await expect(desk.name()).toHaveText((await desk.bundle(chat)).customer.name)
})

test('an expired session is one tap away from the customer', async ({ desk, page, problems }) => {
  problems.expect(/401/)
  await desk.openChat(me, who.masked)
  await page.request.delete(`${desk.origin}/api/session`)
  await desk.switchTo(chat)
  await expect(desk.name()).toHaveText(failures.session.title)
  await desk.hostOfNextPage({ externalUserId: chat })
  await page.getByRole('link', { name: failures.login }).click()
  await expect(desk.name()).not.toHaveText(failures.session.title)
  await expect(desk.name()).toHaveText((await desk.bundle(chat)).customer.name)
})

test('a session that ends in an open page leads to the login from there, and what was written is stored after it', async ({ desk, page, problems }) => {
  problems.expect(/401/)
  await desk.openChat(me, chat)
  await page.getByRole('button', { name: /^编辑备注/ }).click()
  const field = page.getByRole('textbox', { name: /^备注/ })
  await field.fill('登录过期时写的')
  await page.context().clearCookies()
  await field.press('Enter')
  await expect(desk.name()).toHaveText('登录过期时写的')
  await desk.tab('订单')
  await expect(page.getByRole('main').or(page.locator('.tools')).getByText(failures.session.title)).toBeVisible()
  await expect(page.getByRole('alert').getByRole('link', { name: failures.login })).toBeVisible()
  await desk.become(me)
  await page.getByRole('alert').getByRole('link', { name: failures.login }).click()
  await expect(desk.name()).toHaveText('登录过期时写的')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect.poll(async () => (await desk.bundle(chat)).customer.name).toBe('登录过期时写的')
})

test('a tab and a sheet whose code did not come say so, and come once the server does', async ({ desk, page, problems }) => {
  problems.expect(/ERR_FAILED/)
  for (const part of ['TagSheet', 'OrdersTab']) await page.route(`**/assets/${part}-*.js`, (route) => route.abort())
  await desk.openChat(me, chat)
  await page.getByRole('button', { name: '编辑标签' }).click()
  await expect(page.getByRole('status').filter({ hasText: missing.notLoaded })).toBeVisible()
  await desk.tab('订单')
  const again = page.getByRole('button', { name: away.retry })
  await expect(again).toBeVisible()
  await page.unrouteAll()
  await again.click()
  await expect(page.getByText(zh.orders.net)).toBeVisible()
  await desk.tab('客户')
  await page.getByRole('button', { name: '编辑标签' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a sheet that was first opened offline is closed with the reason, and opens once there is a network', async ({ desk, page, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/)
  await page.clock.install()
  await desk.open({ userId: me, externalUserId: chat })
  const edit = page.getByRole('button', { name: '编辑标签' })
  await expect(edit).toBeVisible()
  await page.context().setOffline(true)
  await edit.click()
  await page.clock.runFor(1_000)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.context().setOffline(false)
  await page.clock.runFor(1_000)
  // what was on its way when the network went makes the page load anew at the next tap
  await expect(async () => {
    await edit.click()
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 2_000 })
  }).toPass()
})

test('a client that takes three seconds for each answer opens the customer in the end', async ({ desk, page }) => {
  await page.clock.install()
  await desk.open({ userId: me, externalUserId: chat, faults: [{ kind: 'slow', ms: 3_000 }] })
  await page.clock.runFor(7_000)
  await expect(desk.name()).toHaveText(failures.timeout.title)
  await desk.usable()
  await page.clock.runFor(10_000)
  await page.clock.runFor(7_000)
  await expect(desk.name()).toHaveText((await desk.bundle(chat)).customer.name)
})

test('a server that is away when the page opens is asked again by itself', async ({ desk, page, problems }) => {
  problems.expect(/ERR_FAILED/)
  await page.clock.install()
  await page.route('**/api/context', (route) => route.abort())
  await desk.open({ userId: me, externalUserId: chat })
  await expect(desk.name()).toHaveText(away.title)
  await page.unroute('**/api/context')
  await page.clock.fastForward(10_000)
  await expect(page.getByRole('button', { name: '编辑标签' })).toBeVisible()
  await expect(desk.name()).toHaveText((await desk.bundle(chat)).customer.name)
})

test('a server that goes away under an open page is asked again by itself', async ({ desk, page, problems }) => {
  problems.expect(/503/)
  await page.clock.install()
  await desk.openChat(me, who.masked)
  await page.route('**/api/context', (route) =>
    route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'stopping', requestId: 'req-1' } } }),
  )
  await desk.switchTo(chat)
  await expect(desk.name()).toHaveText(away.title)
  await page.unroute('**/api/context')
  await page.clock.fastForward(10_000)
  await expect(page.getByRole('button', { name: '编辑标签' })).toBeVisible()
  await expect(desk.name()).toHaveText((await desk.bundle(chat)).customer.name)
})
