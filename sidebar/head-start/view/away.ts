import type { Failure } from '../outcome.ts'
import { icon } from './h.ts'
import type { View } from './view.ts'

/** How long until the page for a server that is away tries again by itself, in milliseconds. */
export const RETRY_MS = 10_000

/** The one failure page that cannot be fetched: there is nobody to send it. */
export function awayPage<N>({ h, words, on }: View<N>, { keyword, requestId }: Failure, busy: boolean): N {
  return h('main', { class: 'void', 'aria-labelledby': 'failure' }, [
    h('span', { class: 'glyph warn' }, [icon(h, 'plug')]),
    h('h1', { id: 'failure', tabindex: '-1' }, [words.away.title]),
    h('p', null, [words.away.why]),
    h('div', { class: 'acts' }, [h('button', { type: 'button', class: 'btn p w', disabled: busy || undefined, onClick: on.retry }, [words.away.retry])]),
    h('p', { class: 'ref' }, [requestId ? `${keyword} · ${words.away.request(requestId)}` : keyword]),
  ])
}
