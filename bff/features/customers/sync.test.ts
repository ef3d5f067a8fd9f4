import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { buildApp } from '../../app.ts'
import { who } from '../../simulator/demo/contacts.ts'
import type { ExternalContact } from '../../wecom/client.ts'
import { syncCustomer } from './index.ts'

const MINUTE_MS = 60_000
const question = (externalUserId: string) => ({ entry: 'single_chat_tools', externalUserId })

describe.each(['sqlite', 'postgres'] as const)('what WeCom says of a known customer, on %s', (engine) => {
  let test: TestApp
  let sales: string
  let customerId: string

  const open = async (externalUserId: string = who.qiaojie, cookie = sales) =>
    (await test.call('POST', '/api/context', { cookie, body: question(externalUserId) })).body
  const look = (cookie = sales) => test.call('GET', `/api/customers/${customerId}`, { cookie })
  const pass = (minutes: number) => (test.clock.now = new Date(test.clock.now.getTime() + minutes * MINUTE_MS))
  const refuse = (errcode: number) => test.setFaults([{ call: 'externalcontact/get', effect: 'errcode', value: errcode }])
  const remarkOf = async (remark: string) => {
    const { followRelations } = test.app.store.tables
    await test.app.store.write(async (tx) => void (await tx.update(followRelations).set({ remark }).where(eq(followRelations.externalUserId, who.qiaojie))))
  }
  const customer = async () => {
    const { customers, followRelations } = test.app.store.tables
    const [row] = await test.app.store.read.select().from(customers).where(eq(customers.id, customerId))
    const active = await test.app.store.read
      .select({ employeeId: followRelations.employeeId })
      .from(followRelations)
      .where(and(eq(followRelations.customerId, customerId), eq(followRelations.active, true)))
    return { ...row!, followers: active.length }
  }
  /** WeCom answers, as far as this goes, with something else than it has. */
  const changed = (change: (contact: ExternalContact) => ExternalContact) => {
    const read = test.app.wecom.externalContact
    vi.spyOn(test.app.wecom, 'externalContact').mockImplementation(async (externalUserId) => change(await read(externalUserId)))
  }
  const without = (userId: string) => changed((contact) => ({ ...contact, followers: contact.followers.filter((follower) => follower.userId !== userId) }))

  beforeAll(async () => {
    test = await startTestApp({ engine })
  })
  beforeEach(async () => {
    pass(120)
    sales = await test.signIn('shen_ke')
    customerId = (await open()).bundle.customer.customerId
    await syncCustomer(test.app, who.qiaojie)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await test.setFaults([])
  })
  afterAll(() => test.close())

  it.each([40096, 84061])('ends reading and writing within the hour when it is %i', async (errcode) => {
    const { version } = (await look()).body.relation
    const { tags } = test.app.store.tables
    const [tag] = await test.app.store.read.select({ id: tags.id }).from(tags).where(eq(tags.kind, 'corp')).limit(1)
    pass(61)
    await refuse(errcode)
    expect(await open()).toEqual({ state: 'unknown', me: expect.anything() })
    expect((await look()).status).toBe(404)
    expect((await test.call('PATCH', `/api/customers/${customerId}/relation`, { cookie: sales, body: { version, remark: '还能改' } })).status).toBe(404)
    expect((await test.call('PUT', `/api/customers/${customerId}/tags/${tag?.id}`, { cookie: sales })).status).toBe(404)
    expect(await customer()).toMatchObject({ followers: 0, ownerId: null, syncedAt: test.clock.now })
    await test.setFaults([])
    expect((await open()).bundle).toMatchObject({ access: 'own', owner: { name: '沈可' } })
    expect(await customer()).toMatchObject({ followers: 2 })
  })

  it('ends access as well when it names no follower in range', async () => {
    pass(61)
    changed((contact) => ({ ...contact, followers: [] }))
    expect((await open()).state).toBe('unknown')
    expect(await customer()).toMatchObject({ followers: 0, ownerId: null, syncedAt: test.clock.now })
  })

  it('passes ownership to the earliest follower that is left, and an owner who no longer follows sees nothing', async () => {
    const tang = await test.signIn('tang_qi')
    pass(61)
    without('shen_ke')
    expect((await open()).state).toBe('unknown')
    expect((await look()).status).toBe(404)
    expect((await look(tang)).body).toMatchObject({ access: 'own', owner: { name: '唐琪' } })
    vi.restoreAllMocks()
    expect((await open()).bundle).toMatchObject({ access: 'own', owner: { name: '唐琪' } })
    without('tang_qi')
    await syncCustomer(test.app, who.qiaojie)
    expect((await look()).body.owner.name).toBe('沈可')
  })

  it('puts the customer in the list of a new follower where it is in the lists of the others', async () => {
    const { customers, followRelations } = test.app.store.tables
    const [other] = (await test.app.store.read.select().from(followRelations)).filter((row) => row.customerId === customerId)
    await test.app.store.write(async (tx) => void (await tx.delete(followRelations).where(eq(followRelations.id, other!.id))))
    await syncCustomer(test.app, who.qiaojie)
    const rows = await test.app.store.read
      .select({ listed: followRelations.activeMs, active: customers.activeMs })
      .from(followRelations)
      .innerJoin(customers, eq(customers.id, followRelations.customerId))
      .where(eq(customers.id, customerId))
    expect(rows.length).toBe(2)
    for (const { listed, active } of rows) expect(listed).toBe(active)
  })

  it('takes nothing from anybody when it refuses the call itself or does not answer', async () => {
    for (const errcode of [40058, 45009, 60020]) {
      pass(61)
      await refuse(errcode)
      const answer = await open()
      expect(answer).toMatchObject({ state: 'customer', bundle: { access: 'own' } })
      expect(answer).not.toHaveProperty('refreshing')
    }
    expect(await customer()).toMatchObject({ followers: 2 })
  })

  it('leaves a customer who deleted the employee with that employee', async () => {
    expect((await open(who.dengjun)).state).toBe('customer')
    pass(61)
    expect((await open(who.dengjun)).bundle).toMatchObject({ access: 'own', relation: { remark: '邓总 建材' } })
  })

  it('comes behind the answer from ten minutes on, and the answer says so', async () => {
    await remarkOf('旧的')
    pass(9)
    expect(await open()).not.toHaveProperty('refreshing')
    pass(2)
    expect(await open()).toMatchObject({ refreshing: true, bundle: { relation: { remark: '旧的' } } })
    await vi.waitFor(async () => expect((await look()).body.relation.remark).not.toBe('旧的'))
    expect(await open()).not.toHaveProperty('refreshing')
  })

  it('is not waited for longer than a moment, and still kept when it comes', async () => {
    const read = test.app.wecom.externalContact
    let release = () => undefined as void
    const held = new Promise<void>((resolve) => (release = resolve))
    vi.spyOn(test.app.wecom, 'externalContact').mockImplementation((externalUserId) => held.then(() => read(externalUserId)))
    await remarkOf('旧的')
    pass(61)
    expect(await open()).toMatchObject({ refreshing: true, bundle: { relation: { remark: '旧的' } } })
    release()
    await vi.waitFor(async () => expect((await look()).body.relation.remark).not.toBe('旧的'))
  })

  it('tells the name and team of a follower who never opened Kebian, and of others once a day', async () => {
    const { employees, teams } = test.app.store.tables
    const [, other] = await test.app.store.read
      .select({ id: teams.id, departmentId: teams.departmentId })
      .from(teams)
      .where(eq(teams.corpId, test.app.config.wecom.corpId))
    const find = async (userId: string) => (await test.app.store.read.select().from(employees).where(eq(employees.userId, userId)))[0]!
    const forget = (userId: string, seenAt: Date | null) =>
      test.app.store.write(
        async (tx) =>
          void (await tx.update(employees).set({ seenAt, name: '从前', teamId: null, updatedAt: test.clock.now }).where(eq(employees.userId, userId))),
      )
    const read = test.app.wecom.member
    const members = vi
      .spyOn(test.app.wecom, 'member')
      .mockImplementation(async (userId) => ({ ...(await read(userId)), mainDepartmentId: other!.departmentId }))
    await forget('tang_qi', null)
    await forget('shen_ke', test.clock.now)
    await syncCustomer(test.app, who.qiaojie)
    expect(await find('tang_qi')).toMatchObject({ name: '唐琪', teamId: other!.id, seenAt: null, role: 'sales' })
    expect(await find('shen_ke')).toMatchObject({ name: '从前', teamId: null })
    pass(24 * 60 + 1)
    await syncCustomer(test.app, who.qiaojie)
    expect(await find('shen_ke')).toMatchObject({ name: '沈可', teamId: other!.id })
    members.mockRejectedValue(new Error('away'))
    pass(24 * 60 + 1)
    expect(await syncCustomer(test.app, who.qiaojie)).toBe(customerId)
    expect(await find('shen_ke')).toMatchObject({ name: '沈可', teamId: other!.id })
  })
})

describe('two servers on one PostgreSQL', () => {
  it('make one customer of a contact that both open for the first time at once', async () => {
    const test = await startTestApp({ engine: 'postgres' })
    const { config, store } = test.app
    const second = await buildApp({ config, clock: () => test.clock.now, sidebarFolder: join(config.dataDir, '..', 'sidebar') })
    try {
      const cookie = await test.signIn('shen_ke')
      for (const contact of [who.qiaojie, who.xiaoman, who.dengjun, who.kelvin]) {
        const both = await Promise.all(
          [test.app, second].map((app) => app.inject({ method: 'POST', url: '/api/context', headers: { cookie }, payload: question(contact) })),
        )
        expect(both.map((answer) => answer.json())).toEqual([expect.objectContaining({ state: 'customer' }), expect.objectContaining({ state: 'customer' })])
        const [first, other] = both.map((answer) => answer.json().bundle.customer.customerId)
        expect(other).toBe(first)
      }
      const { customers, followRelations, opportunities, timelineEvents } = store.tables
      const related = await store.read.selectDistinct({ customerId: followRelations.customerId }).from(followRelations)
      for (const table of [customers, opportunities]) expect(await store.read.$count(table)).toBe(related.length)
      expect(await store.read.$count(timelineEvents, eq(timelineEvents.code, 'customer_added'))).toBe(related.length)
    } finally {
      await second.close()
      await test.close()
    }
  })
})
