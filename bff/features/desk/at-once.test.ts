import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { atOnce } from '../../../e2e/fixtures/at-once.ts'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { who } from '../../simulator/demo/contacts.ts'

type Field = RouteReply<'GET /desk/fields'>['fields'][number]
type Pipeline = RouteReply<'GET /desk/pipelines'>['pipelines'][number]

describe.each(['sqlite', 'postgres'] as const)('what the desk changes while others depend on it, on %s', (engine) => {
  let test: TestApp
  let admin: string
  let sales: string
  let customerId: string

  const asAdmin = (method: string, path: string, body?: unknown) => test.call(method, `/api/desk/${path}`, { cookie: admin, body })
  const profile = async () => (await test.call('GET', `/api/customers/${customerId}`, { cookie: sales })).body
  const addField = async (field: object): Promise<Field> =>
    (await asAdmin('POST', 'fields', { field: { active: true, options: [], type: 'text', ...field } })).body.field
  const choose = (fieldId: string, value: unknown) =>
    test.call('PUT', `/api/customers/${customerId}/fields/${fieldId}`, { cookie: sales, body: { version: 0, value } })
  const saveField = ({ fieldId, version, name }: Field, change: object) =>
    asAdmin('PUT', `fields/${fieldId}`, { version, field: { name, active: true, options: [], ...change } })
  const pipelines = async (): Promise<Pipeline[]> => (await asAdmin('GET', 'pipelines')).body.pipelines
  const savePipeline = ({ pipelineId, version, name, active, stages, lostReasons }: Pipeline, change: object) =>
    asAdmin('PUT', `pipelines/${pipelineId}`, {
      version,
      pipeline: {
        name,
        active,
        stages: stages.map(({ customers: _c, used: _u, nextScriptTitle: _t, ...stage }) => stage),
        lostReasons: lostReasons.map(({ used: _u, ...reason }) => reason),
        ...change,
      },
    })
  const withoutOne = ({ stages }: Pipeline, stageId: string) =>
    stages.filter((stage) => stage.stageId !== stageId).map(({ stageId: id, name, kind, active }) => ({ stageId: id, name, kind, active }))
  const move = async (stageId: string) => {
    const { opportunityId, version } = (await profile()).opportunity
    return test.call('POST', `/api/opportunities/${opportunityId}/stage`, { cookie: sales, body: { stageId, version } })
  }
  /** The pipeline with a stage that nobody was ever in. */
  async function withFreshStage(name: string) {
    const pipeline = (await pipelines())[0]!
    const stages = [...withoutOne(pipeline, ''), { name, kind: 'open', active: true }]
    const saved: Pipeline = (await savePipeline(pipeline, { stages })).body.pipeline
    return { pipeline: saved, stageId: saved.stages.find((stage) => stage.name === name)!.stageId }
  }

  beforeAll(async () => {
    test = await startTestApp({ engine })
    admin = await test.signIn('gu_yuan')
    sales = await test.signIn('shen_ke')
    const opened = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    customerId = opened.body.bundle.customer.customerId
  })
  afterAll(() => test.close())

  it('an option that is being chosen is not deleted, and one that is being deleted cannot be chosen', async () => {
    const options = [
      { name: '自营', active: true },
      { name: '分销', active: true },
    ]
    const one = await addField({ name: '渠道', type: 'single', options })
    const [chosen, refused] = await atOnce(
      test,
      () => choose(one.fieldId, one.options[0]!.optionId),
      () => saveField(one, { type: 'single', options: options.slice(1) }),
    )
    expect([chosen.body.field.shown, refused.body.error?.details]).toEqual(['自营', { reason: 'option_used', name: '自营' }])
    const other = await addField({ name: '渠道二', type: 'single', options })
    const [deleted, late] = await atOnce(
      test,
      () => saveField(other, { type: 'single', options: options.slice(1) }),
      () => choose(other.fieldId, other.options[0]!.optionId),
    )
    expect([deleted.status, late.body.error?.details]).toEqual([200, { reason: 'unknown_option' }])
  })

  it('a field gets no other type while its first value is written, nor goes', async () => {
    const field = await addField({ name: '口味' })
    const [written, refused] = await atOnce(
      test,
      () => choose(field.fieldId, '岩韵重'),
      () => saveField(field, { type: 'number' }),
    )
    expect([written.status, refused.body.error?.details]).toEqual([200, { reason: 'type_in_use', values: 1 }])
    const added = await asAdmin('POST', 'fields', { field: { name: '错的', type: 'text', active: true, options: [] } })
    const [kept, undone] = await atOnce(
      test,
      () => choose(added.body.field.fieldId, '有值'),
      () => asAdmin('POST', `changes/${added.body.changeId}/undo`),
    )
    expect([kept.status, undone.body.error?.details]).toEqual([200, { reason: 'field_used' }])
  })

  it('a stage that a customer is being moved into is not deleted, and none is moved into one that is being deleted', async () => {
    const { pipeline, stageId } = await withFreshStage('新阶段')
    const [moved, refused] = await atOnce(
      test,
      () => move(stageId),
      () => savePipeline(pipeline, { stages: withoutOne(pipeline, stageId) }),
    )
    expect([moved.status, refused.body.error?.details]).toEqual([200, { reason: 'stage_used', name: '新阶段' }])
    const other = await withFreshStage('另一个')
    const { opportunityId, version } = (await profile()).opportunity
    const [deleted, late] = await atOnce(
      test,
      () => savePipeline(other.pipeline, { stages: withoutOne(other.pipeline, other.stageId) }),
      () => test.call('POST', `/api/opportunities/${opportunityId}/stage`, { cookie: sales, body: { stageId: other.stageId, version } }),
    )
    expect([deleted.status, late.body.error?.details]).toEqual([200, { reason: 'no_such_stage' }])
  })

  it('a pipeline that a new customer is entering does not go', async () => {
    const added = await asAdmin('POST', 'pipelines', { name: '渠道' })
    const ids = (await pipelines()).map(({ pipelineId }) => pipelineId)
    const order = [added.body.pipeline.pipelineId, ...ids.filter((id) => id !== added.body.pipeline.pipelineId)]
    expect((await asAdmin('PUT', 'pipeline-order', { ids: order, was: ids })).status).toBe(200)
    const [opened, undone] = await atOnce(
      test,
      () => test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.xiaoman } }),
      () => asAdmin('POST', `changes/${added.body.changeId}/undo`),
    )
    expect([opened.body.bundle.opportunity.pipelineId, undone.body.error?.details]).toEqual([order[0], { reason: 'pipeline_used' }])
  })

  it('the last two pipelines in use are not both retired', async () => {
    await asAdmin('POST', 'pipelines', { name: '第二' })
    const active = (await pipelines()).filter((pipeline) => pipeline.active)
    for (const pipeline of active.slice(2)) await savePipeline(pipeline, { active: false })
    const [first, second] = await atOnce(
      test,
      () => savePipeline(active[0]!, { active: false }),
      () => savePipeline(active[1]!, { active: false }),
    )
    expect([first.status, second.body.error?.details]).toEqual([200, { reason: 'last_pipeline' }])
  })

  it('of several orders made from the same one, the first holds and the others are told', async () => {
    for (const name of ['一', '二', '三', '四', '五']) await addField({ name })
    const was = (await asAdmin('GET', 'fields')).body.fields.map(({ fieldId }: Field) => fieldId) as string[]
    const orders = [1, 2, 3, 4].map((by) => [...was.slice(by), ...was.slice(0, by)])
    const answers = await Promise.all(orders.map((ids) => asAdmin('PUT', 'field-order', { ids, was })))
    const held = answers.findIndex(({ status }) => status === 200)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    for (const { status, body } of answers) if (status === 409) expect(body.error.details).toEqual({ current: orders[held], by: '顾远' })
  })

  it('a change is taken back once, however many ask for it', async () => {
    const { body } = await asAdmin('POST', 'tag-groups', { name: '门店类型', tags: ['社区店'] })
    await test.app.jobs.runDue()
    const [first, second] = await atOnce(
      test,
      () => asAdmin('POST', `changes/${body.changeId}/undo`),
      () => asAdmin('POST', `changes/${body.changeId}/undo`),
    )
    expect([first.status, second.body.error]).toMatchObject([200, { code: 'refused', details: { reason: 'already_undone' } }])
    await test.app.jobs.runDue()
  })

  it('a change of tags that was taken back while it waited is refused by WeCom without holding up those behind it', async () => {
    const { tagGroups, jobs } = test.app.store.tables
    const [group] = (await test.call('GET', '/api/tag-groups', { cookie: sales })).body.groups
    const fault = (value: number) => test.setFaults([{ call: 'externalcontact/edit_corp_tag', effect: 'errcode', value }])
    await fault(-1)
    const renamed = await asAdmin('PATCH', `tag-groups/${group.groupId}`, { name: '采购级别', was: group.name })
    await test.app.jobs.runDue()
    await test.app.store.write(async (tx) => void (await tx.update(tagGroups).set({ name: '采购级别' }).where(eq(tagGroups.id, group.groupId))))
    expect((await asAdmin('POST', `changes/${renamed.body.changeId}/undo`)).status).toBe(200)
    await fault(48002)
    for (let minutes = 0; minutes < 3; minutes++) {
      test.clock.now = new Date(test.clock.now.getTime() + 120_000)
      await test.app.jobs.runDue()
    }
    await test.setFaults([])
    const waiting = and(eq(jobs.lane, 'corp-tags'), eq(jobs.state, 'pending'))
    expect(await test.app.store.read.$count(jobs, waiting)).toBe(0)
  })
})
