import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import type { RouteReply } from '../../shared/contracts/index.ts'
import { settingsKey } from '../../sidebar/simulator/host/settings.ts'
import zh from '../../sidebar/words/zh-CN.ts'
import type { Demo } from '../fixtures/demo.ts'
import { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'
import { launchKillable } from '../fixtures/killable.ts'
import { Writes } from '../fixtures/writes.ts'
import { writtenAbout } from '../fixtures/written.ts'

const me = 'shen_ke'
const colleague = 'tang_qi'
const chat = who.qiaojie
const other = who.dengjun
const w = zh.outbox
/** What goes through the outbox, and what is read beside it. */
const WRITES = /\/api\/.*\/(notes|tags|fields|relation|stage|state)(\/|$)/

/** The list of what the server has not taken yet. */
const list = (page: Page) => page.getByRole('region', { name: w.title })

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
      await new Writes(desk).note(text)
      await arrived
      await kill()
    }
    const { context, kill } = await launchKillable(profile)
    const page = await context.newPage()
    const desk = new Desk(page, demo.origin)
    await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
    for (const text of texts) {
      await expect.poll(() => stored(demo, text)).toBe(1)
      await expect(new Writes(desk).timeline.getByText(text)).toHaveCount(1)
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
    await new Writes(new Desk(before, demo.origin)).begin(text)
    await expect.poll(() => new Desk(before, demo.origin).kept('drafts')).toBe(1)
    await first.kill()
    expect(await readable(profile, ['13800000101', '1,840.00', '回电'])).toEqual([])

    const { context, kill } = await launchKillable(profile)
    const page = await context.newPage()
    const desk = new Desk(page, demo.origin)
    await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
    const { composer } = new Writes(desk)
    await expect(composer.getByRole('textbox')).toHaveValue(text)
    await expect(composer.getByRole('status')).toContainText(/已恢复 \d\d:\d\d 没存的内容/)
    await composer.getByRole('button', { name: zh.ui.clear }).first().click()
    await expect(composer.getByRole('textbox')).toHaveCount(0)
    await expect.poll(() => desk.kept('drafts')).toBe(0)
    await kill()
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
})

/** Which of these can be read in a folder's files, as UTF-8 or UTF-16. */
async function readable(folder: string, words: string[]): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const file of files.filter((entry) => entry.isFile())) {
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
  await new Writes(desk).note(text)
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
  await new Writes(desk).begin('沈可没写完的')
  await page.waitForFunction(() => performance.now() > 5_000)
  const beside = new Desk(await context.newPage(), demo.origin)
  await beside.signIn(colleague)
  const loaded = page.waitForEvent('load')
  await desk.switchTo(other)
  await loaded
  await desk.usable()
  await expect(desk.name()).toBeVisible()
  await new Writes(desk).note('唐琪写的')
  await expect.poll(() => stored(demo, '唐琪写的')).toBe(1)
  await expect(page.getByText('沈可没写完的')).toHaveCount(0)
})

test('a phone that waits to be stored can be read nowhere on the device', async ({ demo }) => {
  const profile = await mkdtemp(join(tmpdir(), 'kebian-profile-'))
  try {
    const { context, kill } = await launchKillable(profile)
    const page = await context.newPage()
    const desk = new Desk(page, demo.origin)
    await desk.openChat(me, chat)
    await page.route('**/fields/*', (route) => route.abort())
    await new Writes(desk).field('备用电话', '13812342716')
    await expect.poll(() => desk.kept('outbox')).toBe(1)
    await expect(page.getByRole('button', { name: '编辑备用电话：138****2716' }).first()).toBeVisible()
    expect(await leftIn(page)).not.toContain('13812342716')
    await kill()
    expect(await readable(profile, ['13812342716', '138 1234 2716'])).toEqual([])
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
})

test('a day without a network: ten writes of every sort and a reload between them are synced in order @desktop', async ({ demo, desk, page, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await desk.openChat(me, chat)
  const { customer, opportunity } = await desk.bundle(chat)
  const [stage, further] = opportunity?.stages.filter(({ stageId, kind }) => kind === 'open' && stageId !== opportunity.stageId) ?? []
  const [tag, second] = await freeTags(desk, chat)
  const dueAt = new Date(Date.now() + 3600_000).toISOString()
  await desk.write('POST', `customers/${customer.customerId}/notes`, { text: '说好寄样', next: { title: '寄样', dueAt } })
  await page.reload()
  await desk.usable()
  const writes = new Writes(desk)
  await visitAll(writes)
  const before = writtenAbout(demo, customer.customerId).length

  await page.context().setOffline(true)
  await writes.note('离线第一句')
  await writes.tag(tag!)
  await writes.field('门店数', '31')
  await writes.stage(stage!.name)
  await writes.finish('寄样')
  await expect(list(page).getByRole('listitem')).toHaveCount(5)
  await expect(list(page)).toContainText(w.whenOnline)

  await page.route(WRITES, (route) => (route.request().method() === 'GET' ? route.fallback() : route.abort()))
  await page.context().setOffline(false)
  await page.reload()
  await desk.usable()
  await visitAll(writes)
  await page.context().setOffline(true)
  await writes.field('备注', '下午再说')
  await writes.field('门店数', '32')
  await writes.stage(further!.name)
  await writes.tag(second!)
  await writes.note('离线最后一句')
  await expect(list(page).getByRole('listitem')).toHaveCount(10)
  await expect(writes.timeline).toContainText('离线第一句')
  expect(writtenAbout(demo, customer.customerId)).toHaveLength(before)

  await page.unroute(WRITES)
  await page.context().setOffline(false)
  await expect(list(page)).toHaveCount(0)
  expect(writtenAbout(demo, customer.customerId).slice(before)).toEqual([
    'note_written 离线第一句',
    `tag_set ${tag}`,
    'field_changed 31',
    `stage_moved ${stage?.name}`,
    'task_done 寄样',
    'relation_changed remark',
    'field_changed 32',
    `stage_moved ${further?.name}`,
    `tag_set ${second}`,
    'note_written 离线最后一句',
  ])
})

/** What the sheets and lists ask for is there before the network goes. */
async function visitAll({ desk, page, timeline }: Writes): Promise<void> {
  await desk.tab(zh.tabs.follow)
  await expect(timeline.getByRole('listitem').first()).toBeVisible()
  await desk.tab(zh.tabs.customer)
  for (const open of ['编辑标签', /^阶段 /]) {
    await page.getByRole('button', { name: open }).click()
    await expect(page.getByRole('dialog').getByRole('button').nth(3)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
}

/** Tags that a customer does not have, each of a name of its own. */
async function freeTags(desk: Desk, externalUserId: string): Promise<string[]> {
  const { groups } = await desk.get<RouteReply<'GET /tag-groups'>>('tag-groups')
  const { tagGroups } = await desk.bundle(externalUserId)
  const [all, taken] = [groups, tagGroups].map((some) => some.flatMap(({ tags }) => tags.map(({ name }) => name))) as [string[], string[]]
  return all.filter((name) => !taken.includes(name) && all.indexOf(name) === all.lastIndexOf(name))
}

test('two tabs write without a network: each write is stored once, in the order of writing, and both show the same', async ({
  demo,
  desk,
  page,
  context,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const beside = new Desk(await context.newPage(), demo.origin)
  const tabs = [new Writes(desk), new Writes(beside)] as const
  for (const { desk: one } of tabs) await one.openChat(me, other, { path: '/sidebar/#/follow' })
  const { customerId } = (await desk.bundle(other)).customer
  const before = writtenAbout(demo, customerId).length
  await context.setOffline(true)
  const texts = ['左边一', '右边一', '左边二', '右边二']
  for (const [nth, text] of texts.entries()) await tabs[nth % 2]!.note(text)
  for (const { page: one } of tabs) {
    const rows = list(one).getByRole('listitem')
    await expect(rows).toHaveCount(texts.length)
    for (const [nth, text] of texts.entries()) await expect(rows.nth(nth)).toContainText(text)
  }
  await context.setOffline(false)
  for (const { page: one } of tabs) await expect(list(one)).toHaveCount(0)
  expect(writtenAbout(demo, customerId).slice(before)).toEqual(texts.map((text) => `note_written ${text}`))
  for (const { timeline } of tabs) for (const text of texts) await expect(timeline.getByText(text)).toHaveCount(1)
  expect(page.url()).toContain('#/follow')
})

test('a device that is full keeps the text where it was typed, says so, and loses nothing', async ({ demo, desk, page, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = function () {
      this.transaction.abort()
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await desk.openChat(me, other, { path: '/sidebar/#/follow' })
  const writes = new Writes(desk)
  await page.context().setOffline(true)
  await writes.note('存不下也不能丢')
  await expect(list(page)).toContainText(w.mustStay)
  await expect(writes.composer.getByRole('textbox', { name: zh.notes.composer })).toHaveValue('存不下也不能丢')
  await page.context().setOffline(false)
  await expect(list(page)).toHaveCount(0)
  expect(stored(demo, '存不下也不能丢')).toBe(1)
  await expect(writes.composer.getByText('存不下也不能丢')).toHaveCount(0)
})

test('what the server refuses stands in the list: one is mended and stored, one is given up @desktop', async ({ demo, desk, page, problems }) => {
  problems.expect(/403|422/)
  await desk.openChat(me, other, { path: '/sidebar/#/follow' })
  const writes = new Writes(desk)
  await page.route('**/notes', (route) => route.fulfill({ status: 422, json: { error: { code: 'refused', message: 'no', requestId: 'req-1' } } }))
  for (const text of ['要改一改的', '不要了的']) await writes.note(text)
  await expect(list(page).getByRole('listitem')).toHaveCount(2)
  await page.unroute('**/notes')
  await list(page)
    .getByRole('button', { name: w.discardOf(w.note('不要了的')) })
    .click()
  await list(page)
    .getByRole('button', { name: w.mendOf(w.note('要改一改的')) })
    .click()
  await expect(list(page)).toHaveCount(0)
  const field = writes.composer.getByRole('textbox', { name: zh.notes.composer })
  await expect(field).toHaveValue('要改一改的')
  await writes.note('改好的')
  await expect.poll(() => stored(demo, '改好的')).toBe(1)
  expect([stored(demo, '要改一改的'), stored(demo, '不要了的')]).toEqual([0, 0])
  await expect.poll(() => desk.kept('outbox')).toBe(0)
})

test('after a conflict both values stand side by side in the list, and one tap stores mine @desktop', async ({ desk, page, problems }) => {
  problems.expect(/409|ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await desk.openChat(me, chat)
  const { customer, fields = [] } = await desk.bundle(chat)
  const field = fields.find(({ name }) => name === '门店数')
  const writes = new Writes(desk)
  // the editor's code has come
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  await writes.field('门店数', '7')
  await expect.poll(() => desk.kept('outbox')).toBe(1)
  await desk.write('PUT', `customers/${customer.customerId}/fields/${field?.fieldId}`, { version: field?.version, value: '5' })
  await page.context().setOffline(false)
  await desk.tab(zh.tabs.follow)
  const row = list(page).getByRole('listitem')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText(/我写的\s*7 家\s*现在的\s*5 家/)
  await row.getByRole('button', { name: w.keepMine }).click()
  await expect(list(page)).toHaveCount(0)
  expect((await desk.bundle(chat)).fields?.find(({ name }) => name === '门店数')?.shown).toBe('7')
})

test('a write that is older than thirty days is not sent before somebody says so', async ({ demo, desk, page, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await desk.openChat(me, other, { path: '/sidebar/#/follow' })
  await page.context().setOffline(true)
  await new Writes(desk).note('一个月前写的')
  await expect.poll(() => desk.kept('outbox')).toBe(1)
  await page.clock.setSystemTime(Date.now() + 31 * 24 * 3600_000)
  await page.context().setOffline(false)
  await expect(list(page)).toContainText(w.reasons.too_old!)
  expect(stored(demo, '一个月前写的')).toBe(0)
  await list(page).getByRole('button', { name: w.submit }).click()
  await expect(list(page)).toHaveCount(0)
  expect(stored(demo, '一个月前写的')).toBe(1)
})

test('another employee in the same browser gets nothing of what the first one has left to be sent', async ({ demo, desk, page, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  await page.route(WRITES, (route) => (route.request().method() === 'GET' ? route.fallback() : route.abort()))
  await new Writes(desk).note('只有沈可知道')
  await expect.poll(() => desk.kept('outbox')).toBe(1)
  await page.unroute(WRITES)
  await desk.signIn(colleague)
  await page.reload()
  await desk.usable()
  const writes = new Writes(desk)
  await expect(writes.timeline.getByRole('listitem').first()).toBeVisible()
  await expect(page.getByText('只有沈可知道')).toHaveCount(0)
  await writes.note('唐琪自己的')
  await expect.poll(() => stored(demo, '唐琪自己的')).toBe(1)
  await expect.poll(() => desk.kept('outbox')).toBe(1)
  expect(stored(demo, '只有沈可知道')).toBe(0)
})

test('nothing is left on the device of somebody who signs out @desktop', async ({ desk, page, problems }) => {
  problems.expect(/401|ERR_FAILED/)
  await desk.openChat(me, chat, { path: '/sidebar/#/follow' })
  const { customer } = await desk.bundle(chat)
  const writes = new Writes(desk)
  await page.route(WRITES, (route) => (route.request().method() === 'GET' ? route.fallback() : route.abort()))
  await writes.note('还没提交的')
  await writes.begin('还没写完的')
  await expect.poll(async () => [await desk.kept('outbox'), await desk.kept('drafts'), await desk.kept('views')]).toEqual([1, 1, 1])
  await desk.hostOfNextPage({ entry: 'normal' })
  await page.goto(`${desk.origin}/sidebar/`)
  await page.getByRole('link', { name: zh.workbench.me }).click()
  await page.getByRole('button', { name: zh.workbench.signOut }).click()
  await page.getByRole('button', { name: zh.workbench.dropAndLeave }).click()
  await expect(page.getByRole('heading', { name: '您已退出' })).toBeVisible()
  await desk.comeBack()
  await page.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide'))`)
  const left = await leftIn(page)
  expect(JSON.parse(left)).toMatchObject({ rows: [], caches: [] })
  for (const word of ['还没提交的', '还没写完的', customer.name, customer.customerId, chat]) expect(left).not.toContain(word)
})

/** All that this page could read in the browser's storage, but for what the simulated host keeps there for itself. */
const leftIn = (page: Page): Promise<string> =>
  page.evaluate<string>(`(async () => {
    const rows = []
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((resolve, reject) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = reject
      })
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => (all.onsuccess = resolve))
        for (const { sealed, iv, ...row } of all.result) rows.push({ ...row, sealed: String.fromCharCode(...new Uint8Array(sealed)) })
      }
      db.close()
    }
    const mine = Object.entries(sessionStorage).filter(([name]) => name !== '${settingsKey}')
    return JSON.stringify({ rows, caches: await caches.keys(), localStorage: Object.entries(localStorage), sessionStorage: mine })
  })()`)
