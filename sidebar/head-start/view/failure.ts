import type { FirstScreenWords } from '../../words/first-screen.ts'
import { icon } from './h.ts'
import type { SoftFailure, View } from './view.ts'

type Kind = SoftFailure['kind']
type Act = 'retry' | 'copy' | 'login' | 'simulator'

/** Picture, its tone, and what can be done; the first act is the primary one. */
const PAGES: Record<Kind, [Parameters<typeof icon>[1], string, Act[]]> = {
  outside: ['desk', 'ac', ['simulator']],
  signature: ['shieldx', 'danger', ['retry', 'copy']],
  no_permission: ['lock', 'warn', ['copy', 'retry']],
  not_in_range: ['lock', 'warn', ['copy', 'retry']],
  session: ['retry', 'n', ['login']],
  server: ['plug', 'warn', ['retry']],
  wecom: ['plug', 'warn', ['retry', 'copy']],
  rate: ['clock', 'warn', ['retry']],
  unsupported: ['mobile', 'warn', ['retry', 'copy']],
  timeout: ['clock', 'warn', ['retry', 'copy']],
  wrong_entry: ['chat', 'n', ['retry']],
  bridge: ['alert', 'danger', ['retry', 'copy']],
  bug: ['alert', 'danger', ['retry', 'copy']],
  unknown_customer: ['userx', 'n', ['retry']],
  group: ['users', 'n', ['retry']],
  none: ['chat', 'n', ['retry']],
}

/** These try again by themselves. */
export const SELF_RETRY: readonly Kind[] = ['server', 'wecom', 'rate']
export const SELF_RETRY_MS = 10_000

/** What happened, why, what to do; the technical words small at the end. */
export function failurePage<N>(view: View<N>, failure: SoftFailure, busy = false): N {
  const { h, words } = view
  const [picture, tone, acts] = PAGES[failure.kind]
  const { title, why } = words.failures[failure.kind]
  const steps = fixOf(words, failure.kind, view.host)
  const shown = acts.filter((act) => act !== 'simulator' || view.demo)
  return h('main', { class: 'void', 'aria-labelledby': 'failure' }, [
    h('span', { class: `glyph ${tone}` }, [icon(h, picture)]),
    h('h1', { id: 'failure', tabindex: '-1' }, [title]),
    h('p', null, [why]),
    steps.length > 0 && h('ol', { class: 'how' }, steps.map((step, at) => h('li', { key: step }, [h('b', { 'aria-hidden': 'true' }, [String(at + 1)]), h('span', null, [step])]))),
    shown.length > 0 && h('div', { class: 'acts' }, shown.map((act, at) => button(view, failure, act, at === 0, busy))),
    failure.keyword !== '' && h('p', { class: 'ref' }, [reference(words, failure)]),
  ])
}

function button<N>({ h, words, on, host }: View<N>, failure: SoftFailure, act: Act, primary: boolean, busy: boolean): N {
  const looks = primary ? 'btn p w' : 'btn n w'
  const say = words.failures
  if (act === 'login') return h('a', { key: act, class: looks, href: '/auth/login?to=/sidebar/' }, [say.login])
  if (act === 'simulator') return h('a', { key: act, class: looks, href: '/simulator/', target: '_top' }, [say.simulator])
  if (act === 'copy') return h('button', { key: act, type: 'button', class: looks, onClick: on.copy && (() => on.copy?.(forAdmin(words, failure, host))) }, [say.copyForAdmin])
  return h('button', { key: act, type: 'button', class: looks, disabled: busy || undefined, onClick: on.retry }, [SELF_RETRY.includes(failure.kind) ? say.retryNow : say.retry])
}

function fixOf(words: FirstScreenWords, kind: Kind, host: string): string[] {
  const { fix } = words.failures[kind]
  return typeof fix === 'function' ? fix(host) : fix
}

function reference(words: FirstScreenWords, { keyword, requestId }: SoftFailure): string {
  return requestId ? `${keyword} · ${words.failures.request(requestId)}` : keyword
}

/** What an admin needs, as plain lines. */
function forAdmin(words: FirstScreenWords, failure: SoftFailure, host: string): string {
  const { title, why } = words.failures[failure.kind]
  return [title, why, ...fixOf(words, failure.kind, host).map((step, at) => `${at + 1}. ${step}`), `${reference(words, failure)} · ${host}`].join('\n')
}
