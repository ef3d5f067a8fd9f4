import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { ulid } from 'ulid'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { groupIds } from '../../bff/simulator/demo/groups.ts'
import type { RouteReply } from '../../shared/contracts/index.ts'
import type { Demo } from '../fixtures/demo.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'
import { naughtyStrings, payloads, present, upTo } from '../fixtures/naughty.ts'

const run = promisify(execFile)
test.describe('what people may call themselves and write', () => {
  test.skip(!present, 'needs KEBIAN_DATA')
  test.use({ viewport: { width: 320, height: 640 } })
  test.setTimeout(180_000)

  test('notes, tags and remarks read back as they were written, and stay text on the page', async ({ desk, page }) => {
    const notes = naughtyStrings().filter(upTo(2000))
    const chat = who.xiaoman
    await desk.signIn('shen_ke')
    const { customerId } = (await desk.bundle(chat)).customer
    const stored = new Map<string, string>()
    for (const text of notes) {
      const { status, body } = await post(desk, `customers/${customerId}/notes`, { text })
      if (status === 200) stored.set((body as { event: { eventId: string } }).event.eventId, text)
      else expect(status, text).toBe(400)
    }
    expect(stored.size).toBeGreaterThan(notes.length * 0.9)
    for (const event of await wholeTimeline(desk, customerId)) if (stored.has(event.eventId)) expect(event.params.text).toBe(stored.get(event.eventId)?.trim())
    for (const name of naughtyStrings().filter(upTo(30)).slice(0, 60)) expect([200, 400, 422]).toContain((await post(desk, 'personal-tags', { name })).status)

    await desk.openChat('shen_ke', chat, { path: '/sidebar/#/follow' })
    await scrollThrough(page, 'ol.row-window')
    await desk.tab('客户')
    await page.getByRole('button', { name: '编辑标签' }).click()
    await page.getByRole('dialog').getByRole('button', { pressed: false }).first().waitFor()
    await expectOnlyText(page)
  })

  test('a library and a shelf full of them are read, searched, previewed and sent as text', async ({ desk, page, demo }) => {
    const texts = naughtyStrings().filter(upTo(200))
    await importAll(demo, texts)
    await desk.openChat('lu_yining', who.momo, { path: '/sidebar/#/scripts' })
    await scrollThrough(page, '[role=grid]')
    for (const text of payloads.slice(0, 4)) {
      await page.getByRole('combobox').fill(text)
      await expect(page.locator('[aria-rowindex="1"] .title')).toHaveText(text)
      // a tap right after a sheet has closed is taken for the second half of a double tap
      await expect(async () => {
        await page.locator('[aria-rowindex="1"] .open').click()
        await expect(page.getByRole('dialog').getByRole('heading')).toHaveText(text, { timeout: 500 })
      }).toPass()
      await expectOnlyText(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await page.locator('[aria-rowindex="1"] .send').click()
    await page.getByRole('status').filter({ hasText: '已进入聊天' }).waitFor()
    expect((await desk.messages('lu_yining', who.momo)).at(-1)).toMatchObject({ text: payloads[3] })
    await desk.tab('素材')
    await page.locator('.material-row').first().waitFor()
    await expectOnlyText(page)
    await page.locator('.material-row .open').first().click()
    await page.getByRole('dialog').waitFor()
    await expectOnlyText(page)
  })

  test('whoever calls themselves so is shown under just that name', async ({ desk, page }) => {
    const given = naughtyStrings().filter(upTo(64))
    const names = [...payloads.filter(upTo(64)), ...given.filter((_, at) => at % 4 === 0)]
    await desk.openChat('he_zhou', who.kelvin)
    for (const name of names) {
      const externalUserId = await desk.newCustomer('he_zhou', name)
      await desk.switchTo(externalUserId)
      await expect.poll(() => page.evaluate<string>(`document.querySelector('.ch-name')?.getAttribute('title') ?? ''`)).toBe(name.trim() || '未命名的客户')
      await expectOnlyText(page)
    }
  })

  test('whatever a company, a colleague, a stage, a field, a product or a group is called is text on every screen', async ({ desk, page }) => {
    const used = await rename(page)
    await desk.openChat('shen_ke', who.qiaojie)
    await expectOnlyText(page)
    for (const [opener, content] of [
      ['button.stage', '.days'],
      ['.card:has(.tgs) .more', '.group button'],
      ['.card:has(.fields) .more', 'dl'],
    ] as const) {
      await page.locator(opener).first().click()
      await page.getByRole('dialog').locator(content).first().waitFor()
      await expectOnlyText(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    for (const [tab, row, opener] of [
      ['订单', '.order', '.order .open'],
      ['素材', '.material-row', '.material-row .open'],
      ['跟进', 'ol.row-window', undefined],
    ] as const) {
      await desk.tab(tab)
      await page.locator(row).first().waitFor()
      await expectOnlyText(page)
      if (!opener) continue
      await page.locator(opener).first().click()
      await page.getByRole('dialog').waitFor()
      await expectOnlyText(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await desk.host({ entry: 'group_chat_tools', chatId: groupIds.tasting })
    await desk.comeBack()
    await page.locator('.customer-row').nth(3).waitFor()
    await expectOnlyText(page)

    await desk.signIn('gu_yuan')
    const { settings } = await desk.get<RouteReply<'GET /desk/settings'>>('desk/settings')
    const days = settings.find(({ key }) => key === 'retention_jobs_days')
    await desk.write('PUT', 'desk/settings/retention_jobs_days', { value: (days?.value ?? 30) + 1, version: days?.version ?? 0 })
    await page.goto(`${desk.origin}/sidebar/?desk#/desk`)
    for (const section of ['pipelines', 'fields', 'tags', 'roles', 'settings', 'changes']) {
      await page.evaluate(`location.hash = '#/desk/${section}'`)
      await page.locator('.desk .card').first().waitFor()
      await expectOnlyText(page)
    }
    expect(used()).toBeGreaterThan(naughtyStrings().filter(upTo(64)).length)
  })
})

async function post(desk: Desk, path: string, data: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await desk.page.request.post(`${desk.origin}/api/${path}`, { data, headers: { 'idempotency-key': ulid() } })
  return { status: answer.status(), body: await answer.json() }
}

async function wholeTimeline(desk: Desk, customerId: string) {
  type Page = { events: { eventId: string; params: Record<string, string> }[]; nextCursor?: string }
  const events: Page['events'] = []
  for (let before = ''; ;) {
    const page = await desk.get<Page>(`customers/${customerId}/timeline?kind=note&limit=100${before && `&before=${encodeURIComponent(before)}`}`)
    events.push(...page.events)
    if (!page.nextCursor) return events
    before = page.nextCursor
  }
}

async function importAll({ folder }: Demo, texts: string[]): Promise<void> {
  const here = await mkdtemp(join(tmpdir(), 'kebian-naughty-'))
  const lines = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n')
  await writeFile(join(here, 'scripts.jsonl'), lines(texts.map((text, at) => ({ id: `n${at}`, category: text.slice(0, 40), title: text, answer: text }))))
  await writeFile(
    join(here, 'materials.jsonl'),
    lines(texts.map((text, at) => ({ id: `n${at}`, kind: 'link', title: text, description: text, link: 'https://tea.example/n' }))),
  )
  const { PATH = '' } = process.env
  for (const kind of ['scripts', 'materials'])
    await run(process.execPath, ['--import', 'tsx', 'bff/cli/import.ts', kind, join(here, `${kind}.jsonl`)], { env: { PATH, DATA_DIR: folder } })
  await rm(here, { recursive: true })
}

/** Puts the strings in the place of everything that the server says in Chinese, which is all that people, companies and things are called. @returns how many it took */
async function rename(page: Page): Promise<() => number> {
  const strings = naughtyStrings().filter(upTo(64))
  let used = 0
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? strings[used++ % strings.length] : value
    if (Array.isArray(value)) return value.map(renamed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, renamed(part)]))
  }
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch()
    if (!response.headers()['content-type']?.includes('json')) return route.fulfill({ response })
    await route.fulfill({ response, json: renamed(await response.json()) })
  })
  return () => used
}

/** From top to end, a screenful at a time; what is missing is loaded on the way. */
async function scrollThrough(page: Page, list: string): Promise<void> {
  await page.locator(list).waitFor()
  const on = `new Promise((resolve) => {
    const box = document.querySelector('${list}').closest('.scroll')
    box.scrollTop += box.clientHeight
    const ended = () => box.scrollTop + box.clientHeight >= box.scrollHeight - 1 && !document.querySelector('.load-more')
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(ended())))
  })`
  for (let ended = false; !ended;) {
    await expectOnlyText(page)
    ended = await page.evaluate<boolean>(on)
  }
}

/** Nothing has run, nothing was taken for markup, nothing stands out at the side. */
async function expectOnlyText(page: Page): Promise<void> {
  const found = await page.evaluate(`(() => {
    const all = [...document.querySelectorAll('*')]
    return {
      ran: window.ran,
      handlers: all.filter((element) => element.getAttributeNames().some((name) => /^on/.test(name))).map((element) => element.outerHTML.slice(0, 100)),
      strangers: all.filter((element) => /^(IFRAME|OBJECT|EMBED|BASE|MARQUEE|VIDEO|AUDIO)$/.test(element.tagName) || element.matches('img[src=x], body style, [style*=fixed]')).map((element) => element.outerHTML.slice(0, 100)),
      wide: document.documentElement.scrollWidth,
    }
  })()`)
  expect(found).toEqual({ ran: undefined, handlers: [], strangers: [], wide: 320 })
}
