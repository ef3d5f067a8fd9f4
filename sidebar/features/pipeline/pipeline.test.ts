import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toast, undoNow } from '../../ui/undo.ts'
import { useBundle } from '../customer/index.ts'
import { bundleOf, id, mountOn, refusal, runOn, stubApi, type Handlers } from '../fixtures/test-kit.ts'
import { useOutbox } from '../outbox/index.ts'
import StageSheet from './StageSheet.vue'
import { durations } from './durations.ts'
import { keepLosses } from './keep-losses.ts'
import { useLostDrafts } from './lost-draft.ts'
import { useMoveStage, type Opportunity } from './use-move-stage.ts'
import { stepsOf } from './use-stage-steps.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: {} }))
afterEach(() => {
  document.body.innerHTML = ''
  toast.value = null
})

const START = bundleOf().opportunity as Opportunity
const PIPELINE = {
  pipelineId: id('W1'),
  name: '供豆流程',
  stages: START.stages.map((stage) => ({ ...stage, usualDays: 3 })),
  lostReasons: [
    { lostReasonId: id('R1'), text: '价格太高' },
    { lostReasonId: id('R2'), text: '选了别家' },
  ],
}

function server(over: Handlers = {}) {
  let now: Opportunity = START
  const calls = stubApi({
    'GET /customers/:customerId': () => bundleOf(id('C1'), { opportunity: now }),
    'GET /pipelines/:pipelineId': () => PIPELINE,
    'GET /opportunities/:opportunityId/moves': () => ({ moves: [{ moveId: id('V1'), toStageId: id('S2'), undone: false, at: '2026-11-15T02:00:00.000Z' }] }),
    'POST /opportunities/:opportunityId/stage': ({ body }) => (
      (now = { ...now, stageId: body.stageId, version: now.version + 1, enteredAt: '2026-11-20T02:00:00.000Z' }),
      { moveId: id('V2'), opportunity: now }
    ),
    'POST /stage-moves/:moveId/undo': () => ((now = { ...START, version: now.version + 1 }), { moveId: id('V2'), opportunity: now }),
    ...over,
  })
  return { posts: () => calls.filter(({ route }) => route.startsWith('POST')).map(({ route, body }) => [route, body]) }
}

const mover = (role: 'sales' | 'service' = 'sales', bundle = bundleOf()) => runOn(() => ({ ...useMoveStage(), bundle: useBundle().bundle }), bundle, role)

describe('moving a stage', () => {
  it('shows at once and can be taken back under the version it got', async () => {
    const { posts } = server()
    const { move, bundle } = await mover()
    const taken = move({ stageId: id('S3') })
    expect(bundle.value?.opportunity?.stageId).toBe(id('S3'))
    expect(await taken).toBe(true)
    await flushPromises()
    expect(toast.value?.text).toBe('已移到「评估价格」')
    undoNow()
    expect(bundle.value?.opportunity?.stageId).toBe(id('S2'))
    await flushPromises()
    expect(posts()).toEqual([
      ['POST /opportunities/:opportunityId/stage', { stageId: id('S3'), version: 3 }],
      ['POST /stage-moves/:moveId/undo', { version: 4 }],
    ])
    expect(toast.value?.text).toBe('已回到「索取资料」')
  })

  it('says who was first and where it is now when a colleague moved it meanwhile', async () => {
    const theirs = { ...START, stageId: id('S4'), version: 4 }
    server({
      'GET /customers/:customerId': () => bundleOf(id('C1'), { opportunity: theirs }),
      'POST /opportunities/:opportunityId/stage': () => refusal(409, 'conflict', { stageId: id('S4'), version: 4, by: '赵一帆' }),
    })
    const { move, bundle } = await mover()
    expect(await move({ stageId: id('S3') })).toBe(false)
    await flushPromises()
    expect(toast.value?.text).toBe('没有移动：赵一帆 先移到了「购买」。')
    expect(bundle.value?.opportunity).toMatchObject({ stageId: id('S4'), version: 4 })
  })

  it('keeps the new stage on screen while the network is down, and what is taken back then is taken back after it', async () => {
    let up = false
    const { posts } = server({
      'POST /opportunities/:opportunityId/stage': ({ body }) =>
        up ? { moveId: id('V2'), opportunity: { ...START, stageId: body.stageId, version: 4 } } : Promise.reject(new TypeError('no network')),
    })
    const { move, bundle } = await mover()
    void move({ stageId: id('S3') })
    await flushPromises()
    expect([bundle.value?.opportunity?.stageId, toast.value?.text]).toEqual([id('S3'), '已存在本机，联网后自动提交。'])
    undoNow()
    expect(bundle.value?.opportunity?.stageId).toBe(id('S2'))
    up = true
    useOutbox().retryAll()
    await flushPromises()
    expect(posts().slice(-2)).toEqual([
      ['POST /opportunities/:opportunityId/stage', { stageId: id('S3'), version: 3 }],
      ['POST /stage-moves/:moveId/undo', { version: 4 }],
    ])
  })

  it('sends one move for two taps', async () => {
    const { posts } = server()
    const { move } = await mover()
    await Promise.all([move({ stageId: id('S3') }), move({ stageId: id('S4') })])
    expect(posts()).toHaveLength(1)
  })

  it('is not offered to the service role, nor on a customer of somebody else', async () => {
    server()
    const service = await mover('service')
    expect([service.canMove.value, await service.move({ stageId: id('S3') })]).toEqual([false, false])
    expect((await mover('sales', bundleOf(id('C1'), { access: 'any' }))).canMove.value).toBe(false)
  })
})

describe('the stage sheet', () => {
  const button = (name: string): HTMLButtonElement | undefined =>
    Array.from(document.querySelectorAll<HTMLButtonElement>('[role=dialog] button')).find(
      (one) => one.textContent?.trim() === name || one.getAttribute('aria-label') === name,
    )
  async function press(name: string): Promise<void> {
    const found = button(name)
    if (!found) throw new Error(`no ${name} in ${document.body.textContent}`)
    found.click()
    await flushPromises()
  }

  it('asks for a reason before a loss and stores reason and note', async () => {
    const { posts } = server()
    const onClose = vi.fn<() => void>()
    await mountOn(StageSheet, { open: true, onClose })
    await press('标为流失要选原因')
    expect(button('标为流失')?.disabled).toBe(true)
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('选一个原因，才能标为流失。')
    document.querySelectorAll<HTMLElement>('[role=radio]')[1]?.click()
    const area = document.querySelector('textarea')
    if (!area) throw new Error('no note')
    area.value = ' 城西一家 '
    area.dispatchEvent(new Event('input'))
    await flushPromises()
    await press('标为流失')
    expect(posts()[0]).toEqual(['POST /opportunities/:opportunityId/stage', { stageId: id('S9'), version: 3, lostReasonId: id('R2'), note: '城西一家' }])
    expect(onClose).toHaveBeenCalledOnce()
    expect(toast.value?.text).toBe('已标为流失')
  })

  it('keeps what was written of a loss for who wrote it', async () => {
    await mover()
    const draft = () => useLostDrafts().of({ opportunityId: START.opportunityId, customerId: id('C1') })
    const tell = keepLosses()
    tell(id('A'))
    draft().note = '甲写的'
    tell(id('A'))
    expect(draft().note).toBe('甲写的')
    tell(id('B'))
    expect(draft().note).toBe('')
  })

  it('leads to the login when the session has ended before the reasons could be read', async () => {
    server({ 'GET /pipelines/:pipelineId': () => refusal(401, 'unauthenticated') })
    await mountOn(StageSheet, { open: true })
    await press('标为流失要选原因')
    const dialog = document.querySelector('[role=dialog]')
    expect([dialog?.querySelector('a')?.textContent, dialog?.querySelector('a')?.getAttribute('href')]).toEqual(['重新登录', '/auth/login?to=/sidebar/'])
    expect(dialog?.textContent).not.toContain('重试')
  })

  it('says how long it stayed in a stage it left, and nothing of one it was never in', async () => {
    const skipped = { ...START, stageId: id('S3') }
    const moves = [
      { moveId: id('V1'), toStageId: id('S1'), undone: false, at: '2026-11-01T02:00:00.000Z' },
      { moveId: id('V2'), toStageId: id('S3'), undone: false, at: '2026-11-01T05:00:00.000Z' },
    ]
    server({ 'GET /opportunities/:opportunityId/moves': () => ({ moves }) })
    await mountOn(StageSheet, { open: true }, bundleOf(id('C1'), { opportunity: skipped }))
    const rows = Array.from(document.querySelectorAll('[role=dialog] ol li'))
    expect(rows.map((row) => row.querySelector('.name')?.textContent)).toEqual(['兴趣，走过', '索取资料', '评估价格，现在在这步', '购买'])
    expect(rows.map((row) => row.querySelector('.ball svg') !== null)).toEqual([true, false, false, false])
    expect(rows.slice(0, 2).map((row) => row.querySelector('.days')?.textContent)).toEqual(['不到 1 天', undefined])
  })

  it('makes the next step the one primary button', async () => {
    server()
    await mountOn(StageSheet, { open: true })
    const primary = document.querySelectorAll('[role=dialog] .btn.p')
    expect(Array.from(primary).map((one) => one.getAttribute('aria-label'))).toEqual(['移到「评估价格」'])
  })
})

describe('durations', () => {
  const day = (at: string | number): string => new Date(at).toISOString().slice(0, 10)
  const move = (to: string, at: string, undone = false) => ({ moveId: id(to), toStageId: to, undone, at: `2026-11-${at}T12:00:00.000Z` })

  it('adds up all visits of a stage and counts moves taken back for nothing', () => {
    const moves = [move('a', '01'), move('b', '03'), move('x', '04', true), move('a', '08'), move('b', '09')]
    const { byStage, total } = durations(moves, Date.parse('2026-11-12T01:00:00Z'), day)
    expect(Object.fromEntries(byStage)).toEqual({ a: 3, b: 8 })
    expect(total).toBe(11)
  })

  it('has nothing to add up without a history', () => {
    expect(durations([], Date.now(), day)).toEqual({ byStage: new Map(), total: 0 })
  })

  it('while lost, every stage is one to come back to and none is the next', () => {
    expect(stepsOf({ ...START, stageId: id('S9') }, undefined, new Map()).map(({ state, next }) => [state, next])).toEqual(
      [0, 1, 2, 3].map(() => ['coming', false]),
    )
  })
})
