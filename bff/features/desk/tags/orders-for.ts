interface Entry {
  id: string
  /** Bigger comes first. */
  order: number
}

/**
 * The fewest of WeCom's numbers to change so that `ids` come in this order: an entry is left alone while it fits below the one before it, and WeCom lets the app
 * change its own only. Entries that WeCom does not have are passed over.
 */
export function ordersFor(entries: Entry[], ids: string[]): Entry[] {
  const now = new Map(entries.map(({ id, order }) => [id, order]))
  const wanted = ids.filter((id) => now.has(id)).reverse()
  const edits: Entry[] = []
  let below = -1
  for (const id of wanted) {
    const known = now.get(id) ?? 0
    const order = known > below ? known : below + 1
    if (order !== known) edits.push({ id, order })
    below = order
  }
  return edits
}
