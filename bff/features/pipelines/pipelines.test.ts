import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { who } from '../../simulator/demo/contacts.ts'

interface Opportunity {
  opportunityId: string
  pipelineId: string
  stageId: string
  enteredAt: string
  version: number
  lostReason?: string
  stages: { stageId: string; name: string; kind: string }[]
}

describe.each(['sqlite', 'postgres'] as const)('the stage of an opportunity on %s', (engine) => {
  let test: TestApp
  let sales: string
  let colleague: string
  let customerId: string
  let reasons: { lostReasonId: string; text: string }[]

  const open = async (cookie: string) =>
    (await test.call('POST', '/api/context', { cookie, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })).body.bundle
  const opportunity = async () => (await test.call('GET', `/api/customers/${customerId}`, { cookie: sales })).body.opportunity as Opportunity
  const stageNamed = ({ stages }: Opportunity, name: string) => stages.find((stage) => stage.name === name)!.stageId
  const move = ({ opportunityId, version }: Opportunity, stageId: string, more: object = {}, cookie = sales) =>
    test.call('POST', `/api/opportunities/${opportunityId}/stage`, { cookie, body: { stageId, version, ...more } })
  const undo = (moveId: string, version: number, cookie = sales) => test.call('POST', `/api/stage-moves/${moveId}/undo`, { cookie, body: { version } })
  const later = () => (test.clock.now = new Date(test.clock.now.getTime() + 60_000))
  const moves = async ({ opportunityId }: Opportunity) => (await test.call('GET', `/api/opportunities/${opportunityId}/moves`, { cookie: sales })).body.moves
  const events = async () => (await test.call('GET', `/api/customers/${customerId}/timeline?kind=stage&limit=5`, { cookie: sales })).body.events

  beforeAll(async () => {
    test = await startTestApp({ engine })
    sales = await test.signIn('shen_ke')
    colleague = await test.signIn('tang_qi')
    const bundle = await open(sales)
    customerId = bundle.customer.customerId
    reasons = (await test.call('GET', `/api/pipelines/${bundle.opportunity.pipelineId}`, { cookie: sales })).body.lostReasons
  })
  afterAll(() => test.close())

  it('begins at the first stage and moves to any other, with history and timeline', async () => {
    const before = await opportunity()
    expect(before).toMatchObject({ stageId: stageNamed(before, '兴趣'), version: 1 })
    later()
    const moved = await move(before, stageNamed(before, '评估价格'), { note: '要了报价单' })
    expect(moved.status).toBe(200)
    expect(moved.body.opportunity).toEqual({ ...before, stageId: stageNamed(before, '评估价格'), enteredAt: test.clock.now.toISOString(), version: 2 })
    expect(await opportunity()).toEqual(moved.body.opportunity)
    expect(await moves(before)).toMatchObject([
      { toStageId: before.stageId, undone: false },
      { moveId: moved.body.moveId, fromStageId: before.stageId, toStageId: moved.body.opportunity.stageId, actor: { name: '沈可' }, undone: false },
    ])
    expect((await events())[0]).toMatchObject({
      code: 'stage_moved',
      params: { from: '兴趣', to: '评估价格', note: '要了报价单', fromEnteredAt: before.enteredAt },
    })
  })

  it('needs a reason of this pipeline to be lost', async () => {
    const before = await opportunity()
    const { stages, lostReasons, pipelines } = test.app.store.tables
    const foreign = { corpId: test.app.config.wecom.corpId, pipelineId: '01J00000000000000000000001' }
    const [reasonId, stageId] = ['01J00000000000000000000002', '01J00000000000000000000003']
    await test.app.store.write(async (tx) => {
      await tx.insert(pipelines).values({ id: foreign.pipelineId, corpId: foreign.corpId, name: '另一条', position: 2, createdAt: test.clock.now })
      await tx.insert(lostReasons).values({ id: reasonId, ...foreign, text: '别的', position: 1 })
      await tx.insert(stages).values({ id: stageId, ...foreign, name: '别处', kind: 'open', position: 1 })
    })
    const lost = stageNamed(before, '流失')
    for (const more of [{}, { lostReasonId: reasonId }]) {
      const refused = await move(before, lost, more)
      expect(refused.status).toBe(422)
      expect(refused.body.error).toMatchObject({ code: 'refused', details: { reason: 'lost_reason_required' } })
    }
    expect((await move(before, stageId)).body.error).toMatchObject({ code: 'refused', details: { reason: 'no_such_stage' } })
    expect((await move(before, before.stageId)).body.error).toMatchObject({ code: 'refused', details: { reason: 'same_stage' } })
    expect(await opportunity()).toEqual(before)
    later()
    const done = await move(before, lost, { lostReasonId: reasons[1]!.lostReasonId })
    expect(done.body.opportunity).toMatchObject({ stageId: lost, lostReason: reasons[1]!.text, version: before.version + 1 })
    expect((await events())[0]).toMatchObject({ code: 'stage_lost', params: { reason: reasons[1]!.text } })
  })

  it('is as before a move that is taken back: stage, entry time and reason', async () => {
    const before = await opportunity()
    expect(before.lostReason).toBe(reasons[1]!.text)
    later()
    const moved = await move(before, stageNamed(before, '要求试用'))
    expect(moved.body.opportunity.lostReason).toBeUndefined()
    later()
    const undone = await undo(moved.body.moveId, moved.body.opportunity.version)
    expect(undone.body.opportunity).toEqual({ ...before, version: before.version + 2 })
    expect(await opportunity()).toEqual(undone.body.opportunity)
    expect((await moves(before)).at(-1)).toMatchObject({ moveId: moved.body.moveId, undone: true })
    expect((await events())[0]).toMatchObject({ code: 'stage_move_undone', params: { from: '要求试用', to: '流失' } })

    const twice = await undo(moved.body.moveId, undone.body.opportunity.version)
    expect(twice.status).toBe(422)
    expect(twice.body.error.details).toEqual({ reason: 'already_undone' })
    expect(await opportunity()).toEqual(undone.body.opportunity)
    const begin = (await moves(before))[0]
    expect((await undo(begin.moveId, undone.body.opportunity.version)).body.error.details).toEqual({ reason: 'first_stage' })
  })

  it('cannot be taken back behind a later move, which stays; the answer names who was first', async () => {
    const before = await opportunity()
    const first = await move(before, stageNamed(before, '兴趣'))
    const second = await move(first.body.opportunity, stageNamed(before, '购买'), {}, sales)
    for (const version of [first.body.opportunity.version, second.body.opportunity.version]) {
      const late = await undo(first.body.moveId, version)
      expect(late.status).toBe(409)
      expect(late.body.error.details).toEqual({ stageId: stageNamed(before, '购买'), version: second.body.opportunity.version, by: '沈可' })
    }
    expect(await opportunity()).toEqual(second.body.opportunity)
    expect((await moves(before)).at(-2)).toMatchObject({ moveId: first.body.moveId, undone: false })
  })

  it('is moved once when a colleague moves it at the same time, and the others learn who it was', async () => {
    const before = await opportunity()
    const targets = ['兴趣', '索取资料', '评估价格', '要求试用']
    const answers = await Promise.all(targets.map((name, index) => move(before, stageNamed(before, name), {}, index % 2 ? colleague : sales)))
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    const after = await opportunity()
    expect(after).toEqual(won[0]!.body.opportunity)
    expect(after.version).toBe(before.version + 1)
    for (const { status, body } of answers.filter((answer) => answer !== won[0])) {
      expect(status).toBe(409)
      const by = (await moves(before)).at(-1).actor.name
      expect(body.error).toMatchObject({ code: 'conflict', details: { stageId: after.stageId, version: after.version, by } })
    }
    const { stageMoves } = test.app.store.tables
    const rows = await test.app.store.read
      .select({ id: stageMoves.id })
      .from(stageMoves)
      .where(and(eq(stageMoves.opportunityId, before.opportunityId), eq(stageMoves.versionAfter, after.version)))
    expect(rows).toHaveLength(1)
  })

  it('names the colleague also when what they did was to take a move back', async () => {
    const seen = await opportunity()
    const moved = await move(seen, stageNamed(seen, '复购'), {}, colleague)
    const undone = await undo(moved.body.moveId, moved.body.opportunity.version, colleague)
    const late = await move(seen, stageNamed(seen, '购买'))
    expect(late.status).toBe(409)
    expect(late.body.error.details).toEqual({ stageId: seen.stageId, version: undone.body.opportunity.version, by: '唐琪' })
  })
})
