import { setImmediate as immediately } from 'node:timers/promises'
import type { Store } from '../../db/index.ts'
import type { Rule } from './rules.ts'

const FIRST_BATCH = 100
const BATCH = { atLeast: 20, atMost: 500 }
/** A batch that held the writer longer is followed by a smaller one; people's writes wait behind it. */
const HELD_MS = { enough: 15, little: 8 }

export interface Removed {
  kind: string
  rows: number
  /** Milliseconds that the longest batch held the writer. */
  longestMs: number
  /** Some are left. */
  more: boolean
}

/** Removes what the rules find, a little of each in turn, so that no write of a person waits for it and no rule for another; stops after `longestMs`, but not before each had a turn. */
export async function removeOld(store: Store, rules: Rule[], longestMs: number): Promise<Removed[]> {
  const until = performance.now() + longestMs
  const turns = rules.map((rule) => turnsOf(store, rule))
  do {
    for (const { removed, next } of turns) if (removed.more) await next()
  } while (turns.some(({ removed }) => removed.more) && performance.now() < until)
  return turns.map(({ removed }) => removed)
}

function turnsOf(store: Store, rule: Rule) {
  const removed: Removed = { kind: rule.kind, rows: 0, longestMs: 0, more: true }
  let size = FIRST_BATCH

  async function next() {
    const upTo = await rule.find(store.read, size)
    let from = 0
    removed.rows += await store.write((tx) => {
      from = performance.now()
      return rule.remove(tx, upTo)
    })
    const heldMs = performance.now() - from
    removed.longestMs = Math.max(removed.longestMs, heldMs)
    removed.more = upTo !== undefined
    if (heldMs > HELD_MS.enough) size = Math.max(BATCH.atLeast, size >> 1)
    else if (heldMs < HELD_MS.little) size = Math.min(BATCH.atMost, size * 2)
    await immediately()
  }

  return { removed, next }
}
