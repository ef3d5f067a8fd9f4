interface Entry {
  id: string
  /** Bigger comes first. */
  order: number
}

/** WeCom's `order` is from 0 to below 2^32. */
const HIGHEST = 2 ** 32 - 1

/**
 * The fewest of WeCom's numbers to change so that `ids` come in this order: the longest run that is in it already, with room between for the others, is left
 * alone, since each change is a call and WeCom lets the app change its own only. Entries that WeCom does not have are passed over.
 */
export function ordersFor(entries: Entry[], ids: string[]): Entry[] {
  const now = new Map(entries.map(({ id, order }) => [id, order]))
  const wanted = ids.flatMap((id) => ({ id, order: now.get(id) ?? -1 })).filter(({ order }) => order >= 0)
  const kept = longestKept(wanted.map(({ order }) => order))
  const edits: Entry[] = []
  // from below, each right above the one behind it; the last ones right below the last that is kept
  const lastKept = Math.max(-1, ...kept)
  let below = lastKept === -1 ? -1 : (wanted[lastKept]?.order ?? 0) - (wanted.length - lastKept)
  for (const [at, { id, order: known }] of [...wanted.entries()].reverse()) {
    const order = kept.has(at) ? known : below + 1
    if (order !== known) edits.push({ id, order })
    below = order
  }
  return edits
}

/** The places of the longest run that falls, and by enough for what is to stand between, above and below it. */
function longestKept(orders: number[]): Set<number> {
  const runs: { length: number; before: number }[] = []
  let last = -1
  for (const [at, order] of orders.entries()) {
    const run = { length: 0, before: -1 }
    runs.push(run)
    if (order + at > HIGHEST || order < orders.length - 1 - at) continue
    run.length = 1
    for (let before = 0; before < at; before++) {
      const { length } = runs[before] ?? run
      if (length > 0 && length >= run.length && (orders[before] ?? 0) - order >= at - before) Object.assign(run, { length: length + 1, before })
    }
    if (run.length >= (runs[last]?.length ?? 1)) last = at
  }
  const kept = new Set<number>()
  for (let at = last; at >= 0; at = runs[at]?.before ?? -1) kept.add(at)
  return kept
}
