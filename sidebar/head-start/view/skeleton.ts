import { card } from './fields.ts'
import type { H } from './h.ts'
import type { View } from './view.ts'

/** The header's twin: the same 97 px. */
export function headerSkeleton<N>({ h, words }: View<N>): N {
  return h('header', { class: 'ch', 'aria-busy': 'true', 'aria-label': words.skeleton.loading }, [
    h('div', { class: 'ch-top' }, [
      h('i', { class: 'sk av big' }),
      h('div', { class: 'ch-id' }, [h('i', { class: 'sk w140 h16' }), h('i', { class: 'sk w180 h12' })]),
    ]),
    h('div', { class: 'ch-meta' }, [h('i', { class: 'sk w140 h30' }), h('i', { class: 'sk w60 h16' })]),
  ])
}

/** Twins of the now strip and the profile. */
export function customerSkeleton<N>(view: View<N>): N[] {
  const { h, words } = view
  return [
    h('section', { class: 'now' }, [
      h(
        'ul',
        null,
        [1, 2, 3].map((key) => h('li', { key: String(key) }, [h('span', { class: 'ic' }, [h('i', { class: 'sk dot' })]), lines(h)])),
      ),
    ]),
    card(view, words.skeleton.fields, undefined, [
      h(
        'div',
        { class: 'fields' },
        [1, 2, 3, 4].map((key) => h('div', { key: String(key), class: 'fd' }, [h('i', { class: 'sk w60 h12' }), h('i', { class: 'sk w100 h12' })])),
      ),
    ]),
  ]
}

/** Stands in a column until its content has loaded. */
export function columnSkeleton<N>({ h }: View<N>): N {
  return h('div', { class: 'scroll', 'aria-hidden': 'true' }, [
    h(
      'div',
      { class: 'card' },
      [1, 2, 3, 4].map((key) => h('div', { key: String(key), class: 'li tall' }, [lines(h)])),
    ),
  ])
}

function lines<N>(h: H<N>): N {
  return h('div', { class: 'grow' }, [h('i', { class: 'sk w140 h12' }), h('i', { class: 'sk w180 h12' })])
}
