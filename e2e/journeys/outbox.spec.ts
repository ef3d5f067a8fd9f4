import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import zh from '../../sidebar/words/zh-CN.ts'
import type { Demo } from '../fixtures/demo.ts'
import { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'
import { launchKillable } from '../fixtures/killable.ts'

const me = 'shen_ke'
const colleague = 'tang_qi'
const chat = who.qiaojie
const other = who.dengjun
const w = zh.outbox

const composer = (page: Page) => page.getByRole('region', { name: zh.notes.composer })
const timeline = (page: Page) => page.getByRole('region', { name: zh.notes.timeline })
const list = (page: Page) => page.getByRole('region', { name: w.title })

async function begin(page: Page, text: string): Promise<void> {
  const fold = composer(page).getByRole('button', { name: zh.notes.tapOrWrite })
  if (await fold.isVisible()) await fold.click()
  await composer(page).getByRole('textbox', { name: zh.notes.composer }).fill(text)
}

async function note(page: Page, text: string): Promise<void> {
  await begin(page, text)
  await composer(page).getByRole('button', { name: zh.notes.save, exact: true }).click()
}

/** How many notes of the database say this. */
function stored(demo: Demo, text: string): number {
  const database = new Database(join(demo.folder, 'kebian.sqlite'), { readonly: true })
  const rows = database.prepare('select 1 from notes where text = ?').all(text)
  database.close()
  return rows.length
}

test('a note whose answer is lost with the browser is still there, and stored once', async ({ demo }) => {
  const profile = await mkdtemp(join(tmpdir(), 'kebian-profile-'))
  const texts = ['死在路上的第一句', '死在路上的第二句', '死在路上的第三句']
  try {
    for (const [round, text] of texts.entries()) {
      const { context, kill } = await launchKillable(profile)
      const page = await context.newPage()
      const desk = new Desk(page, demo.origin)
      await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
      for (const before of texts.slice(0, round)) await expect.poll(() => stored(demo, before)).toBe(1)
      await expect(list(page)).toHaveCount(0)
      const arrived = new Promise<void>((resolve) => {
        void page.route('**/api/customers/*/notes', async (route) => {
          if (round % 2 === 0) await route.fetch()
          resolve()
        })
      })
      await note(page, text)
      await arrived
      await kill()
    }
    const { context, kill } = await launchKillable(profile)
    const page = await context.newPage()
    await new Desk(page, demo.origin).openChat(me, chat, { path: '/sidebar/#/follow' })
    for (const text of texts) {
      await expect.poll(() => stored(demo, text)).toBe(1)
      await expect(timeline(page).getByText(text)).toHaveCount(1)
    }
    await kill()
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
})

test('what was begun is back after the browser was killed, with the time, and can be cleared', async ({ demo }) => {
  const profile = await mkdtemp(join(tmpdir(), 'kebian-profile-'))
  const text = '打 13800000101 回电，报价 ¥1,840.00'
  try {
    const first = await launchKillable(profile)
    const before = await first.context.newPage()
    await new Desk(before, demo.origin).openChat(me, chat, { path: '/sidebar/#/follow' })
    await begin(before, text)
    await expect.poll(() => new Desk(before, demo.origin).kept('drafts')).toBe(1)
    await first.kill()
    expect(await readable(profile, ['13800000101', '1,840.00', '回电'])).toEqual([])

    const { context, kill } = await launchKillable(profile)
    const page = await context.newPage()
    await new Desk(page, demo.origin).openChat(me, chat, { path: '/sidebar/#/follow' })
    await expect(composer(page).getByRole('textbox')).toHaveValue(text)
    await expect(composer(page).getByRole('status')).toContainText(/已恢复 \d\d:\d\d 没存的内容/)
    await composer(page).getByRole('button', { name: zh.ui.clear }).first().click()
    await expect(composer(page).getByRole('textbox')).toHaveCount(0)
    await expect.poll(() => new Desk(page, demo.origin).kept('drafts')).toBe(0)
    await kill()
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
})

/** Which of these can be read in a folder's files, as UTF-8 or UTF-16. */
async function readable(folder: string, words: string[]): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const file of files.filter((entry) => entry.isFile() && entry.parentPath.includes('IndexedDB'))) {
    const bytes = await readFile(join(file.parentPath, file.name))
    for (const word of words) if (bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))) found.push(`${word} in ${file.name}`)
  }
  return found
}

test('what one employee writes while another one is logged in, in whatever tab, is nobody else’s, and is theirs on their next page', async ({
  demo,
  desk,
  page,
  context,
  problems,
}) => {
  problems.expect(/409 \(Conflict\)/)
  const text = '换了账号也不能记成别人的'
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  const beside = new Desk(await context.newPage(), demo.origin)
  await beside.openChat(colleague, chat)
  await page.waitForFunction(() => performance.now() > 5_000)
  const loaded = page.waitForEvent('load')
  await note(page, text)
  await loaded
  await desk.usable()
  await expect(page.getByText(text)).toHaveCount(0)
  expect([stored(demo, text), await desk.kept('outbox')]).toEqual([0, 1])
  await desk.signIn(me)
  await page.reload()
  await expect.poll(() => desk.kept('outbox')).toBe(0)
  const written = (await desk.timeline(chat)).filter(({ params }) => params.text === text)
  expect(written.map(({ actor }) => actor?.name)).toEqual(['沈可'])
})

test('a page whose employee has been replaced is loaded anew for the one who is there now', async ({ demo, desk, page, context, problems }) => {
  problems.expect(/409 \(Conflict\)/)
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  await begin(page, '沈可没写完的')
  await page.waitForFunction(() => performance.now() > 5_000)
  const beside = new Desk(await context.newPage(), demo.origin)
  await beside.signIn(colleague)
  const loaded = page.waitForEvent('load')
  await desk.switchTo(other)
  await loaded
  await desk.usable()
  await expect(desk.name()).toBeVisible()
  await note(page, '唐琪写的')
  await expect.poll(() => stored(demo, '唐琪写的')).toBe(1)
  await expect(page.getByText('沈可没写完的')).toHaveCount(0)
})

test('a day without a network: what is written shows, is kept over a reload, and is synced in order @desktop', async ({ demo, desk, page, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await desk.openChat(me, other, { path: '/sidebar/#/follow' })
  const before = await desk.bundle(other)
  await expect(timeline(page).getByRole('listitem').first()).toBeVisible()
  await page.context().setOffline(true)
  const texts = ['离线第一句', '离线第二句', '离线第三句', '离线第四句', '离线第五句']
  for (const text of texts) {
    await note(page, text)
    await expect(timeline(page).getByText(text)).toBeVisible()
  }
  await expect(list(page)).toContainText(w.whenOnline)
  await expect(list(page).getByRole('listitem')).toHaveCount(texts.length)
  expect(texts.map((text) => stored(demo, text))).toEqual([0, 0, 0, 0, 0])
  await page.context().setOffline(false)
  await expect(list(page)).toHaveCount(0)
  const events = (await desk.timeline(other)).filter(({ params }) => params.text?.startsWith('离线'))
  expect(events.map(({ params }) => params.text)).toEqual([...texts].reverse())
  expect(before.customer.customerId).toBe((await desk.bundle(other)).customer.customerId)
})
