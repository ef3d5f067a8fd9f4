import { and, asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import type { ApiCall } from '../../../shared/simulator.ts'
import { syncCustomer } from '../customers/index.ts'
import { who } from '../../simulator/demo/contacts.ts'

interface Named {
  tagId: string
  name: string
}

describe('tags', () => {
  let test: TestApp
  let sales: string
  let customerId: string

  const groups = async (cookie = sales) =>
    (await test.call('GET', '/api/tag-groups', { cookie })).body as { groups: { name: string; tags: Named[] }[]; personal: Named[] }
  const tagNamed = async (name: string) => (await groups()).groups.flatMap(({ tags }) => tags).find((tag) => tag.name === name)!
  const set = (on: boolean, { tagId }: Pick<Named, 'tagId'>, cookie = sales) =>
    test.call(on ? 'PUT' : 'DELETE', `/api/customers/${customerId}/tags/${tagId}`, { cookie })
  const job = async (jobId: string, waitMs = 3000) => (await test.call('GET', `/api/jobs/${jobId}?waitMs=${waitMs}`, { cookie: sales })).body
  const fault = (value: number, times?: number) => test.setFaults([{ call: 'externalcontact/mark_tag', effect: 'errcode', value, ...(times && { times }) }])
  const shown = async (cookie = sales) => (await test.call('GET', `/api/customers/${customerId}`, { cookie })).body.tagGroups
  const onScreen = async () => ((await shown()) as { tags: Named[] }[]).flatMap(({ tags }) => tags.map(({ name }) => name))
  const inWecom = async () => (await test.relation('shen_ke', who.qiaojie)).tags.map(({ tagName }) => tagName)
  const lastEvent = async () => (await test.call('GET', `/api/customers/${customerId}/timeline?kind=tag&limit=1`, { cookie: sales })).body.events[0]
  const marks = async () =>
    ((await (await fetch(`${test.simulatorUrl}/simulator/api/calls`)).json()) as { calls: ApiCall[] }).calls.filter(
      ({ path }) => path === 'externalcontact/mark_tag',
    )

  async function later(seconds = 60) {
    test.clock.now = new Date(test.clock.now.getTime() + seconds * 1000)
    await test.app.jobs.runDue()
  }

  /** As an administrator's own program would call WeCom. */
  async function asApp(api: string, body: object) {
    const { corpId, secret, apiBase } = test.app.config.wecom
    const { access_token } = (await (await fetch(`${apiBase}/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`)).json()) as { access_token: string }
    return (await (await fetch(`${apiBase}/cgi-bin/${api}?access_token=${access_token}`, { method: 'POST', body: JSON.stringify(body) })).json()) as {
      tag_group?: { tag: { id: string }[] }
    }
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

  it('still lists the known tags while WeCom does not answer', async () => {
    const known = await groups()
    await test.setFaults([{ call: 'externalcontact/get_corp_tag_list', effect: 'errcode', value: 45009 }])
    test.clock.now = new Date(test.clock.now.getTime() + 120_000)
    expect(await groups()).toEqual(known)
    await test.setFaults([])
  })

  it('are listed by group, in the order of WeCom', async () => {
    const { groups: listed } = await groups()
    expect(listed.map(({ name }) => name)).toEqual(['客户级别', '客户类型', '爱喝', '从哪来'])
    expect(listed[0]?.tags.map(({ name }) => name)).toEqual(['A 常年补货', 'B 季节采购', 'C 偶尔买'])
  })

  it('set and removed here are set and removed in WeCom, and change nothing when they are so already', async () => {
    const puer = await tagNamed('普洱')
    const on = await set(true, puer)
    expect(on.body).toEqual({ tagId: puer.tagId, on: true, jobId: expect.any(String) })
    expect(await job(on.body.jobId)).toEqual({ jobId: on.body.jobId, state: 'done', attempts: 1 })
    expect(await inWecom()).toContain('普洱')
    expect((await set(true, puer)).body).toEqual({ tagId: puer.tagId, on: true })
    expect(await lastEvent()).toMatchObject({ code: 'tag_set', params: { tag: '普洱' }, actor: { name: '沈可' } })

    const off = await set(false, puer)
    expect(await job(off.body.jobId)).toMatchObject({ state: 'done' })
    expect(await inWecom()).not.toContain('普洱')
    expect(await onScreen()).not.toContain('普洱')
    expect((await set(false, puer)).body).toEqual({ tagId: puer.tagId, on: false })
  })

  it('go back, with the reason, when WeCom refuses for good', async () => {
    const before = await onScreen()
    await fault(84061)
    const on = await set(true, await tagNamed('普洱'))
    expect(await job(on.body.jobId)).toMatchObject({ state: 'refused', attempts: 1, reason: { code: 'no_relation', params: { errcode: '84061' } } })
    expect(await onScreen()).toEqual(before)
    expect(await lastEvent()).toMatchObject({ code: 'tag_refused', params: { tag: '普洱', on: 'true', reason: 'no_relation', errcode: '84061' } })
    const off = await set(false, await tagNamed('岩茶'))
    expect((await job(off.body.jobId)).state).toBe('refused')
    expect(await onScreen()).toEqual(before)
  })

  it('are tried again when two edits met in WeCom', async () => {
    await fault(45035, 2)
    const on = await set(true, await tagNamed('白茶'))
    await test.app.jobs.runDue()
    expect(await job(on.body.jobId, 0)).toMatchObject({ state: 'pending', attempts: 1 })
    await later(1)
    await later(2)
    expect(await job(on.body.jobId)).toMatchObject({ state: 'done', attempts: 3 })
    expect(await inWecom()).toContain('白茶')
  })

  it('wait 0.5, 1, 2, … seconds between attempts and go back after the eighth', async () => {
    await fault(45035)
    const on = await set(true, await tagNamed('绿茶'))
    const began = test.clock.now.getTime()
    const attemptedAt: number[] = []
    await test.app.jobs.runDue()
    for (let attempts = 0; (await job(on.body.jobId, 0)).state === 'pending';) {
      const now = (await job(on.body.jobId, 0)).attempts
      if (now !== attempts) attemptedAt.push((test.clock.now.getTime() - began) / 1000)
      attempts = now
      await later(0.5)
    }
    expect(attemptedAt).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5])
    expect(await job(on.body.jobId)).toMatchObject({ state: 'refused', attempts: 8, reason: { code: 'write_conflict', params: { errcode: '45035' } } })
    expect(await onScreen()).not.toContain('绿茶')
    expect(await inWecom()).not.toContain('绿茶')
  })

  it.each([
    ['on, off, on', [true, false, true]],
    ['on, off', [true, false]],
  ])('toggled %s end as the last wish, here and in WeCom', async (_words, wishes) => {
    const tag = await tagNamed('分销')
    const changes = await Promise.all(wishes.map((on) => set(on, tag)))
    for (const { body } of changes) expect((await job(body.jobId)).state).toBe('done')
    expect((await onScreen()).includes('分销')).toBe(wishes.at(-1))
    expect((await inWecom()).includes('分销')).toBe(wishes.at(-1))
    await syncCustomer(test.app, who.qiaojie)
    expect((await onScreen()).includes('分销')).toBe(wishes.at(-1))
    if (wishes.at(-1)) await job((await set(false, tag)).body.jobId)
  })

  it.each([[[true, false]], [[true, false, true]]])('toggled %s and refused each time end as WeCom has them', async (wishes) => {
    const tag = await tagNamed('酒店餐饮')
    await fault(45035)
    const jobIds: string[] = []
    for (const on of wishes) jobIds.push((await set(on, tag)).body.jobId)
    await test.app.jobs.runDue()
    await fault(84061)
    await later()
    for (const jobId of jobIds) expect((await job(jobId)).state).toBe('refused')
    expect(await inWecom()).not.toContain('酒店餐饮')
    expect(await onScreen()).not.toContain('酒店餐饮')
  })

  it('never meet in WeCom when many of one customer change at once', async () => {
    const calls = (await marks()).length
    await test.setFaults([{ call: 'externalcontact/mark_tag', effect: 'slow', value: 30 }])
    const tags = (await groups()).groups.flatMap((group) => group.tags).slice(0, 6)
    const there = await onScreen()
    const changes = await Promise.all(tags.map((tag) => set(!there.includes(tag.name), tag)))
    for (const { body } of changes) expect(await job(body.jobId)).toMatchObject({ state: 'done', attempts: 1 })
    const made = (await marks()).slice(calls)
    expect(made.map(({ errcode }) => errcode)).toEqual(tags.map(() => 0))
  })

  it('that are personal never reach WeCom and are nobody else’s', async () => {
    const calls = (await marks()).length
    const made = await test.call('POST', '/api/personal-tags', { cookie: sales, body: { name: ' 回头客 ' } })
    expect(made.body).toEqual({ tagId: expect.any(String), name: '回头客' })
    expect((await test.call('POST', '/api/personal-tags', { cookie: sales, body: { name: '回头客' } })).body.tagId).toBe(made.body.tagId)
    expect((await set(true, made.body)).body).toEqual({ tagId: made.body.tagId, on: true })
    await later()
    expect((await marks()).length).toBe(calls)
    await syncCustomer(test.app, who.qiaojie)
    expect(await onScreen()).toContain('回头客')
    expect((await groups()).personal).toEqual([made.body])

    const service = await test.signIn('tang_qi')
    expect((await groups(service)).personal).toEqual([])
    expect((await set(true, made.body, service)).status).toBe(404)
    expect((await set(false, made.body, service)).status).toBe(404)
    expect(JSON.stringify(await shown(service))).not.toContain('回头客')
  })

  it('deleted in WeCom are refused with the reason and leave the lists', async () => {
    const added = await asApp('externalcontact/add_corp_tag', { group_name: '临时', tag: [{ name: '春茶节' }, { name: '秋茶节' }] })
    const [spring, autumn] = added.tag_group?.tag ?? []
    await later(61)
    const tag = await tagNamed('春茶节')
    const carried = await tagNamed('秋茶节')
    expect((await job((await set(true, carried)).body.jobId)).state).toBe('done')
    await asApp('externalcontact/del_corp_tag', { tag_id: [spring?.id, autumn?.id] })
    const on = await set(true, tag)
    expect(await job(on.body.jobId)).toMatchObject({ state: 'refused', reason: { code: 'tag_unknown', params: { errcode: '40068' } } })
    expect(await onScreen()).not.toContain('春茶节')
    const off = await set(false, carried)
    expect((await job(off.body.jobId)).state).toBe('refused')
    expect(await onScreen()).not.toContain('秋茶节')
    expect((await groups()).groups.map(({ name }) => name)).not.toContain('临时')
    expect((await set(true, tag)).status).toBe(404)
  })

  it('of WeCom’s personal kind are shown and cannot be written', async () => {
    const { tags } = test.app.store.tables
    const [row] = await test.app.store.read
      .select({ tagId: tags.id })
      .from(tags)
      .where(and(eq(tags.kind, 'wecom_personal'), eq(tags.name, '爱发语音')))
      .orderBy(asc(tags.id))
    expect(await onScreen()).toContain('爱发语音')
    expect((await set(false, row!)).status).toBe(404)
  })
})
