import { configureFormat } from '../ui/format.ts'
import { tabOf } from '../tab-id.ts'
import { bridge, startBridge } from '../wecom/bridge.ts'
import { firstScreenWords } from '../words/first-screen.ts'
import type { PageBoot } from './handle.ts'
import { loadContext } from './load-context.ts'
import { loadMain } from './load-main.ts'
import type { Outcome } from './outcome.ts'
import { screenOf } from './screen-of.ts'
import { dress, languageOf, layoutOf } from './settings.ts'
import * as shared from './shared.ts'
import { SELF_RETRY, SELF_RETRY_MS } from './view/failure.ts'
import { domH } from './view/h.ts'
import { screen } from './view/screen.ts'
import type { Handlers, Screen } from './view/view.ts'

/**
 * What runs before Vue, inside the HTML: theme, the host, the one request, the first paint. The main bundle is fetched once a page is there to be taken over.
 * Failure pages work without it, since a server that is away cannot send it.
 */
const SKELETON_AFTER_MS = 150

const root = document.getElementById('app') as HTMLElement
const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as PageBoot
const language = languageOf(navigator)
let shown: Screen = { kind: 'loading' }
let drawnFor = 0
let drawnAs = ''

function draw(on: Partial<Handlers> = {}): void {
  drawnFor = Date.now()
  drawnAs = shape()
  const view = { h: domH, words: firstScreenWords[language], now: drawnFor, layout: layoutOf(innerWidth), tab: tabOf(location.hash), demo: boot.demo, host: location.host, folded: false, on, slots: {} }
  const element = screen(view, shown)
  if (root.firstChild) root.replaceChild(element, root.firstChild)
  else root.append(element)
}

const shape = (): string => layoutOf(innerWidth) + tabOf(location.hash)

function redraw(): void {
  if (shown.kind !== 'failure' && drawnAs !== shape()) draw()
}

async function open(): Promise<void> {
  const waiting = setTimeout(draw, SKELETON_AFTER_MS)
  const outcome = await loadContext()
  clearTimeout(waiting)
  show(outcome)
}

function show(outcome: Outcome): void {
  shown = screenOf(outcome)
  if (outcome.state === 'failed') return fail(outcome.failure.kind)
  draw()
  window.kebian = { boot, language, outcome, handOver, shared: { ...shared } }
  loadMain()
}

/** Keeps a failure page going: again on demand, when the page comes back, and by itself where that can help. */
function fail(kind: Parameters<typeof SELF_RETRY.includes>[0]): void {
  const again = async (): Promise<void> => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisible)
    if (shown.kind === 'failure') shown = { ...shown, busy: true }
    draw({ copy })
    bridge.retry()
    show(await loadContext())
  }
  const onVisible = () => document.visibilityState === 'visible' && void again()
  const timer = SELF_RETRY.includes(kind) ? setTimeout(again, SELF_RETRY_MS) : undefined
  document.addEventListener('visibilitychange', onVisible)
  draw({ retry: () => void again(), copy })
  document.getElementById('failure')?.focus({ preventScroll: true })
}

function copy(text: string): void {
  const button = document.activeElement
  bridge.copy(text).then(
    () => button && (button.textContent = firstScreenWords[language].failures.copied),
    () => undefined,
  )
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
