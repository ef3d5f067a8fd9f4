import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { newId } from '../../db/new-id.ts'
import { who } from '../../simulator/demo/contacts.ts'

describe.each(['sqlite', 'postgres'] as const)('orders on %s', (engine) => {
  let test: TestApp
  let cookie: string
  let customerId: string
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    test = await startTestApp({ engine })
    cookie = await test.signIn('shen_ke')
    const { body } = await test.call('POST', '/api/context', { cookie, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    customerId = body.bundle.customer.customerId
    const now = test.clock.now
    const corpId = test.app.config.wecom.corpId
    const { tables } = test.app.store
    const identity = (value: string, owner: string | null) => {
      ids[value] = newId(now)
      return { id: ids[value], corpId, type: 'shop_account' as const, namespace: '店', value, label: value, customerId: owner, createdAt: now, updatedAt: now }
    }
    const order = (number: string, account: string, day: number, more: object = {}) => {
      ids[number] = newId(now)
      const at = new Date(Date.UTC(2026, 0, day))
      const row = {
        id: ids[number],
        corpId,
        source: '店',
        number,
        identityId: ids[account] ?? '',
        status: 'completed' as const,
        currency: 'CNY',
        amountMinor: 1000,
        itemCount: 1,
        placedAt: at,
        sourceVersion: 0,
        contentHash: '',
      }
      return { ...row, createdAt: at, updatedAt: at, ...more }
    }
    await test.app.store.write(async (tx) => {
      await tx.insert(tables.identities).values([identity('one', customerId), identity('two', customerId), identity('stranger', null)])
      await tx
        .insert(tables.orders)
        .values([
          order('A1', 'one', 1),
          order('A2', 'two', 2, { amountMinor: 3000, refundedMinor: 500, status: 'refunding' }),
          order('A3', 'one', 2, { status: 'cancelled', amountMinor: 9900 }),
          order('A4', 'one', 3, { status: 'created', amountMinor: 7700 }),
          order('A5', 'two', 4, { currency: 'JPY', amountMinor: 250 }),
          order('A6', 'one', 5, { status: 'refunded', amountMinor: 0, refundedMinor: 400 }),
          order('S1', 'stranger', 6),
        ])
      await tx.insert(tables.orderItems).values([
        { orderId: ids.A2 ?? '', corpId, position: 2, productId: 'p2', name: '盖碗', quantity: 1, unitMinor: 1000, totalMinor: 1000 },
        { orderId: ids.A2 ?? '', corpId, position: 1, productId: 'p1', name: '肉桂', quantity: 2, unitMinor: 1000, totalMinor: 2000 },
      ])
      await tx
        .insert(tables.refunds)
        .values({ id: newId(now), corpId, orderId: ids.A2 ?? '', source: '店', sourceId: 'r1', amountMinor: 500, currency: 'CNY', reason: '磕碰', at: now })
    })
  })
  afterAll(() => test.close())

  const list = (query = '', as = cookie) => test.call('GET', `/api/customers/${customerId}/orders${query}`, { cookie: as })
  const numbers = (body: { orders: { number: string }[] }) => body.orders.map(({ number }) => number)

  it('lists the orders of all accounts of the customer, newest first, with what was bought first', async () => {
    const { status, body } = await list()
    expect(status).toBe(200)
    expect(numbers(body)).toEqual(['A6', 'A5', 'A4', 'A3', 'A2', 'A1'])
    expect(body.nextCursor).toBeUndefined()
    expect(body.orders[4]).toMatchObject({
      status: 'refunding',
      amountMinor: 3000,
      refundedMinor: 500,
      placedAt: '2026-01-02T00:00:00.000Z',
      firstItem: { name: '肉桂', quantity: 2 },
    })
    expect(body.orders[0].firstItem).toBeUndefined()
  })

  it('adds up per currency what was paid and not paid back; unpaid and cancelled orders count, their amounts do not', async () => {
    expect((await list()).body.totals).toEqual([
      {
        currency: 'CNY',
        netMinor: 1000 + 3000 - 500 - 400,
        refundedMinor: 900,
        count: 5,
        firstAt: '2026-01-01T00:00:00.000Z',
        lastAt: '2026-01-05T00:00:00.000Z',
      },
      { currency: 'JPY', netMinor: 250, refundedMinor: 0, count: 1, firstAt: '2026-01-04T00:00:00.000Z', lastAt: '2026-01-04T00:00:00.000Z' },
    ])
  })

  it('gives every order once over pages, also those of one moment, and totals with the first only', async () => {
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page === 0 || cursor; page++) {
      const { body } = await list(`?limit=1${cursor && `&before=${cursor}`}`)
      seen.push(...numbers(body))
      expect(body.totals.length).toBe(page === 0 ? 2 : 0)
      cursor = body.nextCursor ?? ''
    }
    expect(seen).toEqual(numbers((await list()).body))
  })

  it('asks the database as often for a long page as for a short one', async () => {
    const statements = async (query: string) => {
      test.statements.length = 0
      await list(query)
      return test.statements.length
    }
    expect(await statements('?limit=6')).toBe(await statements('?limit=2'))
  })

  it.each(['garbage', 'MTIz', '..', encodeURIComponent('1.'), Buffer.from('99999999999999999.01ARZ3NDEKTSV4RRFFQ69G5FAV').toString('base64url')])(
    'refuses the cursor %j',
    async (cursor) => {
      const { status, body } = await list(`?before=${cursor}`)
      expect([status, body.error.code]).toEqual([400, 'bad_request'])
    },
  )

  it('shows one order with its items in order and its refunds', async () => {
    const { body } = await test.call('GET', `/api/orders/${ids.A2}`, { cookie })
    expect(body.order).toMatchObject({ number: 'A2', firstItem: { name: '肉桂' } })
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['肉桂', '盖碗'])
    expect(body.refunds).toEqual([{ amountMinor: 500, reason: '磕碰', at: test.clock.now.toISOString() }])
  })

  it('hides the orders of customers out of reach and of accounts that nobody is linked to', async () => {
    const stranger = await test.signIn('he_zhou')
    expect((await list('', stranger)).status).toBe(404)
    expect((await test.call('GET', `/api/orders/${ids.A2}`, { cookie: stranger })).status).toBe(404)
    expect((await test.call('GET', `/api/orders/${ids.S1}`, { cookie })).status).toBe(404)
  })
})
