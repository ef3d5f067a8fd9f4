import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { openStore } from '../../bff/db/index.ts'
import { newId } from '../../bff/db/new-id.ts'
import { searchTextOf } from '../../bff/features/scripts/index.ts'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { browserOptions, launchBrowser } from '../fixtures/browser.ts'
import { startDemo, type Demo } from '../fixtures/demo.ts'
import { Desk } from '../fixtures/desk.ts'

const SWITCHES = 20
const ROUNDS = 3
const SCRIPTS = 5_000
const EVENTS = 1_000
const BATCH = 100
const SLOWED = 4
const HELD_MS = 300
const [first, second, fresh, busy] = [who.qiaojie, who.xiaoman, who.kelvin, who.dengjun]

export interface Feel {
  /** Milliseconds each. */
  switches: number[]
  reopens: number[]
  /** Requests below /api/. */
  uncached: number
  /** The longest task of each doing, in milliseconds. */
  tasks: { during: string; ms: number }[]
  /** Of the frames of each round, those over 50 ms. */
  timelineShares: number[]
  scriptShares: number[]
}

/** How the built sidebar feels under a finger, in a real browser on the demo, with a long timeline and a long list of scripts. */
export async function measureFeel(): Promise<Feel> {
  const demo = await startDemo()
  const browser = await launchBrowser(browserOptions())
  try {
    const context = await browser.newContext({ viewport: { width: 375, height: 812 }, deviceScaleFactor: 1 })
    await context.addInitScript({ path: fileURLToPath(new URL('feel-in-page.js', import.meta.url)) })
    const page = await context.newPage()
    const desk = new Desk(page, demo.origin)
    await openQuietly(desk, page)
    const uncached = await requestsOfFresh(desk, page)
    await fill(demo, await desk.bundle(busy))
    const { switches, reopens } = await switchTimes(desk, page)
    const [timelineShares, scriptShares] = [await shares(desk, page, '跟进', EVENTS), await shares(desk, page, '话术', SCRIPTS)]
    const tasks = await longestTasks(desk, page)
    return { switches, reopens, uncached, tasks, timelineShares, scriptShares }
  } finally {
    await browser.close()
    await demo.stop()
  }
}

/** Until the page has told of its signature too, which it does once a day. */
async function openQuietly(desk: Desk, page: Page): Promise<void> {
  const told = page.waitForResponse('**/api/signature/report')
  await desk.openChat('shen_ke', busy)
  await told
}

/** Written into the database beside the server, in short transactions. */
async function fill({ folder }: Demo, { customer: { customerId } }: Awaited<ReturnType<Desk['bundle']>>): Promise<void> {
  const store = await openStore({ databaseUrl: '', dataDir: folder })
  const { tables, read } = store
  const [known] = await read.select({ corpId: tables.customers.corpId }).from(tables.customers).limit(1)
  const corpId = known?.corpId ?? ''
  const now = new Date()
  const stamps = { corpId, createdAt: now, updatedAt: now }
  for (let from = 0; from < SCRIPTS; from += BATCH)
    await store.write(async (tx) => {
      const rows = Array.from({ length: BATCH }, (_, at) => ({ ...scriptOf(from + at), id: newId(now) }))
      await tx.insert(tables.scripts).values(rows.map(({ text, ...row }) => ({ ...row, ...stamps, searchText: searchTextOf(row.title, [text]) })))
      await tx
        .insert(tables.scriptMessages)
        .values(rows.map(({ id, text }) => ({ id: newId(now), corpId, scriptId: id, position: 1, kind: 'text' as const, text })))
    })
  for (let from = 0; from < EVENTS; from += BATCH)
    await store.write(async (tx) => {
      const rows = Array.from({ length: BATCH }, (_, at) => eventOf(from + at, now))
      await tx.insert(tables.timelineEvents).values(rows.map((row) => ({ ...row, corpId, customerId })))
    })
  await store.close()
}

const scriptOf = (number: number) => ({
  source: 'bench',
  sourceId: String(number),
  scope: 'company' as const,
  category: '长列表',
  title: `长列表 ${number}`,
  language: 'zh',
  text: `第 ${number} 条：${'好茶不怕等，到货当天拍照发您。'.repeat((number % 4) + 1)}`,
})

function eventOf(number: number, now: Date) {
  const at = new Date(now.getTime() - (number + 1) * 3_600_000)
  const params = { outcome: 'visited', text: `第 ${number} 次跟进。${'样品收到，口感比上一批轻。'.repeat((number % 3) + 1)}` }
  return { id: newId(at), kind: 'note' as const, code: 'note_written', source: 'kebian', params, occurredAt: at, recordedAt: at }
}

async function requestsOfFresh(desk: Desk, page: Page): Promise<number> {
  const asked: string[] = []
  const note = (request: { url(): string }) => new URL(request.url()).pathname.startsWith('/api/') && asked.push(request.url())
  page.on('request', note)
  await desk.switchTo(fresh)
  await page.locator('.ch-name').waitFor()
  page.off('request', note)
  return asked.length
}

/** Both chats were open before; the BFF's answers are held, so that only the device can have been quick. */
async function switchTimes(desk: Desk, page: Page): Promise<Pick<Feel, 'switches' | 'reopens'>> {
  for (const id of [first, second]) {
    await desk.switchTo(id)
    await page.waitForTimeout(HELD_MS)
  }
  await page.route('**/api/context', (route) => setTimeout(() => void route.continue().catch(() => undefined), HELD_MS))
  const [switches, reopens]: [number[], number[]] = [[], []]
  for (let at = 0; at < SWITCHES; at++) {
    switches.push(await page.evaluate<number>(`feel.timeOfSwitch('${at % 2 === 0 ? first : second}')`))
    await page.waitForTimeout(HELD_MS * 2)
  }
  for (let at = 0; at < SWITCHES; at++) {
    await desk.hostOfNextPage({ externalUserId: at % 2 === 0 ? first : second })
    await page.reload({ waitUntil: 'commit' })
    reopens.push(await page.evaluate<number>('feel.timeOfReopening()'))
    await desk.usable()
  }
  await page.unrouteAll({ behavior: 'wait' })
  return { switches, reopens }
}

/** Scrolls a tab from top to end, three times; what is missing is loaded on the way in the first round. */
async function shares(desk: Desk, page: Page, tab: string, rows: number): Promise<number[]> {
  await desk.switchTo(busy)
  await page.waitForTimeout(HELD_MS)
  await desk.tab(tab)
  await page.locator('.row-window').waitFor()
  await page.evaluate(`feel.scrollUntil(${rows})`)
  const found: number[] = []
  for (let round = 0; round < ROUNDS; round++) found.push(await page.evaluate<number>('feel.shareOfSlowFrames()'))
  return found
}

async function longestTasks(desk: Desk, page: Page): Promise<Feel['tasks']> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  const doings: [during: string, act: () => Promise<unknown>][] = [
    ['open', async () => (await page.reload(), await desk.usable())],
    ['switch', async () => (await desk.switchTo(first), await page.waitForTimeout(HELD_MS))],
    ['long timeline', async () => (await desk.switchTo(busy), await desk.tab('跟进'), await page.locator('.row-window').waitFor())],
    ['scripts', async () => (await desk.tab('话术'), await page.locator('.row-window').waitFor(), await page.waitForTimeout(HELD_MS))],
    ['search', async () => (await page.getByRole('combobox').fill('长列表 12'), await page.waitForTimeout(HELD_MS * 3))],
    ['materials', async () => (await desk.tab('素材'), await page.waitForTimeout(HELD_MS))],
    ['orders', async () => (await desk.tab('订单'), await page.waitForTimeout(HELD_MS))],
    ['profile', async () => (await desk.tab('客户'), await page.waitForTimeout(HELD_MS))],
    [
      'tags',
      async () => (await page.getByRole('button', { name: /编辑标签/ }).click(), await page.getByRole('dialog').waitFor(), await page.waitForTimeout(HELD_MS)),
    ],
    ['stage', async () => (await page.keyboard.press('Escape'), await page.locator('.stage').click(), await page.getByRole('dialog').waitFor())],
    ['scroll', async () => (await page.keyboard.press('Escape'), await desk.tab('跟进'), await page.evaluate('feel.shareOfSlowFrames()'))],
  ]
  const tasks: Feel['tasks'] = []
  for (const [during, act] of doings) {
    await act()
    await page.waitForTimeout(HELD_MS)
    const seen = await page.evaluate<number[]>('feel.longTasks.splice(0)')
    tasks.push({ during, ms: Math.max(0, ...seen) })
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return tasks
}
