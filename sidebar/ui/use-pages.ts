import { useQuery, useQueryCache, type EntryKey } from '@pinia/colada'
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'

export interface Pages<Item> {
  items: Item[]
  /** Where the next page begins; absent at the end of the list. */
  nextCursor?: string
}

/** A fresh first page with what was already loaded behind it, so that a refresh never shortens a list that somebody has scrolled. */
export function joinPages<Item, Page extends Pages<Item>>(fresh: Page, known: Page | undefined, idOf: (item: Item) => string): Page {
  const last = fresh.items[fresh.items.length - 1]
  const place = known && last ? known.items.findIndex((item) => idOf(item) === idOf(last)) : -1
  if (!known || place < 0 || place === known.items.length - 1) return fresh
  return { ...fresh, items: [...fresh.items, ...known.items.slice(place + 1)], nextCursor: known.nextCursor }
}

export interface PagesSource<Page> {
  /** Names whose list it is: an answer is stored under the key it was asked for. */
  key: EntryKey
  /** Asks for the list that `key` names, whatever is on screen by then. */
  load: (before?: string) => Promise<Page>
}

export interface PagesView<Page> {
  data: ComputedRef<Page | undefined>
  error: Ref<Error | null>
  /** True only while there is nothing to show yet. */
  loading: ComputedRef<boolean>
  refreshing: ComputedRef<boolean>
  loadingMore: Ref<boolean>
  moreFailed: Ref<boolean>
  loadMore: () => Promise<void>
  refresh: () => Promise<unknown>
}

/** A list that comes in pages, as one query: the first page is fetched and refreshed by itself, further ones are appended by `loadMore`. */
export function usePages<Item, Page extends Pages<Item>>(source: () => PagesSource<Page>, idOf: (item: Item) => string): PagesView<Page> {
  const cache = useQueryCache()
  const query = useQuery<Page>(() => {
    const { key, load } = source()
    return { key, query: async () => joinPages(await load(), cache.getQueryData<Page>(key), idOf) }
  })
  const loadingMore = ref(false)
  const moreFailed = ref(false)
  const keyText = computed(() => JSON.stringify(source().key))
  watch(keyText, () => (loadingMore.value = moreFailed.value = false))

  async function loadMore(): Promise<void> {
    const { key, load } = source()
    const asked = keyText.value
    const cursor = cache.getQueryData<Page>(key)?.nextCursor
    if (!cursor || loadingMore.value) return
    loadingMore.value = true
    moreFailed.value = false
    let failed = false
    try {
      const page = await load(cursor)
      const known = cache.getQueryData<Page>(key)
      if (known?.nextCursor === cursor) cache.setQueryData<Page>(key, { ...known, items: [...known.items, ...page.items], nextCursor: page.nextCursor })
    } catch {
      failed = true
    }
    if (keyText.value !== asked) return
    loadingMore.value = false
    moreFailed.value = failed
  }

  return {
    data: computed(() => query.data.value),
    error: query.error,
    loading: computed(() => query.status.value === 'pending' && !query.error.value),
    refreshing: computed(() => query.asyncStatus.value === 'loading'),
    loadingMore,
    moreFailed,
    loadMore,
    refresh: () => query.refetch(),
  }
}
