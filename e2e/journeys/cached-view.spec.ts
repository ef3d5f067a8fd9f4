import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'

const [first, second] = [who.qiaojie, who.xiaoman]

/** Opens both chats, so that the device has seen both customers, and ends in the second. */
async function seenBoth(desk: Desk, page: Page): Promise<string> {
  await desk.openChat('shen_ke', first)
  const name = await desk.name().innerText()
  await kept(page, 1)
  await desk.switchTo(second)
  await expect(desk.name()).not.toHaveText(name)
  await kept(page, 2)
  return name
}

/** Waits until the device has so many customers. */
async function kept(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.evaluate(countRows)).toBe(count)
}

async function countRows(): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('kebian', 1)
    asked.onsuccess = () => resolve(asked.result)
  })
  const asked = db.transaction('kept').objectStore('kept').getAllKeys()
  const keys = await new Promise<IDBValidKey[]>((resolve) => (asked.onsuccess = () => resolve(asked.result)))
  db.close()
  return keys.filter((key) => (key as string[])[1] === 'views').length
}

/** Keeps the BFF's answers about customers back until it is told. */
async function holdAnswers(page: Page): Promise<() => void> {
  let tell = (): void => undefined
  const told = new Promise<void>((resolve) => (tell = resolve))
  await page.route('**/api/context', async (route) => {
    await told
    await route.continue()
  })
  return tell
}

const banner = (page: Page) => page.getByRole('status').filter({ hasText: '的资料，改动会先存在本机' })

test('a chat that was open before shows its customer before the server answers, in a kept page', async ({ desk, page }) => {
  const name = await seenBoth(desk, page)
  const answer = await holdAnswers(page)
  await desk.switchTo(first)
  await expect(desk.name()).toHaveText(name)
  await expect(banner(page)).toHaveCount(0)
  answer()
  await expect(desk.name()).toHaveText(name)
})

test('a chat that was open before shows its customer before the server answers, in a new page, and then what is new, without a jump', async ({
  desk,
  page,
}) => {
  const name = await seenBoth(desk, page)
  await desk.hostOfNextPage({ externalUserId: first })
  const answer = await holdAnswers(page)
  await page.reload({ waitUntil: 'commit' })
  await expect(desk.name()).toHaveText(name)
  const shifted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += (entry as unknown as { value: number }).value))).observe({
          type: 'layout-shift',
          buffered: true,
        })
        addEventListener('kebian-looked', () => resolve(sum))
      }),
  )
  answer()
  await desk.usable()
  await page.evaluate(() => dispatchEvent(new Event('kebian-looked')))
  expect(await shifted).toBe(0)
  await expect(desk.name()).toHaveText(name)
})

test('when the server is away the customer stays with the time of the data, and the mark goes once it answers', async ({ desk, page, problems }) => {
  problems.expect(/Failed to load resource/)
  const name = await seenBoth(desk, page)
  await page.route(/:\d+\/api\//, (route) => route.abort())
  await desk.switchTo(first)
  await expect(desk.name()).toHaveText(name)
  await expect(banner(page)).toContainText(/服务器没有回应。这是今天 \d\d:\d\d 的资料/)
  await page.unrouteAll({ behavior: 'wait' })
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(banner(page)).toHaveCount(0)
  await expect(desk.name()).toHaveText(name)
})

test('a new page without an answer shows what the device has, with its time', async ({ desk, page, problems }) => {
  problems.expect(/Failed to load resource/)
  const name = await seenBoth(desk, page)
  await desk.hostOfNextPage({ externalUserId: first })
  await page.route(/:\d+\/api\//, (route) => route.abort())
  await page.reload()
  await expect(desk.name()).toHaveText(name)
  await expect(banner(page)).toBeVisible()
  await desk.usable()
  await expect(banner(page)).toBeVisible()
})

test('an open page that loses the network says of which time it is, and reads again when it is back', async ({ desk, page, context, problems }) => {
  problems.expect(/Failed to load resource/)
  await desk.openChat('shen_ke', first)
  await context.setOffline(true)
  await expect(banner(page)).toContainText('没有网络')
  await context.setOffline(false)
  await expect(banner(page)).toHaveCount(0)
})

test('what one employee has seen is not there for the next one in the same browser', async ({ desk, page }) => {
  await seenBoth(desk, page)
  await desk.signIn('lu_yining')
  await desk.hostOfNextPage({ externalUserId: first, userId: 'lu_yining' })
  const answer = await holdAnswers(page)
  await page.reload({ waitUntil: 'commit' })
  await page.locator('.waiting').waitFor()
  await expect(desk.name()).toHaveCount(0)
  answer()
})

test('a customer of whom the device knew and who is out of reach by now leaves the screen', async ({ desk, page }) => {
  const name = await seenBoth(desk, page)
  await page.route('**/api/context', async (route) => {
    const response = await route.fetch()
    const { me } = (await response.json()) as { me: unknown }
    await route.fulfill({ response, json: { state: 'unknown', me } })
  })
  await desk.switchTo(first)
  await expect(desk.name()).not.toHaveText(name)
  await kept(page, 1)
})

test('a page that comes back in another chat lets go of what the device had, before any answer', async ({ desk, page }) => {
  const name = await seenBoth(desk, page)
  await desk.hostOfNextPage({ externalUserId: first })
  const answer = await holdAnswers(page)
  await page.reload({ waitUntil: 'commit' })
  await expect(desk.name()).toHaveText(name)
  await desk.switchTo(second)
  await expect(desk.name()).toHaveCount(0)
  answer()
  await desk.usable()
  await expect(desk.name()).not.toHaveText(name)
})

test('whoever comes back to the same chat sees what was changed elsewhere meanwhile', async ({ desk }) => {
  await desk.openChat('shen_ke', first)
  const { customer, relation } = await desk.bundle(first)
  const rename = async (remark = '') => {
    const { relation: now } = await desk.bundle(first)
    await desk.write('PATCH', `customers/${customer.customerId}/relation`, { version: now?.version, remark })
  }
  await rename('手机上改的')
  await desk.comeBack()
  await expect(desk.name()).toHaveText('手机上改的')
  await rename(relation?.remark)
})
