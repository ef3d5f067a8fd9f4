import type { Browser, Cookie } from '@playwright/test'
import { browserOptions, launchBrowser } from '../../fixtures/browser.ts'
import { makeCertificate } from './certificate.ts'
import { loadOnce, type Figures, type Load } from './load.ts'
import { serveTargets } from './serve.ts'
import type { Network, Target } from './target.ts'

const userAgent =
  'Mozilla/5.0 (Linux; Android 13; M2102J2SC Build/TKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 ' +
  'wxwork/4.1.30 MicroMessenger/7.0.1 NetType/4G Language/zh Lang/zh'

export type Figure = keyof Figures
export interface Row extends Load {
  target: string
  network: Network
  cache: 'cold' | 'warm'
  round: number
}
export interface Summary {
  target: string
  network: Network
  cache: 'cold' | 'warm'
  /** Rounds that reached the milestone, of those that were run. */
  rounds: number
  of: number
  /** Figures over the rounds; null where one round has none. */
  median: Record<Figure, number | null>
  min: Record<Figure, number | null>
  max: Record<Figure, number | null>
}

/**
 * Loads every target in interleaved rounds, each in a browser context of its own, cold and then warm.
 * Compare figures of one call only.
 */
export async function measure(targets: Target[], options: { rounds: number; networks: Network[]; onLoad?: (row: Row) => void }): Promise<Summary[]> {
  const certificate = makeCertificate(targets.map(({ host }) => host))
  const server = await serveTargets(targets, certificate)
  const launch = browserOptions()
  const args = [
    ...(launch.args ?? []),
    `--ignore-certificate-errors-spki-list=${certificate.spkiHash}`,
    `--host-resolver-rules=MAP * 127.0.0.1:${server.port}, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
  ]
  const browser = await launchBrowser({ ...launch, args })
  const rows: Row[] = []
  try {
    const cookies = new Map<Target, Cookie[]>()
    for (const target of targets) if (target.login) cookies.set(target, await login(browser, target))
    const last = targets.at(-1)
    if (last) await loadBoth(browser, last, cookies.get(last), 'fast', () => {}) // warms the browser, not counted
    for (let round = 0; round < options.rounds; round++) {
      for (const network of options.networks) {
        for (const target of round % 2 ? [...targets].reverse() : targets) {
          await loadBoth(browser, target, cookies.get(target), network, (cache, load) => {
            const row = { target: target.name, network, cache, round, ...load }
            rows.push(row)
            options.onLoad?.(row)
          })
        }
      }
    }
  } finally {
    await browser.close()
    server.close()
  }
  for (const [what, times] of server.misses) console.error(`not answered: ${what} (${times})`)
  return summarise(rows)
}

function newContext(browser: Browser) {
  return browser.newContext({ userAgent, viewport: { width: 414, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'zh-CN' })
}

async function loadBoth(browser: Browser, target: Target, cookies: Cookie[] = [], network: Network, tell: (cache: 'cold' | 'warm', load: Load) => void) {
  const context = await newContext(browser)
  if (cookies.length > 0) await context.addCookies(cookies)
  for (const cache of ['cold', 'warm'] as const) tell(cache, await loadOnce(context, target, network))
  await context.close()
}

/** What a login on the origin's own address leaves is moved to the target's host. */
async function login(browser: Browser, target: Target): Promise<Cookie[]> {
  const context = await newContext(browser)
  await target.login?.(await context.newPage())
  const cookies = (await context.cookies()).map((cookie) => ({ ...cookie, domain: target.host }))
  await context.close()
  if (cookies.length === 0) throw new Error(`${target.name}: the login left no cookie`)
  return cookies
}

function summarise(rows: Row[]): Summary[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = [row.target, row.network, row.cache].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].flatMap(summaryOf)
}

function summaryOf(group: Row[]): Summary[] {
  const [first] = group
  if (!first) return []
  const { target, network, cache } = first
  const reached = group.filter(({ failed }) => !failed)
  const over = (choose: (sorted: number[]) => number | undefined) => {
    const names = Object.keys(first).filter((name) => !['target', 'network', 'cache', 'round', 'failed', 'errors', 'trace'].includes(name)) as Figure[]
    return Object.fromEntries(names.map((name) => [name, choose(sortedOrNone(reached.map((row) => row[name]))) ?? null])) as Record<Figure, number | null>
  }
  return [
    {
      target,
      network,
      cache,
      rounds: reached.length,
      of: group.length,
      median: over((sorted) => sorted[sorted.length >> 1]),
      min: over((sorted) => sorted[0]),
      max: over((sorted) => sorted.at(-1)),
    },
  ]
}

function sortedOrNone(values: (number | null)[]): number[] {
  const numbers = values.filter((value) => value !== null)
  return numbers.length === values.length ? numbers.sort((a, b) => a - b) : []
}
