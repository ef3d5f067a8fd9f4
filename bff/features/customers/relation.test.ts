import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { who } from '../../simulator/demo/contacts.ts'
import { syncCustomer } from './index.ts'

describe('the remark and description of a customer', () => {
  let test: TestApp
  let sales: string
  let customerId: string

  const bundle = async () => (await test.call('GET', `/api/customers/${customerId}`, { cookie: sales })).body
  const change = (body: object, cookie = sales) => test.call('PATCH', `/api/customers/${customerId}/relation`, { cookie, body })
  const job = async (jobId: string) => (await test.call('GET', `/api/jobs/${jobId}?waitMs=3000`, { cookie: sales })).body
  const inWecom = () => test.relation('shen_ke', who.qiaojie)
  const fault = (errcode: number, times?: number) =>
    test.setFaults([{ call: 'externalcontact/remark', effect: 'errcode', value: errcode, ...(times && { times }) }])
  const events = async () => (await test.call('GET', `/api/customers/${customerId}/timeline?kind=relation&limit=3`, { cookie: sales })).body.events

  /** Changes while WeCom is busy, so that the job stays in the queue. */
  async function changeWaiting(body: object) {
    await fault(45035)
    const { version } = (await bundle()).relation
    const changed = await change({ version, ...body })
    await test.app.jobs.runDue()
    return changed.body.jobId as string
  }

  async function later(seconds = 60) {
    test.clock.now = new Date(test.clock.now.getTime() + seconds * 1000)
    await test.app.jobs.runDue()
  }

  beforeAll(async () => {
    test = await startTestApp()
    sales = await test.signIn('shen_ke')
    customerId = (await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })).body.bundle
      .customer.customerId
  })
  afterEach(async () => {
    await test.setFaults([])
    await later()
  })
  afterAll(() => test.close())

  it('are written back to WeCom, each by itself', async () => {
    const { relation } = await bundle()
    const remark = await change({ version: relation.version, remark: '巧姐 三家店' })
    expect(remark.body.relation).toEqual({ ...relation, remark: '巧姐 三家店', version: relation.version + 1 })
    expect(await job(remark.body.jobId)).toMatchObject({ state: 'done', attempts: 1 })
    expect(await inWecom()).toMatchObject({ remark: '巧姐 三家店', description: relation.description })
    const description = await change({ version: relation.version + 1, description: '第三家在瑞安' })
    expect(await job(description.body.jobId)).toMatchObject({ state: 'done' })
    expect(await inWecom()).toMatchObject({ remark: '巧姐 三家店', description: '第三家在瑞安' })
    expect((await bundle()).customer.name).toBe('巧姐 三家店')
    expect((await events())[0]).toMatchObject({ code: 'relation_changed', params: { fields: 'description' }, actor: { name: '沈可' } })
  })

  it('take 20 and 150 characters as people count them, not one more', async () => {
    const { relation } = await bundle()
    const { version } = relation
    expect((await change({ version, remark: '茶'.repeat(21) })).status).toBe(400)
    expect((await change({ version, description: '茶'.repeat(151) })).status).toBe(400)
    expect((await change({ version })).status).toBe(400)
    expect((await bundle()).relation).toEqual(relation)
    const fits = await change({ version, remark: '🍵'.repeat(20), description: '🍵'.repeat(150) })
    expect(await job(fits.body.jobId)).toMatchObject({ state: 'done' })
    expect((await inWecom()).remark).toBe('🍵'.repeat(20))
  })

  it('are refused under a stale version, with the values now', async () => {
    const { relation } = await bundle()
    const first = await change({ version: relation.version, remark: '第一个' })
    await job(first.body.jobId)
    const second = await change({ version: relation.version, remark: '第二个' })
    expect(second.status).toBe(409)
    expect(second.body.error).toMatchObject({
      code: 'conflict',
      details: { remark: '第一个', description: relation.description, version: relation.version + 1 },
    })
    expect((await inWecom()).remark).toBe('第一个')
  })

  it('are all that a change can reach: other fields of the request touch no relation', async () => {
    const foreign = await test.signIn('he_zhou')
    const other = (await test.call('POST', '/api/context', { cookie: foreign, body: { entry: 'single_chat_tools', externalUserId: who.yezi } })).body.bundle
    const { relation } = await bundle()
    const sly = { customerId: other.customer.customerId, state: 'sly' }
    for (const more of [sly, { userId: 'he_zhou', externalUserId: who.yezi }, { active: false }]) {
      const changed = await change({ version: (await bundle()).relation.version, remark: '只改这个', ...more })
      expect([200, 400]).toContain(changed.status)
      if (changed.status === 200) await job(changed.body.jobId)
    }
    expect((await test.call('GET', `/api/customers/${other.customer.customerId}`, { cookie: sales })).status).toBe(404)
    expect((await test.relation('he_zhou', who.yezi)).remark).toBe('叶子姐')
    expect((await bundle()).relation).toMatchObject({ description: relation.description })
    const { followRelations } = test.app.store.tables
    const rows = await test.app.store.read
      .select({ active: followRelations.active, state: followRelations.state })
      .from(followRelations)
      .where(eq(followRelations.customerId, customerId))
    expect(rows.every(({ active, state }) => active && state !== 'sly')).toBe(true)
  })

  it('get their old values back under a new version when WeCom refuses for good, and say why', async () => {
    const { relation } = await bundle()
    await fault(84061)
    const changed = await change({ version: relation.version, remark: '不会成', description: '也不会' })
    expect(await job(changed.body.jobId)).toMatchObject({ state: 'refused', reason: { code: 'no_relation', params: { errcode: '84061' } } })
    expect((await bundle()).relation).toEqual({ ...relation, version: relation.version + 2 })
    expect((await events())[0]).toMatchObject({ code: 'relation_refused', params: { reason: 'no_relation', errcode: '84061', fields: 'remark,description' } })
  })

  it('are followed by a new reading of the customer when WeCom knows no such relation: who lost it sees it no more', async () => {
    const { relation } = await bundle()
    await test.setFaults([
      { call: 'externalcontact/remark', effect: 'errcode', value: 84061 },
      { call: 'externalcontact/get', effect: 'errcode', value: 84061, times: 1 },
    ])
    const changed = await change({ version: relation.version, remark: '已经不是客户' })
    expect(await job(changed.body.jobId)).toMatchObject({ state: 'refused' })
    await later(1)
    const { followRelations } = test.app.store.tables
    const active = () =>
      test.app.store.read.select({ active: followRelations.active }).from(followRelations).where(eq(followRelations.externalUserId, who.qiaojie))
    expect(new Set((await active()).map((row) => row.active))).toEqual(new Set([false]))
    await syncCustomer(test.app, who.qiaojie)
    expect((await active()).some((row) => row.active)).toBe(true)
  })

  it('end as WeCom has them when two changes in a row are refused', async () => {
    const { relation } = await bundle()
    const first = await changeWaiting({ remark: '第一次' })
    const second = await changeWaiting({ remark: '第二次' })
    await fault(84061)
    await later()
    expect([(await job(first)).state, (await job(second)).state]).toEqual(['refused', 'refused'])
    expect((await bundle()).relation.remark).toBe(relation.remark)
    expect((await inWecom()).remark).toBe(relation.remark)
  })

  it('keep the field that was accepted when the other one was refused before it', async () => {
    const { relation } = await bundle()
    const refused = await changeWaiting({ remark: '被拒绝的' })
    const accepted = await changeWaiting({ description: '被接受的' })
    await fault(84061, 1)
    await later()
    expect([(await job(refused)).state, (await job(accepted)).state]).toEqual(['refused', 'done'])
    expect((await bundle()).relation).toMatchObject({ remark: relation.remark, description: '被接受的' })
    expect(await inWecom()).toMatchObject({ remark: relation.remark, description: '被接受的' })
  })

  it('are not overwritten by what WeCom still has while they wait to be written', async () => {
    const waiting = await changeWaiting({ remark: '还在路上' })
    await syncCustomer(test.app, who.qiaojie)
    expect((await bundle()).relation.remark).toBe('还在路上')
    await test.setFaults([])
    await later()
    expect((await job(waiting)).state).toBe('done')
    await later()
    await syncCustomer(test.app, who.qiaojie)
    expect((await bundle()).relation.remark).toBe('还在路上')
  })

  it('are not overwritten by an answer that WeCom gave before they were written', async () => {
    const { wecom } = test.app
    const { relation } = await bundle()
    const read = wecom.externalContact
    vi.spyOn(wecom, 'externalContact').mockImplementationOnce(async (externalUserId) => {
      const old = await read(externalUserId)
      await later(1)
      await job((await change({ version: relation.version, remark: '读完之后写的' })).body.jobId)
      await later(1)
      return old
    })
    await syncCustomer(test.app, who.qiaojie)
    expect((await inWecom()).remark).toBe('读完之后写的')
    expect((await bundle()).relation.remark).toBe('读完之后写的')
  })
})
