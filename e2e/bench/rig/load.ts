import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, CDPSession, Page } from '@playwright/test'
import { inlineParts } from './inline-parts.ts'
import { networks, type Network, type Target } from './target.ts'

const inPage = readFileSync(fileURLToPath(new URL('in-page.js', import.meta.url)), 'utf8')
const cpuThrottle = 4
const bridgeMs = 5
const milestoneWithinMs = 20_000
const quietWithinMs = 12_000
const quietForMs = 500

/** Figures of one load. Times are milliseconds from the first request, sizes are bytes as transferred; `null` where it did not come to that. */
export interface Figures {
  visible: number | null
  usable: number | null
  fcp: number | null
  lcp: number | null
  /** Sum of all layout shifts from the first paint on. */
  shift: number
  /** Longest task over 50 ms, and what all of them block beyond 50 ms, under the CPU throttle. */
  longest: number
  tbt: number
  /** Up to visible: fetch requests, longest chain of requests each after the one before, hosts; images aside. */
  apiReq: number
  depth: number
  origins: number
  reqToVisible: number
  req: number
  cached: number
  bytesToVisible: number
  bytes: number
  /** Scripts and styles as transferred, those inside the HTML by their own gzip size. */
  jsToUsable: number | null
  cssToUsable: number | null
  js: number
  css: number
  script: number
  heap: number
}

export interface Load extends Figures {
  /** Why the milestone was not reached. */
  failed?: string
  errors: string[]
  /** For people: one line a request. */
  trace: string[]
}

interface Sent {
  url: string
  kind: string
  start: number
  end?: number
  bytes: number
  by?: string
  cached?: boolean
}

type CdpRequest = {
  requestId: string
  loaderId: string
  type?: string
  timestamp: number
  wallTime: number
  request: { url: string; method: string }
  redirectResponse?: { encodedDataLength: number }
  initiator?: { url?: string; stack?: { callFrames: { url: string }[] } }
}

/** Loads the target once in a new tab of the context, network and CPU throttled, and waits until the network has been quiet for half a second. */
export async function loadOnce(context: BrowserContext, target: Target, network: Network): Promise<Load> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  // a blank page of the same origin first, unthrottled: the renderer and the connection exist before the clock starts
  await page.goto(`https://${target.host}/__blank`, { waitUntil: 'load' })
  const log = await listen(cdp, network)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message.slice(0, 160)))
  const { milestone, externalUserId, usable } = target
  await page.addInitScript({ content: `window.__rigOptions = ${JSON.stringify({ milestone, bridgeMs, externalUserId, usable })}\n${inPage}` })
  page.goto(`https://${target.host}${target.path}`, { waitUntil: 'commit' }).catch((error: unknown) => errors.push(String(error).slice(0, 160)))

  const failed = await Promise.race([
    log.visible.then(() => undefined),
    wait(milestoneWithinMs, `no "${milestone}" within ${milestoneWithinMs} ms`, { ref: false }),
  ])
  await untilQuiet(() => (Boolean(usable) && !failed && !log.at.usable) || log.isBusy(), log)
  const figures = await read(page, cdp, log)
  if (usable && !failed) await confirmUsable(page, usable, log.at.usable, errors)
  await page.close()
  return { ...figures, ...(failed && { failed }), errors, trace: log.trace() }
}

async function confirmUsable(page: Page, usable: string, usableAt: number | undefined, errors: string[]) {
  if (!usableAt) return void errors.push(`never usable: ${usable}`)
  await page
    .locator(usable)
    .first()
    .click({ trial: true, timeout: 3000 })
    .catch(() => errors.push(`usable refuses a click: ${usable}`))
}

async function untilQuiet(isBusy: () => boolean, log: { at: { lastNetwork: number } }) {
  const until = Date.now() + quietWithinMs
  while (Date.now() < until && (isBusy() || Date.now() - log.at.lastNetwork <= quietForMs)) await wait(50)
}

/** Follows the network and the in-page watcher from now on. */
async function listen(cdp: CDPSession, network: Network) {
  const requests = new Map<string, Sent>()
  const at = { first: 0, clock: 0, lastNetwork: Date.now(), visible: 0, usable: 0, document: '' }
  const { promise: visible, resolve: isVisible } = deferred()
  cdp.on('Network.requestWillBeSent', (event: CdpRequest) => {
    if (event.request.url.startsWith('data:')) return
    if (!at.first) {
      at.first = event.wallTime * 1000
      at.clock = at.first - event.timestamp * 1000
    }
    at.lastNetwork = Date.now()
    if (event.type === 'Document' && event.requestId === event.loaderId) at.document = event.requestId
    const before = requests.get(event.requestId)
    if (before && event.redirectResponse) {
      requests.set(`${event.requestId}:${requests.size}`, { ...before, end: event.timestamp, bytes: event.redirectResponse.encodedDataLength })
    }
    const by = event.initiator?.url ?? event.initiator?.stack?.callFrames[0]?.url
    const kind = kindOf(event.type ?? '', event.request.method)
    requests.set(event.requestId, { url: event.request.url, kind, start: event.timestamp, bytes: 0, ...(by && { by }) })
  })
  const finish = ({ requestId, timestamp, encodedDataLength = 0 }: { requestId: string; timestamp: number; encodedDataLength?: number }) => {
    const request = requests.get(requestId)
    if (!request || request.end) return
    Object.assign(request, { end: timestamp, bytes: encodedDataLength })
    at.lastNetwork = Date.now()
  }
  const fromCache = (requestId: string) => Object.assign(requests.get(requestId) ?? {}, { cached: true })
  cdp.on('Network.loadingFinished', finish)
  cdp.on('Network.loadingFailed', finish)
  cdp.on('Network.requestServedFromCache', ({ requestId }) => fromCache(requestId))
  cdp.on('Network.responseReceived', ({ requestId, response }) => response.fromDiskCache && fromCache(requestId))
  cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
    const [what, time] = payload.split(' ')
    if (name !== '__rigSeen' || (what !== 'visible' && what !== 'usable')) return
    at[what] ||= Number(time)
    if (what === 'visible') isVisible()
  })
  await cdp.send('Network.enable')
  await cdp.send('Performance.enable')
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: '__rigSeen' })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuThrottle })
  const throttle = networks[network]
  if (throttle) await cdp.send('Network.emulateNetworkConditions', { offline: false, ...throttle, connectionType: 'cellular4g' })
  const all = () => [...requests.values()].filter(({ url }) => /^https?:/.test(url) && !/__blank|favicon/.test(url))
  return {
    at,
    visible,
    all,
    isBusy: () => all().some((request) => !request.end && request.kind !== 'stream'),
    trace: () =>
      all().map(({ start, end, kind, bytes, cached, url }) => {
        const from = (time?: number) => (time ? Math.round(at.clock + time * 1000 - at.first) : '…')
        return `${from(start)} → ${from(end)} ${kind} ${cached ? 'cache' : bytes} ${url.slice(0, 110)}`
      }),
  }
}

function kindOf(type: string, method: string): string {
  if (method === 'OPTIONS') return 'preflight'
  const kinds: Record<string, string> = { Document: 'html', Script: 'js', Stylesheet: 'css', XHR: 'api', Fetch: 'api', Image: 'img', EventSource: 'stream' }
  return kinds[type] ?? 'other'
}

/** What the in-page watcher kept: times from the page's own origin of time, tasks and shifts as pairs of time and size. */
interface Seen {
  lcp: number
  long: [number, number][]
  shifts: [number, number][]
  fcp?: number
  origin: number
}

type Log = Awaited<ReturnType<typeof listen>>

async function read(page: Page, cdp: CDPSession, log: Log): Promise<Figures> {
  const { at } = log
  const seen = await page.evaluate<Seen>(
    `({ ...window.__rig, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime, origin: performance.timeOrigin })`,
  )
  const metrics = await cdp.send('Performance.getMetrics')
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize: heap } = await cdp.send('Runtime.getHeapUsage')
  const html = await cdp.send('Network.getResponseBody', { requestId: at.document }).then(
    ({ body, base64Encoded }) => (base64Encoded ? Buffer.from(body, 'base64').toString() : body),
    () => '',
  )
  const parts = inlineParts(html)
  const inline = { js: parts.js ? gzipSync(parts.js).length : 0, css: parts.css ? gzipSync(parts.css).length : 0 }
  const all = log.all()
  const asked = all.filter((request) => at.clock + request.start * 1000 <= at.visible)
  const upTo = (time: number) => all.filter((request) => request.end && at.clock + request.end * 1000 <= time)
  const done = upTo(at.visible)
  const offset = seen.origin - at.first
  return {
    visible: at.visible ? at.visible - at.first : null,
    usable: at.usable ? at.usable - at.first : null,
    fcp: seen.fcp === undefined ? null : seen.fcp + offset,
    lcp: seen.lcp ? seen.lcp + offset : null,
    shift: seen.shifts.reduce((sum, [time, value]) => sum + (time >= (seen.fcp ?? 0) ? value : 0), 0),
    longest: Math.max(0, ...seen.long.map(([, ms]) => ms)),
    tbt: seen.long.reduce((sum, [, ms]) => sum + Math.max(0, ms - 50), 0),
    apiReq: asked.filter(({ kind }) => kind === 'api').length,
    depth: serialDepth(done),
    origins: new Set(asked.filter(({ cached, kind }) => !cached && kind !== 'img').map(({ url }) => new URL(url).host)).size,
    reqToVisible: asked.filter(({ cached }) => !cached).length,
    req: all.filter(({ cached }) => !cached).length,
    cached: all.filter(({ cached }) => cached).length,
    bytesToVisible: bytesOf(done),
    bytes: bytesOf(all),
    jsToUsable: at.usable ? bytesOf(upTo(at.usable), 'js') + inline.js : null,
    cssToUsable: at.usable ? bytesOf(upTo(at.usable), 'css') + inline.css : null,
    js: bytesOf(all, 'js') + inline.js,
    css: bytesOf(all, 'css') + inline.css,
    script: (metrics.metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000,
    heap,
  }
}

function bytesOf(requests: Sent[], kind?: string): number {
  return requests.reduce((sum, request) => sum + (request.cached || (kind && request.kind !== kind) ? 0 : request.bytes), 0)
}

/** The longest chain of requests, images aside, each starting after the one before ended, or started by it. */
function serialDepth(done: Sent[]): number {
  const depths: { request: Sent; depth: number }[] = []
  for (const request of done.filter(({ cached, kind }) => !cached && kind !== 'img').sort((a, b) => a.start - b.start)) {
    const before = depths.filter((earlier) => (earlier.request.end ?? Infinity) <= request.start + 0.0005 || earlier.request.url === request.by)
    depths.push({ request, depth: 1 + Math.max(0, ...before.map(({ depth }) => depth)) })
  }
  return Math.max(0, ...depths.map(({ depth }) => depth))
}

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
