import 'fake-indexeddb/auto'
import { createPinia, disposePinia, setActivePinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiError } from '../../api/api-error.ts'
import type { HeadStart } from '../../head-start/handle.ts'
import type { Entry, Kind } from './kind.ts'

interface Value {
  record: string
  text: string
  version?: number
}

/** A server with one text for each record, guarded by a version, that keeps its answers by key. */
const server = {
  up: true,
  log: [] as string[],
  answers: new Map<string, { version: number }>(),
  versions: new Map<string, number>(),
  refuse: undefined as ApiError['code'] | undefined,
  /** Made by the page that asks: an error of another page’s code is no error of its own. */
  error: (code: ApiError['code'], _status?: number, _details?: Record<string, unknown>): Error => new Error(code),
}

const told: string[] = []

const kind: Kind<Value, { version: number; jobId: string }> = {
  name: 'text',
  recordOf: ({ input }) => input.record,
  async send({ id, input: { record, text, version } }) {
    if (!server.up) throw server.error('network')
    if (server.refuse) throw server.error(server.refuse)
    const known = server.answers.get(id)
    if (known) return { ...known, jobId: '' }
    const now = server.versions.get(record) ?? 1
    if (version !== undefined && version !== now) throw server.error('conflict', 409, { version: now })
    server.log.push(`${record}=${text}`)
    server.versions.set(record, now + 1)
    server.answers.set(id, { version: now + 1 })
    return { version: now + 1, jobId: '' }
  },
  shows: { tasks: (tasks, { input }) => [...tasks, { title: input.text } as (typeof tasks)[number]] },
  meets: (earlier, now) => (now.input.text === '' ? 'cancels' : earlier.input.text === 'draft' ? 'replaces' : undefined),
  follow: ({ input }, _answered, reply) => ({ ...input, ...(input.version && { version: (reply as { version: number }).version }) }),
  settled: ({ input }, reply) => void told.push(`${input.text} ${reply ? 'stored' : 'elsewhere'}`),
  refused: ({ input, failure }) => void told.push(`${input.text} ${failure?.code}`),
  title: ({ input }) => input.text,
  conflict: ({ input, failure }) => ({ mine: input.text, theirs: 'theirs', again: { ...input, version: Number(failure?.details.version) } }),
}

const pages: Pinia[] = []

/** A page of this browser, of one employee: module state is new, the database is the browser's. */
async function openPage(employeeId = 'A') {
  vi.resetModules()
  window.kebian = { boot: { device: { employeeId, key: btoa(employeeId.repeat(32)) } } } as HeadStart
  const pinia = createPinia()
  pages.push(pinia)
  setActivePinia(pinia)
  const [{ useOutbox }, { openShelf }, { ApiError }] = await Promise.all([
    import('./outbox.ts'),
    import('../../device/shelf.ts'),
    import('../../api/api-error.ts'),
  ])
  server.error = (code, status, details) => new ApiError(code, status, 'req-1', details)
  const outbox = useOutbox()
  outbox.begin(employeeId, [kind as Kind<unknown, unknown>])
  const write = (record: string, text: string, version?: number) =>
    outbox.write(kind, { customerId: 'C1', name: '周岚', input: { record, text, ...(version && { version }) } })
  const kept = () => openShelf<Entry<Value>>('outbox').all()
  return {
    outbox,
    write,
    kept,
    close: () => disposePinia(pinia),
    states: () => outbox.entries.map((entry) => `${(entry.input as Value).text} ${outbox.stateOf(entry)}`),
  }
}

const set = (online: boolean) => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online)
  dispatchEvent(new Event(online ? 'online' : 'offline'))
}

beforeEach(async () => {
  Object.assign(server, { up: true, log: [], refuse: undefined })
  server.answers.clear()
  server.versions.clear()
  told.length = 0
  await new Promise<void>((resolve) => (indexedDB.deleteDatabase('kebian').onsuccess = () => resolve()))
})
afterEach(() => {
  for (const pinia of pages.splice(0)) disposePinia(pinia)
  vi.restoreAllMocks()
  window.kebian = undefined
})

describe('the outbox', () => {
  it('has a write on the device before its request leaves, and not after its answer', async () => {
    const { write, kept } = await openPage()
    const onDevice: number[] = []
    const send = vi.spyOn(kind, 'send').mockImplementation(async () => {
      onDevice.push((await kept()).length)
      return { version: 2, jobId: '' }
    })
    expect(await write('a', 'one').done).toMatchObject({ at: 'stored', reply: { version: 2 } })
    expect([send.mock.calls.length, onDevice]).toEqual([1, [1]])
    await vi.waitFor(async () => expect(await kept()).toEqual([]))
  })

  it('sends what a page that was killed has left, under the same key, once', async () => {
    const first = await openPage()
    vi.spyOn(kind, 'send').mockImplementationOnce(async (entry) => {
      server.answers.set(entry.id, { version: 2 })
      server.log.push('a=one')
      first.close()
      return new Promise(() => undefined)
    })
    const { id } = first.write('a', 'one')
    await vi.waitFor(() => expect(server.log).toEqual(['a=one']))
    await openPage()
    await vi.waitFor(() => expect(told).toEqual(['one stored']))
    expect([server.log, server.answers.has(id)]).toEqual([['a=one'], true])
  })

  it('does not try while there is no network, and sends in order once there is, each under the version that the one before left', async () => {
    const { write, states, outbox } = await openPage()
    set(false)
    const all = ['one', 'two', 'three'].map((text) => write('a', text, 1).done)
    write('b', 'other')
    expect(await Promise.all(all)).toEqual([{ at: 'waiting' }, { at: 'waiting' }, { at: 'waiting' }])
    await vi.waitFor(() => expect(states()).toEqual(['one pending', 'two pending', 'three pending', 'other pending']))
    expect(outbox.lay('tasks', 'C1', []).map(({ title }) => title)).toEqual(['one', 'two', 'three', 'other'])
    expect(outbox.lay('tasks', 'C2', [])).toEqual([])
    set(true)
    await vi.waitFor(() => expect(outbox.entries).toEqual([]))
    expect(server.log).toEqual(['a=one', 'a=two', 'a=three', 'b=other'])
  })

  it('tries again by itself, each time later, and at once when told', async () => {
    const { write, states, outbox } = await openPage()
    server.up = false
    expect(await write('a', 'one').done).toEqual({ at: 'waiting' })
    expect(states()).toEqual(['one retrying'])
    server.up = true
    outbox.retryAll()
    await vi.waitFor(() => expect(server.log).toEqual(['a=one']))
  })

  it('keeps what is refused for somebody to mend or discard, and does not hold up the others', async () => {
    const { write, states, outbox, kept } = await openPage()
    server.refuse = 'read_only'
    const { id, done } = write('a', 'one')
    expect(await done).toMatchObject({ at: 'refused', failure: { code: 'read_only' } })
    server.refuse = undefined
    await write('b', 'two').done
    expect([states(), told, server.log]).toEqual([['one refused'], ['one read_only', 'two stored'], ['b=two']])
    expect(outbox.lay('tasks', 'C1', [])).toEqual([])
    outbox.discard(id)
    await vi.waitFor(async () => expect(await kept()).toEqual([]))
  })

  it('makes mine the one after a conflict, under another key', async () => {
    const { write, outbox } = await openPage()
    server.versions.set('a', 5)
    const { id, done } = write('a', 'mine', 1)
    await done
    const [entry] = outbox.entries
    outbox.again(id, kind.conflict?.(entry as Entry<Value>)?.again)
    await vi.waitFor(() => expect(server.log).toEqual(['a=mine']))
    expect(server.answers.has(id)).toBe(false)
  })

  it('sends nothing for two writes that cancel each other before they left', async () => {
    const { write, outbox } = await openPage()
    set(false)
    write('a', 'one')
    expect(await write('a', '').done).toEqual({ at: 'gone' })
    write('a', 'draft')
    write('a', 'final')
    expect(outbox.entries.map(({ input }) => (input as Value).text)).toEqual(['final'])
  })

  it('takes back what has not left by throwing it away, and what may have left by the way back after it', async () => {
    const { write, outbox } = await openPage()
    set(false)
    const one = write('a', 'one')
    outbox.write(kind, { customerId: 'C1', name: '', of: one.id, input: { record: 'a', text: 'undo one' } })
    expect(outbox.entries).toEqual([])
    set(true)
    server.up = false
    const two = write('a', 'two')
    await two.done
    outbox.write(kind, { customerId: 'C1', name: '', of: two.id, input: { record: 'a', text: 'undo two' } })
    server.up = true
    outbox.retryAll()
    await vi.waitFor(() => expect(server.log).toEqual(['a=two', 'a=undo two']))
  })

  it('takes back what had to wait and was stored since, under what the server said', async () => {
    const { outbox, write } = await openPage()
    server.up = false
    const first = write('a', 'one', 1)
    expect((await first.done).at).toBe('waiting')
    server.up = true
    outbox.retryAll()
    await vi.waitFor(() => expect(outbox.entries).toHaveLength(0))
    const back = outbox.write(kind, { customerId: 'C1', name: '周岚', of: first.id, input: { record: 'a', text: 'back', version: 1 } })
    expect([(await back.done).at, server.log]).toEqual(['stored', ['a=one', 'a=back']])
  })

  it('throws away nothing that an earlier page may have sent, however often the device is read', async () => {
    const first = await openPage()
    set(false)
    await first.write('a', 'one').kept
    first.close()
    const { write, outbox } = await openPage()
    for (const text of ['two', 'three']) await write('b', text).done
    write('a', '')
    expect(outbox.entries.map(({ input }) => (input as Value).text)).toEqual(['one', 'two', 'three', ''])
  })

  it('is sent in nobody else’s name, and read by nobody else', async () => {
    const first = await openPage()
    set(false)
    await first.write('a', 'of A').kept
    first.close()
    set(true)
    const { outbox } = await openPage('B')
    await outbox.write(kind, { customerId: 'C1', name: '', input: { record: 'b', text: 'of B' } }).done
    expect([outbox.entries, server.log]).toEqual([[], ['b=of B']])
    await openPage()
    await vi.waitFor(() => expect(server.log).toEqual(['b=of B', 'a=of A']))
  })

  it('waits with everything while the page is another employee’s by now', async () => {
    const { outbox, write } = await openPage()
    outbox.begin('B', [kind as Kind<unknown, unknown>])
    expect(await write('a', 'one').done).toEqual({ at: 'waiting' })
    expect(server.log).toEqual([])
  })

  it('holds what another employee’s session must not write, and sends it once its own is back', async () => {
    const { write, outbox, states } = await openPage()
    server.refuse = 'other_employee'
    expect(await write('a', 'one').done).toEqual({ at: 'waiting' })
    write('b', 'two')
    await vi.waitFor(() => expect(states()).toEqual(['one pending', 'two pending']))
    server.refuse = undefined
    outbox.retryAll()
    await vi.waitFor(() => expect(server.log).toEqual(['a=one', 'b=two']))
  })

  it('sends also what the device cannot keep, and says that the page must stay while it has to wait', async () => {
    const { outbox, write } = await openPage()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
      this.transaction.abort()
      throw new DOMException('full', 'QuotaExceededError')
    })
    server.up = false
    const { kept: isKept, done } = write('a', 'one')
    expect([await isKept, (await done).at, outbox.mustStay]).toEqual([false, 'waiting', true])
    server.up = true
    outbox.retryAll()
    await vi.waitFor(() => expect([server.log, outbox.mustStay]).toEqual([['a=one'], false]))
  })

  it('asks before it sends what is so old that its key may be forgotten', async () => {
    const first = await openPage()
    set(false)
    await first.write('a', 'old').kept
    first.close()
    set(true)
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 31 * 24 * 3600_000)
    const { outbox, states } = await openPage()
    await vi.waitFor(() => expect(states()).toEqual(['old refused']))
    expect([outbox.entries[0]?.failure?.code, server.log]).toEqual(['too_old', []])
    outbox.again(outbox.entries[0]?.id ?? '')
    await vi.waitFor(() => expect(server.log).toEqual(['a=old']))
  })

  it('shows in another page what one has written, and forgets there what one has sent', async () => {
    const one = await openPage()
    const two = await openPage()
    set(false)
    await one.write('a', 'one').kept
    dispatchEvent(new StorageEvent('storage', { key: 'kebian-outbox', newValue: '1' }))
    await vi.waitFor(() => expect(two.outbox.entries).toHaveLength(1))
    set(true)
    await vi.waitFor(() => expect([one.outbox.entries, two.outbox.entries]).toEqual([[], []]))
    expect(server.log).toEqual(['a=one'])
  })

  it('gives up on what the server stumbles over again and again, without holding up the others', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { write, states } = await openPage()
    vi.spyOn(kind, 'send').mockImplementation(async ({ input }) => {
      if (input.text === 'bad') throw server.error('internal', 500)
      server.log.push(input.text)
      return { version: 1, jobId: '' }
    })
    write('a', 'bad')
    write('b', 'good')
    for (let round = 0; round < 8; round++) {
      await vi.waitFor(() => expect(vi.getTimerCount() + Number(states()[0] === 'bad refused')).toBeGreaterThan(0))
      await vi.advanceTimersByTimeAsync(60_000)
    }
    vi.useRealTimers()
    await vi.waitFor(() => expect([states(), server.log]).toEqual([['bad refused'], ['good']]))
  })
})
