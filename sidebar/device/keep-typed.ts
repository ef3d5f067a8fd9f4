import { watch } from 'vue'
import { openShelf } from './shelf.ts'

/** Something that is being typed: `id` is unique within its part of the page. */
export interface TypedItem<Value> {
  id: string
  customerId: string
  value: Value
}

/** What one part of the page holds of what was typed and is not written yet. */
export interface Typed<Value> {
  /** Reactive: it is watched. */
  all: () => TypedItem<Value>[]
  /** Puts back what was kept at that moment, in milliseconds, unless something is typed in its place by now. */
  add: (item: TypedItem<Value>, at: number) => void
  /** Empties the memory. */
  forget: () => void
}

/** Between two keys there is less. */
const SETTLE_MS = 400

/**
 * Keeps what an employee types on the device, under `part`: with the first key, half a second after the last one, and when the page goes out of sight. The next page of the same
 * employee gets it back. Called once in the life of a page; what it returns is told who is here, again whenever that may have changed: nobody gets what another
 * has typed. Where the browser gives no storage nothing is kept.
 */
export function keepTyped<Value>(part: string, typed: Typed<Value>): (employeeId: string) => void {
  const shelf = openShelf<Value>('drafts')
  const kept = new Map<string, string>()
  const nameOf = (id: string): string => `${part} ${id}`
  let here: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What lies on the device is of the employee that the page was made for. */
  const mayKeep = (): boolean => here !== undefined && here === window.kebian?.boot.device?.employeeId

  function keep(): void {
    if (!mayKeep()) return
    for (const { id, customerId, value } of typed.all()) {
      const text = JSON.stringify(value)
      if (kept.get(id) === text) continue
      kept.set(id, text)
      shelf.put({ id: nameOf(id), customerId, value: JSON.parse(text) as Value }).catch(() => kept.delete(id))
    }
  }

  /** What was written or emptied must not come back. */
  function drop(): void {
    if (!mayKeep()) return
    const still = new Set(typed.all().map(({ id }) => id))
    for (const id of Array.from(kept.keys())) {
      if (still.has(id)) continue
      kept.delete(id)
      shelf.remove(nameOf(id)).catch(() => undefined)
    }
  }

  async function putBack(): Promise<void> {
    const mine = here
    if (!mayKeep()) return
    const all = await shelf.all().catch(() => [])
    if (here !== mine) return
    for (const { id, customerId, value, at } of all) {
      if (!id.startsWith(nameOf(''))) continue
      const item = { id: id.slice(nameOf('').length), customerId, value }
      kept.set(item.id, JSON.stringify(value))
      typed.add(item, at)
    }
  }

  function follow(): void {
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
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep())
  }

  return (employeeId) => {
    if (employeeId === here) return
    if (here === undefined) follow()
    else {
      here = undefined
      kept.clear()
      typed.forget()
    }
    here = employeeId
    void putBack().then(keep)
  }
}
