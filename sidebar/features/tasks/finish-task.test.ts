import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toast, undoNow, withdrawUndo } from '../../ui/undo.ts'
import { bundleOf, id, ME, refusal, runOn, stubApi, type Handlers } from '../fixtures/test-kit.ts'
import { useBundle } from '../customer/index.ts'
import { finishTask } from './finish-task.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: {} }))
afterEach(() => (toast.value = null))

const row = { kind: 'due' as const, title: '给账期方案', dueAt: '2026-11-19T10:00:00.000Z', taskId: id('K1'), version: 2 }
const withTask = bundleOf(id('C1'), { now: [row, { kind: 'next', title: '发报价' }], openTasks: 2 })
const task = (state: 'open' | 'done', version: number) => ({
  taskId: id('K1'),
  customerId: id('C1'),
  title: row.title,
  dueAt: row.dueAt,
  state,
  version,
  assignee: { employeeId: ME.employeeId, name: ME.name },
})

async function tapDone(handlers: Handlers) {
  const calls = stubApi({ 'GET /customers/:customerId': () => bundleOf(id('C1'), { openTasks: 1 }), ...handlers })
  const { bundle } = await runOn(() => useBundle(), withTask)
  const done = finishTask(id('C1'), bundle.value?.now[0] ?? row)
  const atOnce = [bundle.value?.now.map(({ kind }) => kind), bundle.value?.openTasks]
  await done
  return { calls, bundle, atOnce }
}

describe('finishing a task in the now strip', () => {
  it('takes the row away at once and stores it with the version seen', async () => {
    const { calls, atOnce } = await tapDone({ 'POST /tasks/:taskId/state': () => task('done', 3) })
    expect(atOnce).toEqual([['next'], 1])
    expect(calls[0]?.body).toEqual({ state: 'done', version: 2 })
    expect(toast.value?.text).toBe('已完成：给账期方案')
  })

  it('can be undone, with the version that the first step left', async () => {
    const { calls } = await tapDone({ 'POST /tasks/:taskId/state': ({ body }) => task(body.state, body.version + 1) })
    expect(undoNow()).toBe(true)
    await flushPromises()
    expect(calls.filter((call) => call.route === 'POST /tasks/:taskId/state').map((call) => call.body)).toEqual([
      { state: 'done', version: 2 },
      { state: 'open', version: 3 },
    ])
  })

  it('offers to undo what stands under the record, so that another way of reopening withdraws it', async () => {
    await tapDone({ 'POST /tasks/:taskId/state': () => task('done', 3) })
    withdrawUndo(id('K1'))
    expect(toast.value).toBeNull()
  })

  it.each([
    ['open', null],
    ['done', '「给账期方案」刚被别人改过，已换成最新的。'],
  ] as const)('takes a task that is %s by then for what it is', async (state, told) => {
    await tapDone({
      'POST /tasks/:taskId/state': ({ body }) => (body.state === 'done' ? task('done', 3) : refusal(409, 'conflict', { state, version: 4 })),
    })
    undoNow()
    await flushPromises()
    expect(toast.value?.text ?? null).toBe(told)
  })

  it('puts the row back and says so when it is refused', async () => {
    const { bundle } = await tapDone({
      'POST /tasks/:taskId/state': () => refusal(409, 'conflict'),
      'GET /customers/:customerId': () => refusal(503, 'unavailable'),
    })
    expect([bundle.value?.now.length, bundle.value?.openTasks, toast.value?.text]).toEqual([2, 2, '「给账期方案」刚被别人改过，已换成最新的。'])
  })
})
