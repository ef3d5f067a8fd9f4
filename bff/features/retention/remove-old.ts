import { setImmediate as immediately } from 'node:timers/promises'
import type { Store } from '../../db/index.ts'
import type { Rule } from './rules.ts'

const FIRST_BATCH = 100
const BATCH = { atLeast: 20, atMost: 500 }
/** A batch that held the writer longer is followed by a smaller one; people's writes wait behind it. */
const HELD_MS = { enough: 20, little: 8 }
/** What is left after so long goes the next night: WeCom's jobs wait meanwhile. */
const LONGEST_MS = 20_000

export interface Removed {
  kind: string
  rows: number
  /** Milliseconds that the longest batch held the writer. */
  longestMs: number
  /** Some were left for the next night. */
  more: boolean
}

/** Removes what the rules find, a little at a time, so that no write of a person waits for it. */
export async function removeOld(store: Store, rules: Rule[]): Promise<Removed[]> {
  const until = performance.now() + LONGEST_MS
  const removed: Removed[] = []
  for (const rule of rules) removed.push(await removeBy(store, rule, until))
  return removed
}

async function removeBy(store: Store, rule: Rule, until: number): Promise<Removed> {
  const result: Removed = { kind: rule.kind, rows: 0, longestMs: 0, more: false }
  let size = FIRST_BATCH
  for (;;) {
    const keys = await rule.find(store.read, size)
    if (keys.length === 0) return result
    if (performance.now() > until) return { ...result, more: true }
    let from = 0
    result.rows += await store.write((tx) => {
      from = performance.now()
      return rule.remove(tx, keys)
    })
    const heldMs = performance.now() - from
    result.longestMs = Math.max(result.longestMs, heldMs)
    if (heldMs > HELD_MS.enough) size = Math.max(BATCH.atLeast, size >> 1)
    else if (heldMs < HELD_MS.little) size = Math.min(BATCH.atMost, size * 2)
    await immediately()
  }
}
