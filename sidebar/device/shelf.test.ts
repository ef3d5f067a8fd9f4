import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HeadStart } from '../head-start/handle.ts'

const keyOf = (letter: string): string => btoa(letter.repeat(32))

/** A page of its own: module state is new, the database is the browser's. */
async function pageOf(employeeId: string, key = keyOf(employeeId)) {
  vi.resetModules()
  window.kebian = { boot: { device: { employeeId, key } } } as HeadStart
  const [{ openShelf, forgetDevice }, { readKept }] = await Promise.all([import('./shelf.ts'), import('./device.ts')])
  return { drafts: openShelf<string>('drafts'), outbox: openShelf<string>('outbox'), forgetDevice, readKept }
}

const note = { id: 'n1', customerId: 'c1', value: '给 13800000101 回电，差 ¥1,840.00' }

/** All bytes that lie in the database, as text. */
async function bytes(): Promise<string> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('kebian', 1)
    asked.onsuccess = () => resolve(asked.result)
  })
  const rows = await new Promise<{ sealed: ArrayBuffer }[]>((resolve) => {
    const asked = db.transaction('kept').objectStore('kept').getAll()
    asked.onsuccess = () => resolve(asked.result as { sealed: ArrayBuffer }[])
  })
  db.close()
  return rows.map((row) => JSON.stringify(row) + new TextDecoder().decode(row.sealed)).join('\n')
}

beforeEach(() => new Promise<void>((resolve) => (indexedDB.deleteDatabase('kebian').onsuccess = () => resolve())))
afterEach(() => {
  vi.restoreAllMocks()
  window.kebian = undefined
})

describe('what is kept on the device', () => {
  it('is there for the next page of the same employee, the oldest first', async () => {
    const first = await pageOf('A')
    const clock = vi.spyOn(Date, 'now').mockReturnValue(2_000)
    await first.drafts.put({ ...note, id: 'later' })
    clock.mockReturnValue(1_000)
    await first.drafts.put(note)
    const next = await pageOf('A')
    expect(await next.drafts.all()).toEqual([
      { ...note, at: 1_000 },
      { ...note, id: 'later', at: 2_000 },
    ])
    expect(await next.outbox.all()).toEqual([])
    expect((await next.readKept('drafts', 'later'))?.value).toBe(note.value)
  })

  it('is replaced by what has the same id, and gone once removed', async () => {
    const { drafts } = await pageOf('A')
    await drafts.put(note)
    await drafts.put({ ...note, value: 'other' })
    expect((await drafts.all()).map(({ value }) => value)).toEqual(['other'])
    await drafts.remove(note.id)
    expect(await drafts.all()).toEqual([])
  })

  it('is not in clear', async () => {
    const { outbox } = await pageOf('A')
    await outbox.put(note)
    expect(await bytes()).not.toMatch(/13800000101|1,840|回电/)
  })

  it('is nobody else’s', async () => {
    const first = await pageOf('A')
    await first.outbox.put(note)
    const other = await pageOf('B')
    expect(await other.outbox.all()).toEqual([])
    await other.forgetDevice()
    expect(await (await pageOf('A')).outbox.all()).toHaveLength(1)
  })

  it('cannot be opened with another key, and does not stand in the way then', async () => {
    await (await pageOf('A')).outbox.put(note)
    const { outbox, readKept } = await pageOf('A', keyOf('Z'))
    await expect(readKept('outbox', note.id)).rejects.toMatchObject({ name: 'OperationError' })
    expect(await outbox.all()).toEqual([])
    expect(await (await pageOf('A')).outbox.all()).toEqual([])
  })

  it('is gone from every shelf when the employee signs out, and nothing is kept any more', async () => {
    const { drafts, outbox, forgetDevice } = await pageOf('A')
    await drafts.put(note)
    await outbox.put(note)
    const late = drafts.put({ ...note, id: 'late' }).catch(() => 'refused')
    await forgetDevice()
    expect([await late, await bytes()]).toEqual(['refused', ''])
    await expect(drafts.put(note)).rejects.toMatchObject({ name: 'InvalidStateError' })
    expect(await bytes()).toBe('')
  })

  it('is refused, not lost in silence, by a storage that is full', async () => {
    const { outbox } = await pageOf('A')
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
      this.transaction.abort()
      throw new DOMException('full', 'QuotaExceededError')
    })
    await expect(outbox.put(note)).rejects.toThrow('full')
  })

  it('is refused on a page without a session, and asked for again', async () => {
    const { drafts } = await pageOf('A')
    const { boot } = window.kebian as HeadStart
    window.kebian = { boot: {} } as HeadStart
    await expect(drafts.put(note)).rejects.toThrow('no session')
    window.kebian = { boot } as HeadStart
    await drafts.put(note)
    expect(await drafts.all()).toHaveLength(1)
  })
})
