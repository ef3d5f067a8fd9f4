import { shallowReactive, watch } from 'vue'
import type { Kept } from './device.ts'
import { PAGE, pagesThere, stayKnown } from './pages.ts'
import { openShelf } from './shelf.ts'

/** Something that is being typed: `id` is unique within its part of the page. */
export interface TypedItem<Value> {
  id: string
  customerId: string
  value: Value
  /** Not to be laid on the device. */
  secret?: boolean
}

/** What one part of the page holds of what was typed and is not written yet. */
export interface Typed<Value> {
  /** Reactive: it is watched. */
  all: () => TypedItem<Value>[]
  /** Puts what was kept at that moment, in milliseconds, into its place, instead of what is there. */
  put: (item: TypedItem<Value>, at: number) => void
  /** Empties the memory. */
  forget: () => void
}

/** Told who is here and whose customer is on screen, again whenever either may have changed; nobody at all once the employee has signed out. */
export type Keeper = (employeeId: string | undefined, customerId?: string) => void

/** What stands in a place, as it lies on the device under the name `row`. */
interface Held {
  row: string
  text: string
  at: number
}

/** Between two keys there is less. */
const SETTLE_MS = 400

/** `bringBack` makes it change places with what stands there. */
interface Waiting {
  row: string
  at: number
  bringBack: () => void
}

/** By part and id: what was typed there before, and waits because something else stands in its place; the newest first. */
const waiting = shallowReactive(new Map<string, Waiting[]>())
const placeOf = (part: string, id: string): string => `${part} ${id}`

/** The newest that waits for a place. */
export const waitingFor = (part: string, id: string): Waiting | undefined => waiting.get(placeOf(part, id))?.[0]

const parts = new Set<() => string[]>()

/** What is typed on this page and not saved: the names of its rows, also of those that the device does not have. */
export const typedRows = (): string[] => Array.from(parts).flatMap((rows) => rows())

/**
 * Keeps what an employee types on the device, under `part`: with the first key, half a second after the last one, and when the page goes out of sight. Each page
 * keeps its own; what one has left that is gone is given to the next page of the same employee that opens the customer, or comes back to them, once. Where
 * something else is typed by then it waits, see {@link waitingFor}. Called once in the life of a page. Where the browser gives no storage nothing is kept.
 */
export function keepTyped<Value>(part: string, typed: Typed<Value>): Keeper {
  const shelf = openShelf<Value>('drafts')
  const kept = new Map<string, Held>()
  let here: string | undefined
  let customer: string | undefined
  let following = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let named = 0

  const newRow = (id: string): string => [part, PAGE, named++, id].join(' ')
  const typedAt = (id: string): TypedItem<Value> | undefined => typed.all().find((item) => item.id === id)

  /** What lies on the device is of the employee that the page was made for. */
  const mayKeep = (): boolean => here !== undefined && here === window.kebian?.boot.device?.employeeId

  function keep(): void {
    if (!mayKeep()) return
    for (const { id, customerId, value, secret } of typed.all()) {
      if (secret) continue
      const text = JSON.stringify(value)
      const before = kept.get(id)
      if (before?.text === text) continue
      const held = { row: before?.row ?? newRow(id), text, at: Date.now() }
      kept.set(id, held)
      shelf.put({ id: held.row, customerId, value: JSON.parse(text) as Value }).catch(() => (held.text = ''))
    }
  }

  /** What was written or emptied must not come back. */
  function drop(): void {
    if (!mayKeep()) return
    const still = new Set(typed.all().map(({ id }) => id))
    for (const [id, { row }] of Array.from(kept)) {
      if (still.has(id)) continue
      kept.delete(id)
      shelf.remove(row).catch(() => undefined)
    }
  }

  /** Takes over what pages have left that are gone, of the customer on screen. */
  async function takeOver(): Promise<void> {
    const [mine, of] = [here, customer]
    if (!mayKeep() || of === undefined) return
    const found = await Promise.all([shelf.all(), pagesThere()]).catch(() => undefined)
    for (const row of found?.[0].reverse() ?? []) {
      const { page, id } = read(row.id)
      if (row.customerId === of && id !== undefined && page !== PAGE && !found?.[1](page)) await giveBack(row, id, mine)
    }
  }

  function read(row: string): { page: string; id?: string } {
    const [of, page = '', , ...id] = row.split(' ')
    return { page, ...(of === part && { id: id.join(' ') }) }
  }

  async function giveBack(found: Kept<Value>, id: string, mine?: string): Promise<void> {
    const name = newRow(id)
    const row = await shelf.rename(found, name).then(
      (isMine) => (isMine ? name : undefined),
      () => found.id,
    )
    if (row === undefined || here !== mine) return
    if (kept.has(id) || typedAt(id)) wait(id, { ...found, id: row })
    else put(id, { ...found, id: row })
  }

  function put(id: string, { id: row, customerId, value, at }: Kept<Value>): void {
    kept.set(id, { row, text: JSON.stringify(value), at })
    typed.put({ id, customerId, value }, at)
  }

  function wait(id: string, row: Kept<Value>): void {
    const place = placeOf(part, id)
    const mine: Waiting = { row: row.id, at: row.at, bringBack: () => bringBack(id, row) }
    waiting.set(
      place,
      [...(waiting.get(place) ?? []), mine].sort((one, other) => other.at - one.at),
    )
  }

  function bringBack(id: string, row: Kept<Value>): void {
    keep()
    const [item, held] = [typedAt(id), kept.get(id)]
    const place = placeOf(part, id)
    const others = (waiting.get(place) ?? []).filter((other) => other.row !== row.id)
    if (others.length > 0) waiting.set(place, others)
    else waiting.delete(place)
    if (item && held) wait(id, { id: held.row, customerId: item.customerId, value: JSON.parse(JSON.stringify(item.value)) as Value, at: held.at })
    put(id, row)
  }

  function follow(): void {
    following = true
    parts.add(() => typed.all().map(({ id }) => kept.get(id)?.row ?? `${part} ${id}`))
    stayKnown()
    watch(typed.all, () => {
      drop()
      const isFirst = timer === undefined
      clearTimeout(timer)
      if (isFirst) keep()
      timer = setTimeout(() => {
        timer = undefined
        keep()
      }, SETTLE_MS)
    })
    addEventListener('pagehide', keep)
    document.addEventListener('visibilitychange', () => void (document.visibilityState === 'hidden' ? keep() : takeOver()))
  }

  function forget(): void {
    kept.clear()
    for (const place of Array.from(waiting.keys())) if (place.startsWith(placeOf(part, ''))) waiting.delete(place)
    typed.forget()
  }

  return (employeeId, customerId) => {
    if (employeeId === here && customerId === customer) return
    if (employeeId !== here) {
      if (following) forget()
      else follow()
    }
    here = employeeId
    customer = customerId
    // what was typed before this code was there
    keep()
    void takeOver()
  }
}
