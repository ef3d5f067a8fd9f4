import { openDevice } from '../device/device.ts'
import { configureFormat, daysSince } from '../ui/moments.ts'
import { tabOf } from '../tab-id.ts'
import { bridge } from '../wecom/bridge.ts'
import { cachedOutcome, orCached } from './cached-view.ts'
import { firstScreenWords, takeEnglish, type LaterWords } from '../words/first-screen.ts'
import * as shared from './draw-shared.ts'
import type { HeadStart } from './handle.ts'
import { loadContext } from './load-context.ts'
import { assets, loadMain } from './load-main.ts'
import type { Failure, Outcome } from './outcome.ts'
import { layoutOf } from './settings.ts'
import { RETRY_MS } from './view/away.ts'
import { domH } from './view/h.ts'
import { screen } from './view/screen.ts'
import type { Screen } from './view/view.ts'
import type { HostContext } from '../wecom/bridge-types.ts'

/**
 * The second script inside the HTML: draws a skeleton once the question of `ask.ts` is under way, as before that it would hold it up; then the answer, without Vue.
 * The main bundle is fetched once there is an answer, so that it does not take the line from it; it also brings the failure pages, all but the one for a server that is away.
 */
const root = document.getElementById('app') as HTMLElement
const kebian = window.kebian as HeadStart
const { boot, language } = kebian
/** A host that says nothing for so long is not waited for with the skeleton. */
const SILENT_MS = 100
const wordsHere = language === 'en' ? fetchEnglish() : true
let shown: Screen = { kind: 'loading' }
let drawnFor = 0
let drawnAs = ''

function draw(retry?: () => void): void {
  drawnFor = Date.now()
  drawnAs = shape()
  const element = screen(
    {
      h: domH,
      words: firstScreenWords[language],
      now: drawnFor,
      layout: layoutOf(innerWidth),
      tab: tabOf(location.hash),
      folded: false,
      on: { retry },
      slots: {},
    },
    shown,
  )
  const scrolled = root.querySelector('main')?.scrollTop ?? 0
  if (root.firstChild) root.replaceChild(element, root.firstChild)
  else root.append(element)
  const column = root.querySelector('main')
  if (column && scrolled) column.scrollTop = scrolled
}

/** Lays the skeleton out while nothing else is to be done, and writes a first date, which takes milliseconds: the answer finds both done. */
function drawWaiting(): void {
  if (drawnFor) return
  draw()
  daysSince(drawnFor)
}

const shape = (): string => layoutOf(innerWidth) + tabOf(location.hash)

function redraw(): void {
  if (drawnFor && shown.kind !== 'away' && drawnAs !== shape()) draw()
}

function show(outcome: Outcome): void {
  if (outcome.state === 'failed' && outcome.failure.kind === 'server') return away(outcome.failure)
  shown = screenOf(outcome)
  draw()
  Object.assign(kebian, { outcome, handOver })
  afterFrame(() => loadMain(() => notLoaded('main')))
}

/** A part of the page did not come. A browser that failed to fetch a module fails it for the life of the page, so that is loaded again, once there is a server to do so. */
function notLoaded(keyword: string): void {
  away({ kind: 'server', keyword, requestId: '' }, () =>
    fetch('/healthz').then(
      () => location.reload(),
      () => notLoaded(keyword),
    ),
  )
}

function screenOf(outcome: Outcome): Screen {
  if (outcome.state === 'failed' || !outcome.bundle) return { kind: 'loading' }
  return { kind: 'customer', bundle: outcome.bundle, me: outcome.me, staleSince: outcome.cached?.failure && outcome.cached.at }
}

/** What the device has of the customer, until the answer is there; not of one whom the page may have left by now. */
async function drawCached(host: HostContext): Promise<void> {
  const [cached, complete] = await Promise.all([cachedOutcome(host), wordsHere])
  if (!cached || !complete || kebian.outcome || kebian.cameBack || shown.kind !== 'loading') return
  shown = screenOf(cached)
  draw()
  document.addEventListener('visibilitychange', drop)

  function drop(): void {
    document.removeEventListener('visibilitychange', drop)
    if (kebian.outcome) return
    shown = { kind: 'loading' }
    draw()
  }
}

/** Once what was drawn is on the screen; at the latest in a tenth of a second, as a hidden page has no frames. */
function afterFrame(then: () => void): void {
  let done = false
  const once = () => {
    if (!done) then()
    done = true
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, 100)
}

/** Keeps trying: on demand, when the page comes back, and by itself. */
function away(failure: Failure, retry: () => unknown = again): void {
  shown = { kind: 'away', failure, busy: false }
  draw(once)
  document.getElementById('failure')?.focus({ preventScroll: true })
  const timer = setTimeout(once, RETRY_MS)
  document.addEventListener('visibilitychange', onVisible)

  function once(): void {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisible)
    shown = { kind: 'away', failure, busy: true }
    draw()
    retry()
  }
  function onVisible(): void {
    if (document.visibilityState === 'visible') once()
  }
}

async function again(): Promise<void> {
  bridge.retry()
  kebian.cameBack = false
  return settle(await loadContext())
}

/** Shows an answer, unless the page has been away meanwhile and come back in another chat. */
async function settle(outcome: Outcome): Promise<void> {
  if (!(await wordsHere)) return notLoaded('words')
  if (outcome.state === 'failed' && !kebian.cameBack) return show(await orCached(outcome))
  if (!kebian.cameBack || outcome.state === 'failed') return show(outcome)
  kebian.cameBack = false
  const contact = await bridge.currentContact().catch(() => undefined)
  return settle(contact === outcome.host.externalUserId ? outcome : await loadContext())
}

function handOver(): number {
  removeEventListener('hashchange', redraw)
  removeEventListener('resize', redraw)
  redraw()
  return drawnFor
}

configureFormat({ language, timeZone: boot.timeZone })
addEventListener('hashchange', redraw)
addEventListener('resize', redraw)
Object.assign(kebian.shared, shared)
// open by the time the host answers
void openDevice()
void kebian.host?.then(drawWaiting, () => {})
void kebian.host?.then(drawCached, () => {})
setTimeout(drawWaiting, SILENT_MS)
void kebian.asked.then(settle)

/** Beside the one request, so that readers of Chinese need not carry it. Whether it came: without it there is nothing to show but that. */
function fetchEnglish(): Promise<boolean> {
  return import(/* @vite-ignore */ assets().english).then(
    (english: { default: LaterWords }) => (takeEnglish(english.default), true),
    () => false,
  )
}
