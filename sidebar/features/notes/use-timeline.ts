import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { api } from '../../api/api.ts'
import { usePages, type Pages, type PagesView } from '../../ui/use-pages.ts'
import { useNoteDrafts, type TimelineEvent } from './note-drafts.ts'
import { timelineKey, type KindFilter } from './query-keys.ts'

const PAGE = 30

export interface Timeline extends PagesView<Pages<TimelineEvent>> {
  kind: Ref<KindFilter>
  /** Loaded events, newest first, with the note that is being stored on top. */
  events: ComputedRef<TimelineEvent[]>
  hasMore: ComputedRef<boolean>
}

/** The timeline of one customer, of one kind or of all. */
export function useTimeline(customerId: () => string): Timeline {
  const kind = ref<KindFilter>('all')
  const drafts = useNoteDrafts()

  const pages = usePages<TimelineEvent, Pages<TimelineEvent>>(
    () => ({ key: timelineKey(customerId(), kind.value), load: loader(customerId(), kind.value) }),
    ({ eventId }) => eventId,
  )
  const pending = computed(() => (kind.value === 'all' || kind.value === 'note' ? drafts.of(customerId()).pending : undefined))
  const events = computed(() => [...(pending.value ? [pending.value] : []), ...(pages.data.value?.items ?? [])])
  return { ...pages, kind, events, hasMore: computed(() => pages.data.value?.nextCursor !== undefined) }
}

function loader(customerId: string, kind: KindFilter) {
  return async (before?: string): Promise<Pages<TimelineEvent>> => {
    const query = { before, limit: PAGE, kind: kind === 'all' ? undefined : kind }
    const { events, nextCursor } = await api('GET /customers/:customerId/timeline', { params: { customerId }, query })
    return { items: events, nextCursor }
  }
}
