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

test('a note that does not get through keeps every word', async ({ desk, page, problems }) => {
  problems.expect(/ERR_FAILED/)
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  await page.route('**/api/customers/*/notes', (route) => route.abort())
  const composer = page.getByRole('region', { name: '记一笔' })
  await composer.getByRole('button', { name: '点一下结果就能记，也可以写两句' }).click()
  const field = composer.getByRole('textbox', { name: '记一笔' })
  await field.fill('断网时写的一句')
  await composer.getByRole('button', { name: '记下' }).click()
  await expect(composer.getByRole('alert')).toHaveText('没有记下：网络断了。内容还在，联网后点「记下」。')
  await expect(field).toHaveValue('断网时写的一句')
  await page.unroute('**/api/customers/*/notes')
  await composer.getByRole('button', { name: '记下' }).click()
  await expect(page.getByRole('region', { name: '客户轨迹' }).getByRole('listitem').first()).toContainText('断网时写的一句')
})
