import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { bundleOf, id, mountOn, refusal, show, stubApi } from '../fixtures/test-kit.ts'
import OrdersTab from './OrdersTab.vue'
import { rhythm } from './order-facts.ts'
import type { OrderRow } from './use-orders.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: {} }))
afterEach(() => (document.body.innerHTML = ''))

function order(tail: string, over: Partial<OrderRow> = {}): OrderRow {
  return {
    orderId: id(tail),
    number: `QG${tail}`,
    source: 'shop',
    status: 'completed',
    amountMinor: 184000,
    refundedMinor: 0,
    currency: 'CNY',
    placedAt: '2025-11-16T02:00:00.000Z',
    itemCount: 2,
    firstItem: { name: '保山水洗', quantity: 4 },
    ...over,
  }
}
const total = { currency: 'CNY', netMinor: 1284600, refundedMinor: 26800, count: 9, firstAt: '2025-06-01T02:00:00.000Z', lastAt: '2025-11-16T02:00:00.000Z' }
const text = (): string => document.body.textContent ?? ''

describe('the orders tab', () => {
  it('keeps currencies apart and shows refunds with what was paid', async () => {
    stubApi({
      'GET /customers/:customerId/orders': () => ({
        totals: [total, { ...total, currency: 'JPY', netMinor: 1840 }],
        orders: [order('1', { refundedMinor: 26800, status: 'refunding' }), order('2', { currency: 'JPY', amountMinor: -1840 })],
      }),
    })
    await mountOn(OrdersTab, {})
    expect(Array.from(document.querySelectorAll('dd')).map((one) => one.textContent?.trim())).toEqual(expect.arrayContaining(['¥12,846', 'JP¥1,840']))
    expect(text()).toContain('退款中 ¥268.00')
    expect(text()).toContain('−JP¥1,840')
    expect(text()).toContain('保山水洗 × 4')
    expect(text()).toContain('共 2 种商品')
  })

  it('appends the next page and keeps the totals of the first', async () => {
    stubApi({
      'GET /customers/:customerId/orders': ({ query }) =>
        query.before ? { totals: [], orders: [order('2')] } : { totals: [total], orders: [order('1')], nextCursor: 'p2' },
    })
    await mountOn(OrdersTab, {})
    Array.from(document.querySelectorAll('button'))
      .find((one) => one.textContent?.includes('加载更多'))
      ?.click()
    await flushPromises()
    expect([document.querySelectorAll('li').length, text().includes('¥12,846'), text().includes('都在这里了')]).toEqual([2, true, true])
  })

  it('opens one order with items, refunds and the net amount', async () => {
    const refunded = order('1', { refundedMinor: 26800, amountMinor: 59600 })
    stubApi({
      'GET /customers/:customerId/orders': () => ({ totals: [total], orders: [refunded] }),
      'GET /orders/:orderId': () => ({
        order: refunded,
        items: [{ name: '手冲壶', productId: 'p', quantity: 1, unitMinor: 59600, totalMinor: 59600 }],
        refunds: [{ amountMinor: 26800, reason: '壶嘴破损', at: '2025-11-18T02:00:00.000Z' }],
      }),
    })
    await mountOn(OrdersTab, {})
    document.querySelector<HTMLElement>('li button')?.click()
    await flushPromises()
    const dialog = document.querySelector('[role=dialog]')?.textContent ?? ''
    for (const part of ['手冲壶', '¥596.00', '壶嘴破损', '−¥268.00', '¥328.00']) expect(dialog).toContain(part)
  })

  it('says that there are none, and why', async () => {
    stubApi({ 'GET /customers/:customerId/orders': () => ({ totals: [], orders: [] }) })
    await mountOn(OrdersTab, {})
    expect(text()).toContain('还没有订单')
  })

  it('offers another try when they could not be read', async () => {
    let up = false
    stubApi({ 'GET /customers/:customerId/orders': () => (up ? { totals: [], orders: [order('1')] } : refusal(500, 'internal')) })
    await mountOn(OrdersTab, {})
    up = true
    Array.from(document.querySelectorAll('button'))
      .find((one) => one.textContent?.trim() === '重试')
      ?.click()
    await flushPromises()
    expect(text()).toContain('QG1')
  })

  it('never shows the orders of another customer', async () => {
    let late = (): void => undefined
    stubApi({
      'GET /customers/:customerId/orders': ({ params }) =>
        params.customerId === id('C1')
          ? new Promise((resolve) => (late = () => resolve({ totals: [], orders: [order('1')] })))
          : { totals: [], orders: [order('2')] },
    })
    await mountOn(OrdersTab, {})
    show(bundleOf(id('C2')))
    await flushPromises()
    late()
    await flushPromises()
    expect([text().includes('QG2'), text().includes('QG1')]).toEqual([true, false])
  })
})

describe('the rhythm of orders', () => {
  it('counts days since the last and between them; one order, or all on one day, has no interval', () => {
    const now = Date.parse('2025-11-19T02:00:00Z')
    expect(rhythm(total, now)).toEqual({ daysAgo: 3, interval: 21 })
    expect(rhythm({ ...total, count: 1 }, now)).toEqual({ daysAgo: 3 })
    expect(rhythm({ ...total, firstAt: total.lastAt }, now)).toEqual({ daysAgo: 3 })
  })
})
