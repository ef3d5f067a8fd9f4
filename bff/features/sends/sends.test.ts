import { eq } from 'drizzle-orm'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { newId } from '../../db/new-id.ts'
import { who } from '../../simulator/demo/contacts.ts'

describe.each(['sqlite', 'postgres'] as const)('sends on %s', (engine) => {
  let test: TestApp
  let cookie: string
  let customerId: string
  const scriptId = newId(new Date())
  const foreignScriptId = newId(new Date())
  const materialId = newId(new Date())

  beforeAll(async () => {
    test = await startTestApp({ engine })
    cookie = await test.signIn('shen_ke')
    customerId = (await test.call('POST', '/api/context', { cookie, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })).body.bundle.customer
      .customerId
    const { tables } = test.app.store
    const now = test.clock.now
    const shared = { corpId: test.app.config.wecom.corpId, source: 't', createdAt: now, updatedAt: now }
    const script = { ...shared, scope: 'company' as const, category: '报价', title: '三档价', searchText: '', language: 'zh' }
    await test.app.store.write(async (tx) => {
      await tx.insert(tables.scripts).values([
        { id: scriptId, sourceId: 's', ...script },
        { id: foreignScriptId, sourceId: 'f', ...script, scope: 'personal', employeeId: newId(now) },
      ])
      await tx.insert(tables.materials).values({ id: materialId, sourceId: 'm', ...shared, kind: 'link', title: '样册', linkUrl: 'https://shop.example/a' })
    })
  })
  afterAll(() => test.close())

  const send = (body: object, key?: string) => test.call('POST', `/api/customers/${customerId}/sends`, { cookie, body, ...(key !== undefined && { key }) })
  const used = async () => (await test.call('GET', `/api/scripts/${scriptId}`, { cookie })).body.usedCount
  const records = () => test.app.store.read.select().from(test.app.store.tables.sendRecords)

  it('records a message that was handed over, shows it on the timeline and counts the use', async () => {
    const { status, body } = await send({ scriptId, position: 1, of: 2, state: 'handed_over' })
    expect(status).toBe(200)
    expect(body.event).toMatchObject({
      kind: 'send',
      code: 'message_handed_over',
      params: { title: '三档价', position: '1', of: '2' },
      actor: { name: '沈可' },
      occurredAt: test.clock.now.toISOString(),
    })
    const { body: timeline } = await test.call('GET', `/api/customers/${customerId}/timeline?kind=send`, { cookie })
    expect(timeline.events).toEqual([body.event])
    expect(await used()).toBe(1)
    const [record] = await records()
    expect(record).toMatchObject({ id: body.sendRecordId, state: 'handed_over', customerId, scriptId, materialId: null })
  })

  it.each(['cancelled', 'refused', 'unknown'])('records a message that was %s, without counting a use', async (state) => {
    const before = await used()
    const { body } = await send({ scriptId, position: 1, of: 1, state, reason: 'no permission' })
    expect(body.event).toMatchObject({ code: `message_${state}`, params: { title: '三档价', position: '1', of: '1', reason: 'no permission' } })
    expect(await used()).toBe(before)
  })

  it('keeps what a rewritten script said, once, and tells it on the timeline', async () => {
    const text = '巧姐，这批只剩两箱。\n要的话我先留着'
    const { body } = await send({ scriptId, text, position: 1, of: 1, state: 'handed_over' })
    expect(body.event.params).toEqual({ title: '三档价', position: '1', of: '1', text })
    const { body: timeline } = await test.call('GET', `/api/customers/${customerId}/timeline?kind=send&limit=1`, { cookie })
    expect(timeline.events).toEqual([body.event])
    const { sendRecords, timelineEvents } = test.app.store.tables
    const [record] = await test.app.store.read.select({ text: sendRecords.text }).from(sendRecords).where(eq(sendRecords.id, body.sendRecordId))
    const [event] = await test.app.store.read.select({ params: timelineEvents.params }).from(timelineEvents).where(eq(timelineEvents.id, body.event.eventId))
    expect([record?.text, event?.params]).toEqual([text, { title: '三档价', position: '1', of: '1' }])
  })

  it('takes no text that is longer than a message, none that is empty, and none for a material', async () => {
    const rest = { position: 1, of: 1, state: 'handed_over' }
    for (const text of ['', 'x'.repeat(4001)]) expect((await send({ scriptId, text, ...rest })).status).toBe(400)
    expect((await send({ scriptId, text: '🍵'.repeat(4000), ...rest })).status).toBe(200)
    expect((await send({ materialId, text: '样册', ...rest })).body.error).toMatchObject({ code: 'refused', details: { reason: 'text' } })
  })

  it('counts the use of a material', async () => {
    await send({ materialId, position: 1, of: 1, state: 'handed_over' })
    const { materials } = test.app.store.tables
    const [material] = await test.app.store.read.select().from(materials).where(eq(materials.id, materialId))
    expect(material).toMatchObject({ usedCount: 1, lastUsedAt: test.clock.now })
  })

  it('has one effect however often one key comes, even after its stored answer was cleared away', async () => {
    const key = ulid()
    const body = { scriptId, position: 1, of: 1, state: 'handed_over' }
    const [before, count] = [await used(), (await records()).length]
    const first = await send(body, key)
    expect((await send(body, key)).body).toEqual(first.body)
    expect((await send({ ...body, of: 3 }, key)).body.error.code).toBe('key_reused')
    await test.app.store.write(async (tx) => void (await tx.delete(test.app.store.tables.idempotencyKeys)))
    expect((await send(body, key)).body).toEqual({ sendRecordId: first.body.sendRecordId })
    expect([await used(), (await records()).length]).toEqual([before + 1, count + 1])
  })

  it('refuses no content, two contents, and content out of reach; nothing is written', async () => {
    const before = (await records()).length
    const state = { position: 1, of: 1, state: 'handed_over' }
    for (const content of [{}, { scriptId, materialId }, { scriptId: foreignScriptId }, { scriptId: ulid() }, { materialId: ulid() }]) {
      const { status, body } = await send({ ...content, ...state })
      expect([status, body.error.code]).toEqual([422, 'refused'])
    }
    expect((await send({ scriptId, position: 2, of: 1, state: 'handed_over' })).status).toBe(400)
    expect((await send({ scriptId, position: 1, of: 1, state: 'delivered' })).status).toBe(400)
    expect((await records()).length).toBe(before)
  })

  it('is not for those who do not follow the customer, whether they may look or not', async () => {
    const body = { scriptId, position: 1, of: 1, state: 'handed_over' }
    const as = async (userId: string) =>
      (await test.call('POST', `/api/customers/${customerId}/sends`, { cookie: await test.signIn(userId), body })).body.error.code
    expect(await as('he_zhou')).toBe('not_found')
    expect(await as('fang_hui')).toBe('read_only')
  })
})
