import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { who } from '../../simulator/demo/contacts.ts'

describe.each(['sqlite', 'postgres'] as const)('the context on %s', (engine) => {
  let test: TestApp
  let sales: string
  const open = (externalUserId: string, cookie = sales, entry = 'single_chat_tools') =>
    test.call('POST', '/api/context', { cookie, body: { entry, externalUserId } })

  beforeAll(async () => {
    test = await startTestApp({ engine })
    sales = await test.signIn('shen_ke')
  })
  afterAll(() => test.close())

  it('fills a new customer from WeCom and answers with all that the first screen shows', async () => {
    const { status, body } = await open(who.qiaojie)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'customer',
      me: { userId: 'shen_ke', name: '沈可', role: 'sales' },
      bundle: {
        customer: { name: '巧姐 温州两家店', nickname: '阿巧的茶铺子', kind: 'wechat', gender: 'female', corpName: '巧茶' },
        access: 'own',
        relation: { remark: '巧姐 温州两家店', addWay: 1, version: 1 },
        owner: { name: '沈可' },
        opportunity: { version: 1 },
        openTasks: 0,
      },
    })
    expect(body.bundle.followers.map(({ name, isOwner }: { name: string; isOwner: boolean }) => [name, isOwner])).toEqual([
      ['沈可', true],
      ['唐琪', false],
    ])
    expect(body.bundle.identities.map(({ type, label }: { type: string; label: string }) => [type, label])).toContainEqual(['phone', '154****0201'])
    const names = body.bundle.tagGroups.flatMap(({ tags }: { tags: { name: string }[] }) => tags.map(({ name }) => name))
    expect(names).toContain('爱发语音')
    expect(JSON.stringify(body)).not.toContain('15400000201')
  })

  it('takes at most six statements once the customer is known, the session among them', async () => {
    await open(who.qiaojie)
    test.statements.length = 0
    expect((await open(who.qiaojie)).status).toBe(200)
    expect(test.statements.length).toBeLessThanOrEqual(6)
    expect(test.statements.length).toBeGreaterThan(3)
    const { body } = await open(who.qiaojie)
    test.statements.length = 0
    const again = await test.call('GET', `/api/customers/${body.bundle.customer.customerId}`, { cookie: sales })
    expect(again.body).toEqual(body.bundle)
    expect(test.statements.length).toBeLessThanOrEqual(6)
  })

  it('answers alike for a foreign and for an unknown contact', async () => {
    const owner = await test.signIn('he_zhou')
    expect((await open(who.yezi, owner)).body.state).toBe('customer')
    const foreign = await open(who.yezi)
    const unknown = await open('wmNobodyKnowsThisOne')
    expect(foreign.status).toBe(200)
    expect(foreign.body).toEqual(unknown.body)
    expect(foreign.body).toEqual({ state: 'unknown', me: expect.objectContaining({ userId: 'shen_ke' }) })
    // and again, when both are remembered as out of reach
    expect((await open(who.yezi)).body).toEqual((await open('wmNobodyKnowsThisOne')).body)
  })

  it('is soft about half, one-way and masked contacts, groups and other places', async () => {
    const he = await test.signIn('he_zhou')
    const fang = await test.signIn('fang_hui')
    expect((await open(who.summer, he)).body.state).toBe('unknown')
    expect((await open(who.dengjun)).body.bundle.customer.name).toBe('邓总 建材')
    expect((await open(who.masked, fang)).body.bundle.customer).toMatchObject({ name: '', nickname: '' })
    expect((await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'group_chat_tools', chatId: 'wrX' } })).body.state).toBe('group')
    expect((await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'normal' } })).body.state).toBe('none')
  })

  it('answers from what it knows while WeCom does not answer, and says so for somebody new', async () => {
    await open(who.xiaoman)
    await test.setFaults([{ call: 'externalcontact/get', effect: 'errcode', value: 45009 }])
    expect((await open(who.xiaoman)).status).toBe(200)
    expect((await open(who.dengjun)).body.state).toBe('customer')
    const failed = await open('wmNewWhileDown')
    expect(failed.status).toBe(502)
    expect(failed.body.error).toMatchObject({ code: 'wecom_failed', details: { errcode: 45009 } })
    await test.setFaults([])
  })

  it('waits for what WeCom has now once the picture is an hour old', async () => {
    await open(who.xiaoman)
    const { followRelations, customers } = test.app.store.tables
    const before = test.clock.now
    test.clock.now = new Date(before.getTime() + 61 * 60_000)
    const cookie = await test.signIn('shen_ke')
    await test.app.store.write(
      async (tx) => void (await tx.update(followRelations).set({ remark: 'stale' }).where(eq(followRelations.externalUserId, who.xiaoman))),
    )
    expect((await open(who.xiaoman, cookie)).body.bundle.relation.remark).toBe('满满 奶茶店')
    const [row] = await test.app.store.read
      .select({ syncedAt: customers.syncedAt })
      .from(customers)
      .innerJoin(followRelations, eq(followRelations.customerId, customers.id))
      .where(eq(followRelations.externalUserId, who.xiaoman))
    expect(row?.syncedAt).toEqual(test.clock.now)
    test.clock.now = before
  })
})
