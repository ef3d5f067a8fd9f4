import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { who } from '../../simulator/demo/contacts.ts'
import { seedFields } from '../fields/test/seed-fields.ts'
import { openPhone, sealPhone } from './seal.ts'

describe('a sealed phone', () => {
  it('opens with its own key alone, and not when a byte of it was changed', () => {
    const sealed = sealPhone('the key', '+8613812342716')
    const changed = Buffer.from(sealed, 'base64')
    changed[14]! ^= 1
    expect([
      openPhone('the key', sealed),
      openPhone('another key', sealed),
      openPhone('the key', changed.toString('base64')),
      openPhone('the key', ''),
    ]).toEqual(['+8613812342716', undefined, undefined, undefined])
  })
})

describe.each(['sqlite', 'postgres'] as const)('revealing a phone on %s', (engine) => {
  let test: TestApp
  let owner: string
  let customerId: string
  let identityId: string
  let phoneId: string

  const reveal = (cookie: string, id = identityId, use = 'show', of = customerId) =>
    test.call('POST', `/api/customers/${of}/phones/${id}/reveal`, { cookie, body: { use } })
  const looks = async () => {
    const { audit, employees } = test.app.store.tables
    return test.app.store.read
      .select({ userId: employees.userId, details: audit.details })
      .from(audit)
      .innerJoin(employees, eq(employees.id, audit.employeeId))
      .where(and(eq(audit.customerId, customerId), eq(audit.action, 'phone_revealed')))
  }
  const events = async () =>
    (await test.call('GET', `/api/customers/${customerId}/timeline?kind=relation&limit=100`, { cookie: owner })).body.events.filter(
      ({ code }: { code: string }) => code === 'phone_revealed',
    )
  const nextHour = async () => {
    test.clock.now = new Date(test.clock.now.getTime() + 3600_000)
  }

  beforeAll(async () => {
    test = await startTestApp({ engine })
    owner = await test.signIn('shen_ke')
    const { bundle } = (await test.call('POST', '/api/context', { cookie: owner, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })).body
    customerId = bundle.customer.customerId
    identityId = bundle.identities.find(({ type }: { type: string }) => type === 'phone').identityId
    const fields = await seedFields(test)
    const set = await test.call('PUT', `/api/customers/${customerId}/fields/${fields.phone}`, { cookie: owner, body: { version: 0, value: '13812342716' } })
    phoneId = set.body.field.phoneId
  })
  afterAll(() => test.close())

  it('gives the whole number to the owner, that of WeCom and that of a field, uncached and audited', async () => {
    const [wecom, field] = [await reveal(owner), await reveal(owner, phoneId, 'copy')]
    expect([wecom.status, wecom.body.phone]).toEqual([200, expect.stringMatching(/^\+861\d{10}$/)])
    expect(field.body).toEqual({ phone: '+8613812342716' })
    expect(field.headers['cache-control']).toBe('no-store')
    expect(await looks()).toEqual([
      { userId: 'shen_ke', details: { phoneId: identityId, label: '154****0201', use: 'show' } },
      { userId: 'shen_ke', details: { phoneId, label: '138****2716', use: 'copy' } },
    ])
    expect(await events()).toEqual([])
  })

  it('shows the owner who else looked, and at what', async () => {
    await reveal(await test.signIn('tang_qi'))
    await reveal(await test.signIn('fang_hui'), phoneId, 'copy')
    const seen = (await events()).map(({ actor, params }: { actor: { name: string }; params: unknown }) => [actor.name, params])
    expect(seen).toEqual([
      [expect.any(String), { label: '138****2716', use: 'copy' }],
      [expect.any(String), { label: '154****0201', use: 'show' }],
    ])
    expect((await looks()).map(({ userId }) => userId)).toEqual(['shen_ke', 'shen_ke', 'tang_qi', 'fang_hui'])
  })

  it('finds no phone of another customer, and nothing that is no phone', async () => {
    const other = (await test.call('POST', '/api/context', { cookie: owner, body: { entry: 'single_chat_tools', externalUserId: who.xiaoman } })).body.bundle
    expect((await reveal(owner, identityId, 'show', other.customer.customerId)).status).toBe(404)
    expect((await reveal(owner, phoneId, 'show', other.customer.customerId)).status).toBe(404)
    const contact = other.identities.find(({ type }: { type: string }) => type === 'external_contact').identityId
    expect((await reveal(owner, contact, 'show', other.customer.customerId)).status).toBe(404)
  })

  it('gives none of a field that the team has retired', async () => {
    const { fields, fieldValues } = test.app.store.tables
    const [{ fieldId } = { fieldId: '' }] = await test.app.store.read.select().from(fieldValues).where(eq(fieldValues.id, phoneId))
    const use = (active: boolean) => test.app.store.write(async (tx) => void (await tx.update(fields).set({ active }).where(eq(fields.id, fieldId))))
    await use(false)
    expect((await reveal(owner, phoneId)).status).toBe(404)
    await use(true)
  })

  it('gives none to an employee who lost the customer between the question and the answer', async () => {
    const { store } = test.app
    const { customers, followRelations } = store.tables
    const { write } = store
    const of = eq(followRelations.customerId, customerId)
    const [{ ownerId } = { ownerId: null }] = await store.read.select({ ownerId: customers.ownerId }).from(customers).where(eq(customers.id, customerId))
    const setTies = (active: boolean, owner: string | null) =>
      write(async (tx) => {
        await tx.update(followRelations).set({ active }).where(of)
        await tx.update(customers).set({ ownerId: owner }).where(eq(customers.id, customerId))
      })
    const spy = vi.spyOn(store, 'write').mockImplementationOnce(async (work) => {
      await setTies(false, null)
      return write(work)
    })
    expect((await reveal(owner)).status).toBe(404)
    spy.mockRestore()
    await setTies(true, ownerId)
  })

  it('keeps the number nowhere: not among the kept answers, not in audit or timeline', async () => {
    const { phone } = (await reveal(owner)).body
    const { store } = test.app
    const { idempotencyKeys, audit, timelineEvents, identities, fieldValues } = store.tables
    const rows = await Promise.all([idempotencyKeys, audit, timelineEvents, identities, fieldValues].map((table) => store.read.select().from(table)))
    expect(JSON.stringify(rows)).not.toContain(phone.slice(3))
  })

  it('stops an employee after thirty within an hour, and says when it goes on; others go on meanwhile', async () => {
    await nextHour()
    const cookie = await test.signIn('shen_ke')
    const began = test.clock.now
    const answers = await Promise.all(Array.from({ length: 33 }, () => reveal(cookie)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.body.error).toMatchObject({ code: 'rate_limited', details: { retryAt: new Date(began.getTime() + 3600_000).toISOString(), perHour: 30 } })
    expect((await looks()).length).toBe(35)
    expect((await reveal(await test.signIn('tang_qi'))).status).toBe(200)
    await nextHour()
    expect((await reveal(await test.signIn('shen_ke'))).status).toBe(200)
  })

  it('refuses in words when the number was sealed with another key', async () => {
    const { fieldValues } = test.app.store.tables
    const phoneSealed = sealPhone('a key of before', '+8613812342716')
    await test.app.store.write(async (tx) => void (await tx.update(fieldValues).set({ phoneSealed }).where(eq(fieldValues.id, phoneId))))
    const { status, body } = await reveal(await test.signIn('shen_ke'), phoneId)
    expect([status, body.error.details]).toEqual([422, { reason: 'other_phone_key' }])
  })
})
