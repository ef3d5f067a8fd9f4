import { answerOf, cipherOf, openDevice, ROWS, unseal, type Device, type Kept, type Row, type ShelfName } from './device.ts'

/** Things of one sort that this employee has kept on the device. Each method rejects where the browser gives no storage; `put` also when it is full. */
export interface Shelf<Value> {
  /** Resolves once it would survive the end of the browser. What had the same id is replaced. */
  put(item: { id: string; customerId: string; value: Value }): Promise<void>
  /** The oldest first. What cannot be opened is thrown away. */
  all(): Promise<Kept<Value>[]>
  remove(id: string): Promise<void>
  /** Gives a thing that was found another id. Resolves to false where it is gone or changed by now. */
  rename(found: Kept<Value>, id: string): Promise<boolean>
}

export function openShelf<Value>(shelf: ShelfName): Shelf<Value> {
  return {
    async put(item) {
      const device = await openDevice()
      const row = await seal(device, shelf, { ...item, at: Date.now() })
      await change(device, (rows) => rows.put(row))
    },
    async all() {
      const device = await openDevice()
      const rows = await answerOf<Row[]>(device.db.transaction(ROWS).objectStore(ROWS).getAll(rangeOf(device.employeeId, shelf)))
      const opened = await Promise.all(rows.map((row) => unseal<Value>(device, row).catch(() => void removeRow(device, row))))
      return opened.filter((kept) => kept !== undefined).sort((one, other) => one.at - other.at)
    },
    async remove(id) {
      const device = await openDevice()
      await removeRow(device, { employeeId: device.employeeId, shelf, id })
    },
    async rename(found, id) {
      const device = await openDevice()
      const row = await seal(device, shelf, { ...found, id })
      let isThere = false
      await change(device, (rows) => {
        const place = [device.employeeId, shelf, found.id]
        const asked: IDBRequest<Row | undefined> = rows.get(place)
        asked.onsuccess = () => {
          isThere = asked.result?.at === found.at
          if (!isThere) return
          rows.delete(place)
          rows.put(row)
        }
      })
      return isThere
    },
  }
}

async function seal<Value>({ employeeId, key }: Device, shelf: ShelfName, { id, customerId, at, value }: Kept<Value>): Promise<Row> {
  const place = { employeeId, shelf, id, customerId, at, iv: crypto.getRandomValues(new Uint8Array(12)) }
  return { ...place, sealed: await crypto.subtle.encrypt(cipherOf(place), key, new TextEncoder().encode(JSON.stringify(value))) }
}

/** Throws away all that this employee has kept on the device, at the end of a session that they end themselves. This page keeps nothing any more. */
export async function forgetDevice(): Promise<void> {
  const opened = openDevice()
  delete window.kebian?.boot.device
  const device = await opened
  const forgotten = change(device, (rows) => rows.delete(rangeOf(device.employeeId)))
  device.db.close()
  await forgotten
}

const removeRow = (device: Device, { employeeId, shelf, id }: Pick<Row, 'employeeId' | 'shelf' | 'id'>): Promise<void> =>
  change(device, (rows) => rows.delete([employeeId, shelf, id]))

/** All keys that begin with these parts: an array sorts after every string. */
const rangeOf = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []])

/** One change, on the disk when it resolves (browsers before Chrome 83 and Safari 15 ignore the wish). */
function change({ db }: Device, act: (rows: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(ROWS, 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
    act(transaction.objectStore(ROWS))
  })
}
