import type { EntryKey, QueryCache } from '@pinia/colada'

/** Has everything below `key` read again, what is on screen at once. Never rejects: a failure stands in the query itself. */
export async function refetch(cache: QueryCache, key: EntryKey): Promise<void> {
  await cache.invalidateQueries({ key }).catch(() => undefined)
}
