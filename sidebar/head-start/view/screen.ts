import { moment } from '../../ui/moments.ts'
import type { Bundle } from '../outcome.ts'
import { awayPage } from './away.ts'
import { fields } from './fields.ts'
import { icon, type Child } from './h.ts'
import { header } from './header.ts'
import { nowStrip } from './now-strip.ts'
import { followers, identities } from './people.ts'
import { columnSkeleton, customerSkeleton, headerSkeleton } from './skeleton.ts'
import { badge, tabBar, toolBar } from './tab-bar.ts'
import { tags } from './tags.ts'
import type { Screen, View } from './view.ts'

/** The whole page, from one root element. */
export function screen<N>(view: View<N>, what: Screen): N {
  const { h, slots } = view
  if (what.kind === 'away') return h('div', { class: 'shell' }, [awayPage(view, what.failure, what.busy)])
  const openTasks = what.kind === 'customer' ? what.bundle.openTasks : 0
  return h('div', { class: `shell ${view.layout} at-${view.tab}${what.kind === 'loading' ? ' waiting' : ''}` }, [
    ...(slots.top ?? []),
    what.kind === 'customer' && what.staleSince !== undefined && stale(view, what.staleSince),
    what.kind === 'customer' && readOnly(view, what.bundle),
    h('div', { class: 'cols' }, [customerColumn(view, what), toolsColumn(view, openTasks), followColumn(view, openTasks)]),
    view.layout === 'one' && tabBar(view, openTasks),
    ...(slots.overlays ?? []),
  ])
}

function customerColumn<N>(view: View<N>, what: Exclude<Screen, { kind: 'away' }>): N {
  const { h, words, on, slots } = view
  return h('section', { key: 'customer', class: 'col customer', 'aria-label': words.tabs.customer }, [
    what.kind === 'customer' ? header(view, what.bundle, what.me) : headerSkeleton(view),
    h('main', { class: 'scroll', tabindex: '0', onScroll: on.scroll }, [
      ...(what.kind === 'customer' ? cards(view, what.bundle) : customerSkeleton(view)),
      ...(slots.foot ?? []),
    ]),
  ])
}

function cards<N>(view: View<N>, bundle: Bundle): Child<N>[] {
  return [nowStrip(view, bundle), fields(view, bundle), tags(view, bundle), identities(view, bundle), followers(view, bundle)]
}

function toolsColumn<N>(view: View<N>, openTasks: number): N | false {
  const { h, layout, tab, words, slots } = view
  if (layout === 'one' && tab === 'customer') return false
  return h('section', { key: 'tools', class: 'col tools', 'aria-label': words.tabs.tools }, [
    layout !== 'one' && toolBar(view, openTasks),
    slots.tools ?? columnSkeleton(view),
  ])
}

function followColumn<N>(view: View<N>, openTasks: number): N | false {
  const { h, layout, words, slots } = view
  if (layout !== 'three') return false
  return h('section', { key: 'follow', class: 'col follow', 'aria-label': words.tabs.follow }, [
    h('div', { class: 'mid-h' }, [h('h2', { class: 'on' }, [icon(h, 'follow', 's'), h('span', null, [words.tabs.follow]), badge(view, openTasks)])]),
    slots.follow ?? columnSkeleton(view),
  ])
}

function stale<N>({ h, words, now }: View<N>, since: number): N {
  return h('div', { key: 'stale', class: 'banner warn', role: 'status' }, [
    icon(h, 'plug', 's'),
    h('span', { class: 'grow' }, [words.missing.stale(navigator.onLine, moment(since, now))]),
  ])
}

function readOnly<N>({ h, words, now }: View<N>, { lookedAt, owner }: Bundle): N | false {
  if (!lookedAt) return false
  return h('div', { class: 'banner ac', role: 'status' }, [
    icon(h, 'eye', 's'),
    h('span', { class: 'grow' }, [words.customer.readOnly(moment(lookedAt, now), owner?.name)]),
  ])
}
