import { useInfiniteQuery, useQuery, type useQueryCache } from '@pinia/colada'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'

export type ScriptPage = RouteReply<'GET /scripts'>
export type Script = ScriptPage['scripts'][number]

const DEBOUNCE_MS = 150
const PAGE = 30
const FRESH_MS = 5 * 60_000

const scriptsKey = (q: string, category: string): string[] => ['scripts', q, category]

/**
 * The list of scripts for the text in the box and the chosen category ('' is all). Each answer is kept under the question it belongs to, and a question
 * that was overtaken is aborted by the cache: a late answer never shows. Until the new answer is there the old rows stay, with `fresh` false: keys must not act on them.
 */
export function useScriptList() {
  const text = ref('')
  const q = ref('')
  const category = ref('')

  let timer: ReturnType<typeof setTimeout> | undefined
  watch(text, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (q.value = wordsOf(now)), now === '' ? 0 : DEBOUNCE_MS)
  })
  onScopeDispose(() => clearTimeout(timer))

  const query = useInfiniteQuery(() => {
    const asked = { q: q.value, category: category.value }
    return {
      key: scriptsKey(asked.q, asked.category),
      query: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }): Promise<ScriptPage> =>
        api(
          'GET /scripts',
          { query: { q: asked.q || undefined, category: asked.category || undefined, after: pageParam || undefined, limit: PAGE } },
          { signal },
        ),
      initialPageParam: '',
      getNextPageParam: (last: ScriptPage) => last.nextCursor,
      staleTime: FRESH_MS,
    }
  })

  const pages = computed(() => query.data.value?.pages)
  const shown = shallowRef<{ scripts: Script[]; total: number; q: string }>()
  watch(
    pages,
    (now) => {
      if (now) shown.value = { scripts: now.flatMap((page) => page.scripts), total: now[0]?.total ?? 0, q: q.value }
    },
    { immediate: true },
  )
  const fresh = computed(() => pages.value !== undefined && wordsOf(text.value) === q.value)
  const failed = computed(() => query.status.value === 'error' && query.asyncStatus.value === 'idle' && !pages.value)

  const categories = useQuery({ key: ['script-categories'], query: ({ signal }) => api('GET /script-categories', {}, { signal }), staleTime: FRESH_MS })

  return {
    text,
    category,
    categories: computed(() => categories.data.value),
    scripts: computed(() => shown.value?.scripts ?? []),
    total: computed(() => shown.value?.total ?? 0),
    /** What the rows on screen were asked with. */
    askedFor: computed(() => shown.value?.q ?? ''),
    fresh,
    failed,
    error: query.error,
    /** Nothing to show yet. */
    loading: computed(() => !shown.value && !failed.value),
    hasMore: computed(() => fresh.value && query.hasNextPage.value),
    loadingMore: computed(() => pages.value !== undefined && query.asyncStatus.value === 'loading'),
    moreFailed: computed(() => pages.value !== undefined && query.status.value === 'error' && query.asyncStatus.value === 'idle'),
    loadMore: () => query.loadNextPage(),
    retry: () => query.refetch(),
  }
}

const wordsOf = (text: string): string => text.trim().replace(/\s+/g, ' ')

/** Counts one more use of a script wherever it is on screen; the order of a list stays until it is asked for anew. */
export function countUse(cache: ReturnType<typeof useQueryCache>, scriptId: string): void {
  const more = (script: Script): Script => (script.scriptId === scriptId ? { ...script, usedCount: script.usedCount + 1 } : script)
  for (const entry of cache.getEntries({ key: ['scripts'] })) {
    const data = entry.state.value.data as { pages: ScriptPage[]; pageParams: unknown[] } | undefined
    if (data) cache.setQueryData(entry.key, { ...data, pages: data.pages.map((page) => ({ ...page, scripts: page.scripts.map(more) })) })
  }
}
