import { who } from '../../bff/simulator/demo/contacts.ts'
import en from '../../sidebar/words/en.ts'
import { ChineseLeft } from '../fixtures/chinese-left.ts'
import { firstReadyScript } from '../fixtures/content.ts'
import { expect, test } from '../fixtures/journey.ts'
import '../../sidebar/words/fixtures/english.ts'

const me = 'gu_yuan'
const chat = who.chenbo
const seat = { language: 'en' } as const
const words = '**/assets/first-screen-en-*.js'

test('in English: opened, found, sent, noted and moved, without a word of Chinese that is not data @desktop', async ({ desk, page }) => {
  const left = new ChineseLeft(page)
  await desk.openChat(me, chat, { seat })
  expect(await left.texts()).toEqual([])

  await desk.tab('Scripts')
  const { title } = await firstReadyScript(desk)
  await page.getByRole('combobox', { name: 'Search scripts' }).fill(title)
  await page.getByRole('button', { name: `Send “${title}”` }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Handed to the chat' })).toBeVisible()
  expect(await left.texts()).toEqual([])

  await desk.tab('Follow-up')
  await page.getByRole('region', { name: 'New note' }).getByRole('button', { name: 'Comparing prices' }).click()
  await expect(page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').first()).toContainText('Comparing prices')
  expect(await left.texts()).toEqual([])

  await desk.tab('Customer')
  await page.getByRole('button', { name: /^Stage / }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Move to / })
    .last()
    .click()
  await expect(page.getByRole('status').filter({ hasText: /^Moved to/ })).toBeVisible()
  expect(await left.texts()).toEqual([])
})

test('English words that are late: the skeleton has its own, and the customer comes with theirs', async ({ desk, page }) => {
  const left = new ChineseLeft(page)
  let arrive: () => void = () => undefined
  const late = new Promise<void>((resolve) => (arrive = resolve))
  await page.route(words, async (route) => (await late, route.continue()))
  const answered = page.waitForResponse('**/api/context')
  await desk.open({ ...seat, userId: me, externalUserId: chat })
  await answered
  await expect(page.getByLabel('Loading the customer')).toBeVisible()
  expect(await left.texts()).toEqual([])
  arrive()
  await expect(page.getByRole('button', { name: /^Stage / })).toBeVisible()
  expect(await left.texts()).toEqual([])
})

test('English words that do not come: the page says so in English, and goes on when they do', async ({ desk, page, problems }) => {
  problems.expect(/ERR_FAILED/)
  const left = new ChineseLeft(page)
  await page.route(words, (route) => route.abort())
  await desk.open({ ...seat, userId: me, externalUserId: chat })
  await expect(desk.name()).toHaveText(en.away.title)
  expect(await left.texts()).toEqual([])
  await page.unroute(words)
  await page.getByRole('button', { name: en.away.retry }).click()
  await expect(page.getByRole('button', { name: /^Stage / })).toBeVisible()
})
