import { who } from '../../bff/simulator/demo/contacts.ts'
import { expect, test } from '../fixtures/journey.ts'

const me = 'gu_yuan'
const chat = who.shanli

/** Nine in the morning of this day in China: "tonight" can still be chosen, and is due today or already late. */
function thisMorning(): Date {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  return new Date(`${day}T09:00:00+08:00`)
}

test('a note with an outcome and a next step is in the timeline and on the now strip, done and undone @desktop', async ({ desk, page }) => {
  const title = '把行程表发给她'
  await page.clock.setSystemTime(thisMorning())
  await desk.openChat(me, chat)
  await desk.tab('跟进')
  const composer = page.getByRole('region', { name: '记一笔' })
  await composer.getByRole('button', { name: '点一下结果就能记，也可以写两句' }).click()
  await composer.getByRole('button', { name: '约了时间' }).click()
  await composer.getByRole('textbox', { name: '记一笔' }).fill('她要先看两天怎么排')
  await composer.getByRole('button', { name: '今晚 8 点' }).click()
  await composer.getByRole('textbox', { name: '下一步做什么' }).fill(title)
  await composer.getByRole('button', { name: '记下' }).click()

  const timeline = page.getByRole('region', { name: '客户轨迹' })
  const row = timeline.getByRole('listitem').first()
  await expect(row).toContainText('约了时间，她要先看两天怎么排')
  await expect(row).toContainText(title)
  await expect(page.getByRole('region', { name: '待办' }).getByText(title)).toBeVisible()

  await desk.tab('客户')
  const strip = page.getByRole('region', { name: '现在' })
  const done = strip.getByRole('button', { name: `完成待办：${title}` })
  await expect(done).toBeVisible()
  await done.click()
  await expect(done).toBeHidden()
  const toast = page.getByRole('status').filter({ hasText: `已完成：${title}` })
  await toast.getByRole('button', { name: /撤销/ }).click()
  await expect(done).toBeVisible()
  const { customer } = await desk.bundle(chat)
  const { tasks } = await desk.get<{ tasks: { title: string; state: string }[] }>(`customers/${customer.customerId}/tasks`)
  expect(tasks.filter((task) => task.title === title)).toMatchObject([{ state: 'open' }])
})

test('an outcome alone is one tap @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  await page.getByRole('region', { name: '记一笔' }).getByRole('button', { name: '比价中' }).click()
  await expect(page.getByRole('region', { name: '客户轨迹' }).getByRole('listitem').first()).toContainText('比价中')
  await expect.poll(async () => (await desk.timeline(chat))[0]).toMatchObject({ code: 'note_written', params: { outcome: 'comparing' } })
})

test('an outcome tapped twice is one note', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  const samples = async () => (await desk.timeline(chat)).filter(({ params }) => params.outcome === 'sample').length
  const before = await samples()
  const chip = page.getByRole('region', { name: '记一笔' }).getByRole('button', { name: '要样品' })
  await chip.dblclick()
  await expect.poll(samples).toBe(before + 1)
  await page.waitForLoadState('networkidle')
  expect(await samples()).toBe(before + 1)
})

test('an outcome tapped by mistake is taken back, at once or from the timeline @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  const composer = page.getByRole('region', { name: '记一笔' })
  const first = page.getByRole('region', { name: '客户轨迹' }).getByRole('listitem').first()
  await expect(first).toBeVisible()
  const before = (await desk.timeline(chat)).map(({ eventId }) => eventId)
  const stored = async () => (await desk.timeline(chat)).map(({ eventId }) => eventId)

  await composer.getByRole('button', { name: '已成交意向' }).click()
  const toast = page.getByRole('status').filter({ hasText: '已记下「已成交意向」' })
  await toast.getByRole('button', { name: /撤销/ }).click()
  await expect(first).not.toContainText('已成交意向')
  await expect.poll(stored).toEqual(before)

  await composer.getByRole('button', { name: '已读不回' }).click()
  await first.getByRole('button', { name: '撤销跟进记录：已读不回' }).click()
  await expect(first).not.toContainText('已读不回')
  await expect(toast).toBeHidden()
  await expect.poll(stored).toEqual(before)
})

test('a task that is done is opened again from the timeline, also when somebody else was first @desktop', async ({ desk, page, problems }) => {
  problems.expect(/409/)
  const title = '问她几点方便'
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  const { customerId } = (await desk.bundle(chat)).customer
  const dueAt = new Date(Date.now() + 86_400_000).toISOString()
  await desk.write('POST', `customers/${customerId}/notes`, { next: { title, dueAt } })
  const find = async () =>
    (await desk.get<{ tasks: { taskId: string; title: string }[] }>(`customers/${customerId}/tasks`)).tasks.find((one) => one.title === title)
  const taskId = (await find())?.taskId
  const setState = (state: string, version: number) => desk.write('POST', `tasks/${taskId}/state`, { state, version })
  const reopen = page.getByRole('region', { name: '客户轨迹' }).getByRole('button', { name: `重新打开待办：${title}` })
  const inList = page.getByRole('region', { name: '待办' }).getByText(title)

  await setState('done', 1)
  await page.reload()
  await reopen.click()
  await expect(inList).toBeVisible()
  await expect(reopen).toHaveCount(0)
  expect(await find()).toBeDefined()

  await setState('done', 3)
  await page.reload()
  await expect(reopen).toBeVisible()
  await setState('open', 4)
  await reopen.click()
  await expect(inList).toBeVisible()
  await expect(reopen).toHaveCount(0)
  await expect(page.locator('.toast')).toHaveCount(0)
})

test('a note that was begun comes back after a login, and what was written meanwhile is synced', async ({ desk, page, problems }) => {
  problems.expect(/401/)
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  const composer = page.getByRole('region', { name: '记一笔' })
  const rows = page.getByRole('region', { name: '客户轨迹' }).getByRole('listitem')
  const fold = composer.getByRole('button', { name: '点一下结果就能记，也可以写两句' })
  const field = composer.getByRole('textbox', { name: '记一笔' })
  await expect(rows.first()).toBeVisible()
  await page.context().clearCookies()
  await fold.click()
  await field.fill('登录过期时写的一句')
  await composer.getByRole('button', { name: '记下' }).click()
  await expect(page.getByRole('region', { name: '待同步' })).toContainText('重新登录后自动提交')
  await fold.click()
  await field.fill('还没写完的一句')
  await expect.poll(() => desk.kept('drafts')).toBe(1)
  await desk.become(me)
  await page.getByRole('alert').getByRole('link', { name: '重新登录' }).click()
  await desk.usable()
  await desk.tab('跟进')
  await expect(field).toHaveValue('还没写完的一句')
  await expect(page.getByRole('region', { name: '待同步' })).toHaveCount(0)
  await expect(rows.first()).toContainText('登录过期时写的一句')
  expect((await desk.timeline(chat)).filter(({ params }) => params.text === '登录过期时写的一句')).toHaveLength(1)
})
