import { openShelf } from '../../device/shelf.ts'
import type { Entry } from './entry.ts'

const shelf = openShelf<Entry>('outbox')
/** A disk that says nothing for so long does not hold a write up. */
const PATIENCE_MS = 2_000

/** What this page knows to lie on the device. */
export interface KeptEntries {
  /** Resolves to whether it would survive the end of the browser, as far as that is known in time. */
  put(entry: Entry): Promise<boolean>
  /** Never rejects: what is not gone is sent once more, and stored once. */
  remove(id: string): void
  /** Is on the device, or on its way there. */
  has(id: string): boolean
  /** Has a change on its way there. */
  isChanging(id: string): boolean
  /** What the device has now, less what this page has taken away, and which of those that it had are gone; undefined where it cannot be read. */
  read(): Promise<{ entries: Map<string, Entry>; gone: string[] } | undefined>
}

export function keptEntries(): KeptEntries {
  const kept = new Set<string>()
  const removed = new Set<string>()
  const changing = new Map<string, number>()
  const count = (id: string, by: number) => changing.set(id, (changing.get(id) ?? 0) + by)

  return {
    put(entry) {
      const { id, customerId } = entry
      count(id, 1)
      const putting = shelf.put({ id, customerId, value: entry }).then(async () => {
        if (removed.has(id)) await shelf.remove(id)
        kept.add(id)
        return true
      })
      const ended = putting.finally(() => count(id, -1))
      return inTime(ended).catch(() => kept.has(id))
    },
    remove(id) {
      removed.add(id)
      kept.delete(id)
      shelf.remove(id).catch(() => undefined)
    },
    has: (id) => kept.has(id),
    isChanging: (id) => (changing.get(id) ?? 0) > 0,
    async read() {
      const before = Array.from(kept)
      const all = await inTime(shelf.all()).catch(() => undefined)
      if (!all) return undefined
      const entries = new Map(all.filter(({ id }) => !removed.has(id)).map(({ id, value }) => [id, value]))
      for (const id of entries.keys()) kept.add(id)
      const gone = before.filter((id) => kept.has(id) && !entries.has(id))
      for (const id of gone) kept.delete(id)
      return { entries, gone }
    },
  }
}

const inTime = <Result>(answer: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(reject, PATIENCE_MS, new Error('silent'))
    answer.finally(() => clearTimeout(timer)).then(resolve, reject)
  })
