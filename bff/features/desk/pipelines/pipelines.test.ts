import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../e2e/fixtures/app.ts'
import type { RouteReply } from '../../../../shared/contracts/index.ts'
import { newId } from '../../../db/new-id.ts'
import { who } from '../../../simulator/demo/contacts.ts'

type Pipeline = RouteReply<'GET /desk/pipelines'>['pipelines'][number]
type Stage = Partial<Pipeline['stages'][number]> & { name: string }

describe.each(['sqlite', 'postgres'] as const)('pipelines at the desk on %s', (engine) => {
  let test: TestApp
  let admin: string
  let sales: string

  const all = async (): Promise<Pipeline[]> => (await test.call('GET', '/api/desk/pipelines', { cookie: admin })).body.pipelines
  const first = async () => (await all())[0]!
  const draft = ({ name, active, stages, lostReasons }: Pipeline, change: (stages: Stage[]) => Stage[] = (same) => same) => ({
    name,
    active,
    stages: change(stages).map(({ customers: _c, used: _u, nextScriptTitle: _t, ...stage }) => ({ kind: 'open', active: true, ...stage })),
    lostReasons: lostReasons.map(({ used: _u, ...reason }) => reason),
  })
  const put = ({ pipelineId, version }: Pipeline, pipeline: unknown, more: object = {}, cookie = admin) =>
    test.call('PUT', `/api/desk/pipelines/${pipelineId}`, { cookie, body: { version, pipeline, ...more } })
  const undo = (changeId: string) => test.call('POST', `/api/desk/changes/${changeId}/undo`, { cookie: admin })
  const changes = async () => (await test.call('GET', '/api/desk/changes', { cookie: admin })).body.changes as RouteReply<'GET /desk/changes'>['changes']
  const open = async (externalUserId: string) =>
    (await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId } })).body.bundle
  const stageOf = async (customerId: string) => (await test.call('GET', `/api/customers/${customerId}`, { cookie: sales })).body.opportunity
  const retire = (pipeline: Pipeline, name: string) =>
    draft(pipeline, (stages) => stages.map((stage) => (stage.name === name ? { ...stage, active: false } : stage)))

  beforeAll(async () => {
    test = await startTestApp({ engine })
    admin = await test.signIn('gu_yuan')
    sales = await test.signIn('shen_ke')
  })
  afterAll(() => test.close())

  it('gives an open profile a new stage at its next look, in the place it was given', async () => {
    const { customer } = await open(who.qiaojie)
    const before = await first()
    const saved = await put(
      before,
      draft(before, (stages) => [stages[0]!, { name: ' 寄样 ', usualDays: 5 }, ...stages.slice(1)]),
    )
    expect(saved.status).toBe(200)
    expect(saved.body.pipeline).toMatchObject({ version: before.version + 1 })
    const { stages } = await stageOf(customer.customerId)
    expect(stages.map(({ name }: { name: string }) => name).slice(0, 3)).toEqual(['兴趣', '寄样', '索取资料'])
    expect((await changes())[0]).toMatchObject({ area: 'pipelines', action: 'pipeline_saved', by: { name: '顾远' }, undoable: true, undone: false })
  })

  it('takes a change back once, with an audit row of its own', async () => {
    const [change] = await changes()
    expect((await undo(change!.changeId)).status).toBe(200)
    expect((await first()).stages.map(({ name }) => name)).not.toContain('寄样')
    const again = await undo(change!.changeId)
    expect(again.status).toBe(422)
    expect(again.body.error.details).toEqual({ reason: 'already_undone' })
    expect((await changes()).slice(0, 2)).toMatchObject([{ undoes: change!.changeId }, { changeId: change!.changeId, undone: true, undoable: false }])
  })

  it('shows the second of two admins what the first made of it, and changes nothing', async () => {
    const before = await first()
    expect((await put(before, { ...draft(before), name: '供茶流程' })).status).toBe(200)
    const late = await put(before, { ...draft(before), name: '茶楼流程' })
    expect(late.status).toBe(409)
    expect(late.body.error.details).toMatchObject({ by: '顾远', current: { name: '供茶流程', version: before.version + 1 } })
    expect((await first()).name).toBe('供茶流程')
  })

  it('retires a stage only with a place for those who stand in it; taken back, they stand there again as before', async () => {
    const { customer, opportunity } = await open(who.qiaojie)
    const before = await first()
    const [from, to] = [before.stages[0]!, before.stages[2]!]
    expect(from).toMatchObject({ stageId: opportunity.stageId, used: true })
    const without = await put(before, retire(before, from.name))
    expect(without.status).toBe(422)
    expect(without.body.error.details).toEqual({ reason: 'stage_in_use', stageId: from.stageId, name: from.name, customers: from.customers })
    expect(from.customers).toBeGreaterThan(0)
    const lost = before.stages.find(({ kind }) => kind === 'lost')!
    const nowhere = await put(before, retire(before, from.name), { moves: [{ fromStageId: from.stageId, toStageId: lost.stageId }] })
    expect(nowhere.body.error.details).toEqual({ reason: 'no_such_target' })

    test.clock.now = new Date(test.clock.now.getTime() + 60_000)
    const done = await put(before, retire(before, from.name), { moves: [{ fromStageId: from.stageId, toStageId: to.stageId }] })
    expect(done.status).toBe(200)
    const moved = await stageOf(customer.customerId)
    expect(moved).toMatchObject({ stageId: to.stageId, enteredAt: test.clock.now.toISOString(), version: opportunity.version + 1 })
    expect(moved.stages.map(({ stageId }: { stageId: string }) => stageId)).not.toContain(from.stageId)
    const [event] = (await test.call('GET', `/api/customers/${customer.customerId}/timeline?kind=stage&limit=1`, { cookie: sales })).body.events
    expect(event).toMatchObject({ code: 'stage_moved', params: { from: from.name, to: to.name }, actor: { name: '顾远' } })
    const refused = await test.call('POST', `/api/opportunities/${opportunity.opportunityId}/stage`, {
      cookie: sales,
      body: { stageId: from.stageId, version: moved.version },
    })
    expect(refused.body.error.details).toEqual({ reason: 'no_such_stage' })

    expect((await undo(done.body.changeId)).status).toBe(200)
    expect(await stageOf(customer.customerId)).toMatchObject({ stageId: from.stageId, enteredAt: opportunity.enteredAt, version: opportunity.version + 2 })
  })

  it('puts a new customer into the first stage that is in use of the first pipeline that is', async () => {
    const added = await test.call('POST', '/api/desk/pipelines', { cookie: admin, body: { name: '渠道流程' } })
    const [one, two] = await all()
    const order = await test.call('PUT', '/api/desk/pipeline-order', {
      cookie: admin,
      body: { ids: [two!.pipelineId, one!.pipelineId], was: [one!.pipelineId, two!.pipelineId] },
    })
    expect(order.status).toBe(200)
    await put(two!, retire(two!, '兴趣'))
    const { opportunity } = await open(who.xiaoman)
    expect(opportunity).toMatchObject({ pipelineId: added.body.pipeline.pipelineId, pipelineName: '渠道流程' })
    expect(opportunity.stages[0]).toMatchObject({ stageId: opportunity.stageId, name: '索取资料' })

    const stays = await open(who.qiaojie)
    expect(stays.opportunity.pipelineId).toBe(one!.pipelineId)
    expect((await undo(added.body.changeId)).body.error.details).toEqual({ reason: 'pipeline_used' })
    expect((await undo(order.body.changeId)).status).toBe(200)
    const late = await test.call('PUT', '/api/desk/pipeline-order', {
      cookie: admin,
      body: { ids: [one!.pipelineId, two!.pipelineId], was: [two!.pipelineId, one!.pipelineId] },
    })
    expect(late.body.error).toMatchObject({ code: 'conflict', details: { current: [one!.pipelineId, two!.pipelineId], by: '顾远' } })
  })

  it.each([
    ['no open stage', (stages: Stage[]) => stages.map((stage) => (stage.kind === 'open' ? { ...stage, active: false } : stage)), 'needs_open_stage'],
    ['two lost stages', (stages: Stage[]) => [...stages, { name: '再流失', kind: 'lost' as const }], 'one_lost_stage'],
    ['one name twice', (stages: Stage[]) => [...stages, { name: ' 要求试用' }], 'name_taken'],
    ['a stage of another', (stages: Stage[]) => [...stages, { name: '别处', stageId: newId(new Date()) }], 'no_such_stage'],
    ['a stage gone that people were in', (stages: Stage[]) => stages.slice(1), 'stage_used'],
    ['an unknown script', (stages: Stage[]) => stages.map((stage) => ({ ...stage, nextScriptId: newId(new Date()) })), 'no_such_script'],
    ['too many stages', (stages: Stage[]) => [...stages, ...Array.from({ length: 20 }, (_, at) => ({ name: `第 ${at}` }))], 'too_many'],
    [
      'customers who become lost by it',
      (stages: Stage[]) => stages.map((stage) => ({ ...stage, kind: stage.customers ? ('lost' as const) : ('open' as const) })),
      'kind_in_use',
    ],
  ])('refuses %s and leaves the pipeline as it is', async (_what, change, reason) => {
    const before = await first()
    const refused = await put(before, draft(before, change))
    expect(refused.status).toBe(422)
    expect(refused.body.error.details.reason).toBe(reason)
    expect(await first()).toEqual(before)
  })

  it('keeps one pipeline for new customers', async () => {
    for (const pipeline of await all()) {
      const left = (await all()).filter(({ active }) => active).length
      const answer = await put(pipeline, { ...draft(pipeline), active: false })
      expect(answer.status).toBe(left > 1 ? 200 : 422)
      if (left === 1) expect(answer.body.error.details).toEqual({ reason: 'last_pipeline' })
    }
  })

  it('knows nothing of another corp: its pipeline and its changes are not found', async () => {
    const { pipelines, audit, employees } = test.app.store.tables
    const [pipelineId, changeId] = [newId(new Date()), newId(new Date())]
    const [me] = await test.app.store.read.select({ id: employees.id }).from(employees).where(eq(employees.userId, 'gu_yuan'))
    await test.app.store.write(async (tx) => {
      await tx.insert(pipelines).values({ id: pipelineId, corpId: 'other', name: '别家', position: 1, createdAt: test.clock.now })
      await tx.insert(audit).values({
        id: changeId,
        corpId: 'other',
        employeeId: me!.id,
        action: 'pipeline_saved',
        area: 'pipelines',
        refId: pipelineId,
        details: {},
        at: test.clock.now,
      })
    })
    const mine = await first()
    expect((await put({ ...mine, pipelineId }, draft(mine))).status).toBe(404)
    expect((await undo(changeId)).status).toBe(404)
    expect((await changes()).map((change) => change.changeId)).not.toContain(changeId)
  })
})
