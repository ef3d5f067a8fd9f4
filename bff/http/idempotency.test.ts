import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../e2e/fixtures/app.ts'
import { who } from '../simulator/demo/contacts.ts'

describe.each(['sqlite', 'postgres'] as const)('a write under an Idempotency-Key on %s', (engine) => {
  let test: TestApp
  let sales: string
  let url: string
  const notes = async () => (await test.app.store.read.select().from(test.app.store.tables.notes)).length

  beforeAll(async () => {
    test = await startTestApp({ engine })
    sales = await test.signIn('shen_ke')
    const { body } = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    url = `/api/customers/${body.bundle.customer.customerId}/notes`
  })
  afterAll(() => test.close())

  it('gives the same answer and one effect, one after another and all at once', async () => {
    const before = await notes()
    const key = ulid()
    const send = () => test.call('POST', url, { cookie: sales, key, body: { outcome: '已报价', text: '三款各一斤' } })
    const first = await send()
    const rest = await Promise.all([send(), send(), send(), send()])
    expect(first.status).toBe(200)
    for (const answer of rest) expect(answer.body).toEqual(first.body)
    expect(await notes()).toBe(before + 1)

    const fresh = ulid()
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => test.call('POST', url, { cookie: sales, key: fresh, body: { text: '同时' } })))
    expect(new Set(atOnce.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await notes()).toBe(before + 2)
  })

  it('refuses the key for another body or another address', async () => {
    const key = ulid()
    await test.call('POST', url, { cookie: sales, key, body: { text: '一' } })
    const before = await notes()
    const changed = await test.call('POST', url, { cookie: sales, key, body: { text: '二' } })
    expect(changed).toMatchObject({ status: 409, body: { error: { code: 'key_reused' } } })
    const elsewhere = await test.call('POST', '/api/personal-tags', { cookie: sales, key, body: { name: '三' } })
    expect(elsewhere).toMatchObject({ status: 409, body: { error: { code: 'key_reused' } } })
    expect(await notes()).toBe(before)
  })

  it('keeps the keys of two employees apart', async () => {
    const key = ulid()
    const service = await test.signIn('tang_qi')
    const [one, two] = [
      await test.call('POST', url, { cookie: sales, key, body: { text: '我' } }),
      await test.call('POST', url, { cookie: service, key, body: { text: '她' } }),
    ]
    expect([one.status, two.status]).toEqual([200, 200])
    expect(two.body.event.actor.name).toBe('唐琪')
  })

  it('is refused in the name of another employee than the session is of, and can be done by the right one under the same key', async () => {
    const [key, before] = [ulid(), await notes()]
    const { body } = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    const write = (cookie: string) => test.call('POST', url, { cookie, key, as: body.me.employeeId, body: { text: '沈可写的' } })
    const refused = await write(await test.signIn('tang_qi'))
    expect([refused.status, refused.body.error.code, await notes()]).toEqual([409, 'other_employee', before])
    const read = await test.call('GET', '/api/me', { cookie: await test.signIn('tang_qi'), as: body.me.employeeId })
    expect([read.status, read.body.error.code]).toEqual([409, 'other_employee'])
    const stored = await write(sales)
    expect([stored.status, stored.body.event.actor.name, await notes()]).toEqual([200, body.me.name, before + 1])
  })

  it('keeps nothing of a write that failed, so that the key can be used for the mended one', async () => {
    const key = ulid()
    const { body } = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    const { opportunityId, stages, version } = body.bundle.opportunity
    const move = (stageId: string) => test.call('POST', `/api/opportunities/${opportunityId}/stage`, { cookie: sales, key, body: { stageId, version } })
    expect((await move(ulid())).status).toBe(422)
    expect((await move(stages[1].stageId)).status).toBe(200)
  })

  it('needs a ULID', async () => {
    for (const key of ['', 'abc', `${ulid()}0`, ulid().toLowerCase()]) {
      expect(await test.call('POST', url, { cookie: sales, key, body: { text: '一' } })).toMatchObject({
        status: 400,
        body: { error: { code: 'bad_request' } },
      })
    }
  })

  it('answers a replay only while the customer is still within reach', async () => {
    const key = ulid()
    await test.call('POST', url, { cookie: sales, key, body: { text: '走之前' } })
    const { followRelations, customers } = test.app.store.tables
    await test.app.store.write(async (tx) => {
      await tx.update(followRelations).set({ active: false })
      await tx.update(customers).set({ ownerId: null })
    })
    expect((await test.call('POST', url, { cookie: sales, key, body: { text: '走之前' } })).status).toBe(404)
  })
})
