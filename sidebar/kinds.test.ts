import { describe, expect, it } from 'vitest'
import { id } from './features/fixtures/test-kit.ts'
import { kinds } from './kinds.ts'

/** All that any kind keeps of a write. */
const input = {
  text: '老茶客',
  field: 'remark',
  before: '',
  version: 1,
  value: '1',
  mine: { fieldId: id('F1') },
  noteId: id('N1'),
  said: '',
  taskId: id('T1'),
  title: '',
  state: 'done',
  name: '老茶客',
  choice: { tagId: id('G1') },
  on: true,
  opportunityId: id('P1'),
  stageId: id('S1'),
  moveId: id('M1'),
  stages: {},
}
const entry = { id: id('E1'), employeeId: id('A'), customerId: id('C1'), name: '周岚', input, at: 1, attempts: 0 }

describe.each(kinds.map((kind) => [kind.name, kind] as const))('the write %s', (_name, kind) => {
  it('is sent under the key of its entry, each request of it in the name of whoever made it', async () => {
    const sent: Headers[] = []
    globalThis.fetch = async (_address, init) => {
      sent.push(new Headers(init?.headers))
      return new Response(JSON.stringify({ tagId: id('G1') }))
    }
    await kind.send({ ...entry, kind: kind.name }, { idempotencyKey: entry.id, employeeId: entry.employeeId })
    expect([sent[0]?.get('idempotency-key'), new Set(sent.map((headers) => headers.get('kebian-employee')))]).toEqual([entry.id, new Set([entry.employeeId])])
  })
})
