import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { who } from '../../simulator/demo/contacts.ts'

const MINUTE = 60_000

describe.each(['sqlite', 'postgres'] as const)('a look on %s', (engine) => {
  let test: TestApp
  let customerId: string
  const cookies: Record<string, string> = {}
  const get = async (userId: string, path: string) => (await test.call('GET', `/api${path}`, { cookie: cookies[userId]! })).body
  const open = async (userId: string) =>
    (await test.call('POST', '/api/context', { cookie: cookies[userId]!, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })).body
  const lookRows = async () => {
    const { audit } = test.app.store.tables
    return test.app.store.read
      .select({ employeeId: audit.employeeId })
      .from(audit)
      .where(and(eq(audit.customerId, customerId), eq(audit.action, 'customer_read')))
  }
  const looksInTimeline = async (userId: string) => (await get(userId, `/customers/${customerId}/timeline?kind=look`)).events

  beforeAll(async () => {
    test = await startTestApp({ engine })
    for (const userId of ['shen_ke', 'fang_hui', 'gu_yuan', 'he_zhou']) cookies[userId] = await test.signIn(userId)
    customerId = (await open('shen_ke')).bundle.customer.customerId
  })
  afterAll(() => test.close())

  it('of those who follow leaves no trace', async () => {
    expect((await open('shen_ke')).bundle).not.toHaveProperty('lookedAt')
    expect([await lookRows(), await looksInTimeline('shen_ke'), (await get('shen_ke', '/looks')).looks]).toEqual([[], [], []])
  })

  it('is one for half an hour, however much is read and at once, and the owner sees it', async () => {
    const began = test.clock.now
    const paths = ['', '/timeline', '/tasks', '/orders'].map((path) => get('fang_hui', `/customers/${customerId}${path}`))
    const [bundle] = await Promise.all([...paths, open('fang_hui')])
    expect(bundle).toMatchObject({ access: 'team', lookedAt: began.toISOString(), relation: { remark: '巧姐 温州两家店' } })
    test.clock.now = new Date(began.getTime() + 29 * MINUTE)
    expect((await open('fang_hui')).bundle.lookedAt).toBe(began.toISOString())
    expect(await lookRows()).toHaveLength(1)
    expect(await looksInTimeline('shen_ke')).toMatchObject([
      { kind: 'look', code: 'customer_looked_at', actor: { name: '方慧' }, occurredAt: began.toISOString() },
    ])
    expect((await get('shen_ke', '/looks')).looks).toEqual([
      { customerId, name: '巧姐 温州两家店', by: { employeeId: expect.any(String), name: '方慧' }, at: began.toISOString() },
    ])
    test.clock.now = new Date(began.getTime() + 31 * MINUTE)
    expect((await open('fang_hui')).bundle.lookedAt).toBe(test.clock.now.toISOString())
    expect([await lookRows(), await looksInTimeline('shen_ke')].map(({ length }) => length)).toEqual([2, 2])
    expect((await get('shen_ke', '/looks')).looks).toHaveLength(1)
  })

  it('is each one’s own, is told to no colleague, and makes nobody active', async () => {
    const [before] = (await get('shen_ke', '/customers')).customers
    test.clock.now = new Date(test.clock.now.getTime() + 60 * MINUTE)
    await open('gu_yuan')
    expect((await get('shen_ke', '/looks')).looks.map(({ by }: { by: { name: string } }) => by.name)).toEqual(['顾远', '方慧'])
    expect([(await get('he_zhou', '/looks')).looks, (await get('fang_hui', '/looks')).looks]).toEqual([[], []])
    const [after] = (await get('shen_ke', '/customers')).customers
    expect(after).toEqual(before)
  })
})
