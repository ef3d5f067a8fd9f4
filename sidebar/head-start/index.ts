import { configureFormat } from '../ui/moments.ts'
import { tabOf } from '../tab-id.ts'
import { bridge, startBridge } from '../wecom/bridge.ts'
import { firstScreenWords } from '../words/first-screen.ts'
import type { PageBoot } from './handle.ts'
import { loadContext } from './load-context.ts'
import { loadMain } from './load-main.ts'
import type { Failure, Outcome } from './outcome.ts'
import { dress, languageOf, layoutOf } from './settings.ts'
import * as shared from './shared.ts'
import { RETRY_MS } from './view/away.ts'
import { domH } from './view/h.ts'
import { screen } from './view/screen.ts'
import type { Screen } from './view/view.ts'

/**
 * What runs before Vue, inside the HTML: theme, the host, the one request, the first paint. The main bundle is fetched once there is an answer,
 * so that it does not take the line from it; it also brings the failure pages, all but the one for a server that is away.
 */
const SKELETON_AFTER_MS = 150

const root = document.getElementById('app') as HTMLElement
const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as PageBoot
const language = languageOf(navigator)
let shown: Screen = { kind: 'loading' }
let drawnFor = 0
let drawnAs = ''

function draw(retry?: () => void): void {
  drawnFor = Date.now()
  drawnAs = shape()
  const element = screen({ h: domH, words: firstScreenWords[language], now: drawnFor, layout: layoutOf(innerWidth), tab: tabOf(location.hash), folded: false, on: { retry }, slots: {} }, shown)
  if (root.firstChild) root.replaceChild(element, root.firstChild)
  else root.append(element)
}

const shape = (): string => layoutOf(innerWidth) + tabOf(location.hash)

function redraw(): void {
  if (shown.kind !== 'away' && drawnAs !== shape()) draw()
}

async function open(): Promise<void> {
  const waiting = setTimeout(draw, SKELETON_AFTER_MS)
  const outcome = await loadContext()
  clearTimeout(waiting)
  show(outcome)
}

function show(outcome: Outcome): void {
  if (outcome.state === 'failed' && outcome.failure.kind === 'server') return away(outcome.failure)
  shown = outcome.state !== 'failed' && outcome.bundle ? { kind: 'customer', bundle: outcome.bundle, me: outcome.me } : { kind: 'loading' }
  draw()
  window.kebian = { boot, language, outcome, handOver, shared: { ...shared } }
  loadMain(() => away({ kind: 'server', keyword: 'main', requestId: '' }, () => location.reload()))
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
  show(await loadContext())
}

function handOver(): number {
  removeEventListener('hashchange', redraw)
  removeEventListener('resize', redraw)
  redraw()
  return drawnFor
}

dress(document.documentElement, language)
configureFormat({ language, timeZone: boot.timeZone })
addEventListener('hashchange', redraw)
addEventListener('resize', redraw)
startBridge(boot)
void open()
