/**
 * What is kept on this device, in IndexedDB: sealed with a key that only a page of the same employee gets, see docs/adr/0005-kept-on-the-device.md.
 * This much of it is in the first screen; all that changes something is in `shelf.ts`.
 */
export type ShelfName = 'outbox' | 'drafts' | 'views'

/** One thing kept: about one customer, of one employee. */
export interface Kept<Value> {
  id: string
  customerId: string
  /** When it was put there, in milliseconds. */
  at: number
  value: Value
}

/** As it lies in the database: `sealed` is the value as JSON under AES-GCM. */
export interface Row {
  employeeId: string
  shelf: ShelfName
  id: string
  customerId: string
  at: number
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}

export interface Device {
  employeeId: string
  key: CryptoKey
  db: IDBDatabase
}

export const ROWS = 'kept'
const CIPHER = 'AES-GCM'
/** Some WebKits never answer the first time that a database is opened. */
const PATIENCE_MS = 2_000

let opening: Promise<Device> | undefined

/** This employee's place on the device. Rejects where the browser gives none, and on a page without a session. */
export function openDevice(): Promise<Device> {
  if (!opening) {
    opening = open()
    opening.catch(() => (opening = undefined))
  }
  return opening
}

async function open(): Promise<Device> {
  const boot = window.kebian?.boot.device
  if (!boot) throw new Error('no session')
  const asked = indexedDB.open('kebian', 1)
  asked.onupgradeneeded = () => asked.result.createObjectStore(ROWS, { keyPath: ['employeeId', 'shelf', 'id'] })
  const patience = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE_MS, new Error('silent')))
  const db = await Promise.race([answerOf(asked), patience])
  db.onversionchange = () => db.close()
  db.onclose = () => (opening = undefined)
  const raw = Uint8Array.from(atob(boot.key), (letter) => letter.charCodeAt(0))
  return { employeeId: boot.employeeId, db, key: await crypto.subtle.importKey('raw', raw, CIPHER, false, ['encrypt', 'decrypt']) }
}

export const answerOf = <Result>(asked: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('refused'))
  })

/** One thing, if it is there and can be opened. */
export async function readKept<Value>(shelf: ShelfName, id: string): Promise<Kept<Value> | undefined> {
  const device = await openDevice()
  const row = await answerOf<Row | undefined>(device.db.transaction(ROWS).objectStore(ROWS).get([device.employeeId, shelf, id]))
  return row && unseal<Value>(device, row)
}

/** The name of a row goes into its seal, so that none can be passed off as another. */
export const cipherOf = ({ shelf, id, customerId, iv }: Pick<Row, 'shelf' | 'id' | 'customerId' | 'iv'>) => ({
  name: CIPHER,
  iv,
  additionalData: new TextEncoder().encode([shelf, id, customerId].join(' ')),
})

/** @throws when the row was sealed with another key, or is not what was put there */
export async function unseal<Value>({ key }: Device, row: Row): Promise<Kept<Value>> {
  const text = new TextDecoder().decode(await crypto.subtle.decrypt(cipherOf(row), key, row.sealed))
  return { id: row.id, customerId: row.customerId, at: row.at, value: JSON.parse(text) as Value }
}
