import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp, h, render, type VNode } from 'vue'
import { Bundle as BundleContract } from '../../../shared/contracts/customers.ts'
import { Me as MeContract } from '../../../shared/contracts/session.ts'
import { vueH } from '../../features/customer/vue-h.ts'
import { TAB_IDS, type TabId } from '../../tab-id.ts'
import { configureFormat } from '../../ui/moments.ts'
import { firstScreenWords, type Language } from '../../words/first-screen.ts'
import type { Bundle, Me } from '../outcome.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import { domH, type H } from './h.ts'
import { screen } from './screen.ts'
import type { Layout, Screen, View } from './view.ts'

const now = Date.parse('2026-11-19T07:21:00.000Z')
const customers = arbitraryOf(BundleContract) as fc.Arbitrary<Bundle>
const employees = arbitraryOf(MeContract) as fc.Arbitrary<Me>
const places = fc.record({ layout: fc.constantFrom<Layout>('one', 'two', 'three'), tab: fc.constantFrom<TabId>(...TAB_IDS) })
const LOOKS = (['light', 'dark'] as const).flatMap((theme) => (['zh-CN', 'en'] as const).map((language) => ({ theme, language })))

afterEach(() => {
  document.body.textContent = ''
  document.documentElement.removeAttribute('data-theme')
})

function viewOf<N>(h: H<N>, language: Language, place: { layout: Layout; tab: TabId }, on: View<N>['on'] = {}): View<N> {
  return { h, words: firstScreenWords[language], now, folded: false, on, slots: {}, ...place }
}

function page(): HTMLElement {
  const root = document.createElement('div')
  document.body.append(root)
  return root
}

function drawnByHeadStart(language: Language, place: { layout: Layout; tab: TabId }, what: Screen): HTMLElement {
  const root = page()
  root.append(screen(viewOf(domH, language, place), what))
  return root
}

/** Every element below, to be compared by identity. */
const elementsOf = (root: Element): Element[] => [...root.querySelectorAll('*')]

describe('the head start and Vue', () => {
  it('draw the same page for 200 generated bundles in both themes and both languages, and Vue takes over the elements as they are', () => {
    const complaints = [vi.spyOn(console, 'warn').mockImplementation(() => {}), vi.spyOn(console, 'error').mockImplementation(() => {})]
    let drawn = 0
    fc.assert(
      fc.property(customers, employees, places, (bundle, me, place) => {
        drawn++
        const what: Screen = { kind: 'customer', bundle, me }
        for (const { theme, language } of LOOKS) {
          document.documentElement.setAttribute('data-theme', theme)
          configureFormat({ language, timeZone: 'Asia/Shanghai' })
          const first = drawnByHeadStart(language, place, what)
          const html = first.innerHTML
          const elements = elementsOf(first)

          const fresh = page()
          render(screen(viewOf(vueH, language, place), what), fresh)
          expect(fresh.innerHTML).toBe(html)

          const app = createSSRApp({ render: () => screen(viewOf(vueH, language, place, { stage: () => undefined }), what) })
          app.mount(first)
          expect(first.innerHTML).toBe(html)
          expect(elementsOf(first).every((element, at) => element === elements[at])).toBe(true)
          app.unmount()
          document.body.textContent = ''
        }
      }),
      { numRuns: 200 },
    )
    expect(drawn).toBe(200)
    expect(complaints.flatMap((spy) => spy.mock.calls)).toEqual([])
  }, 120_000)

  it.each<Screen>([{ kind: 'loading' }, { kind: 'away', failure: { kind: 'server', keyword: 'unavailable', requestId: 'req-1' }, busy: true }])(
    'draw the same page: %j',
    (what) => {
      for (const { language } of LOOKS) {
        const place = { layout: 'three', tab: 'customer' } as const
        const fresh = page()
        render(screen(viewOf(vueH, language, place), what), fresh)
        expect(fresh.innerHTML).toBe(drawnByHeadStart(language, place, what).innerHTML)
      }
    },
  )

  it('attaches listeners to the elements that are there already', () => {
    const stage = vi.fn()
    const bundle = fc.sample(
      customers.filter(({ access, opportunity }) => access === 'own' && opportunity !== undefined),
      { numRuns: 1, seed: 1 },
    )[0] as Bundle
    const me = { employeeId: '', userId: '', name: '', role: 'sales' } as const
    const place = { layout: 'one', tab: 'customer' } as const
    const root = drawnByHeadStart('zh-CN', place, { kind: 'customer', bundle, me })
    const pill = root.querySelector<HTMLElement>('button.stage')
    createSSRApp({ render: (): VNode => h(() => screen(viewOf(vueH, 'zh-CN', place, { stage }), { kind: 'customer', bundle, me })) }).mount(root)
    pill?.click()
    expect(stage).toHaveBeenCalledOnce()
  })
})
