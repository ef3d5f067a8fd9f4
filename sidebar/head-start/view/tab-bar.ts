import { TAB_IDS, type TabId } from '../../tab-id.ts'
import { icon } from './h.ts'
import type { View } from './view.ts'

const ICONS = { customer: 'user', scripts: 'script', materials: 'material', orders: 'order', follow: 'follow' } as const satisfies Record<TabId, string>

/** The bar at the bottom of one column. These are places, so links. */
export function tabBar<N>(view: View<N>, openTasks: number): N {
  return view.h(
    'nav',
    { class: 'tabs', 'aria-label': view.words.tabs.nav },
    TAB_IDS.map((id) => tabLink(view, id, 'm', openTasks)),
  )
}

/** The bar on top of the tools' column: without the customer, and without what has a column of its own. */
export function toolBar<N>(view: View<N>, openTasks: number): N {
  const ids = TAB_IDS.filter((id) => id !== 'customer' && !(view.layout === 'three' && id === 'follow'))
  return view.h(
    'nav',
    { class: 'mid-h', 'aria-label': view.words.tabs.tools },
    ids.map((id) => tabLink(view, id, 's', openTasks)),
  )
}

/** The tab whose content the tools' column shows; undefined where there is no such column. */
export function toolTab({ layout, tab }: Pick<View<unknown>, 'layout' | 'tab'>): Exclude<TabId, 'customer'> | undefined {
  if (layout === 'one') return tab === 'customer' ? undefined : tab
  return tab === 'customer' || (layout === 'three' && tab === 'follow') ? 'scripts' : tab
}

function tabLink<N>(view: View<N>, id: TabId, size: string, open: number): N {
  const { h, words } = view
  const here = view.layout === 'one' ? view.tab === id : toolTab(view) === id
  return h('a', { key: id, href: `#/${id}`, class: here ? 'on' : undefined, 'aria-current': here ? 'page' : undefined }, [
    icon(h, ICONS[id], size),
    h('span', null, [words.tabs[id]]),
    id === 'follow' && badge(view, open),
  ])
}

/** What is kept from the server goes before what is to be done. */
export function badge<N>({ h, words, stuck = 0 }: View<N>, openTasks: number): N | false {
  const count = stuck || openTasks
  const shown = count > 99 ? '99+' : String(count)
  return count > 0 && h('span', { class: 'bdg', role: 'img', 'aria-label': words.tabs[stuck ? 'stuck' : 'items'](shown) }, [shown])
}
