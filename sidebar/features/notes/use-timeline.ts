import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { api } from '../../api/api.ts'
import { usePages, type Pages, type PagesView } from '../../ui/use-pages.ts'
import { useOutbox } from '../outbox/index.ts'
import type { TimelineEvent } from './note-drafts.ts'
import { timelineKey, type KindFilter } from './query-keys.ts'

const PAGE = 30

export interface Timeline extends PagesView<Pages<TimelineEvent>> {
  kind: Ref<KindFilter>
  /** Loaded events, newest first, with what the server has not taken yet laid over them. */
  events: ComputedRef<TimelineEvent[]>
  hasMore: ComputedRef<boolean>
}

/** The timeline of one customer, of one kind or of all. */
export function useTimeline(customerId: () => string): Timeline {
  const kind = ref<KindFilter>('all')
  const outbox = useOutbox()

  const pages = usePages<TimelineEvent, Pages<TimelineEvent>>(
    () => ({ key: timelineKey(customerId(), kind.value), load: loader(customerId(), kind.value) }),
    ({ eventId }) => eventId,
  )
  const events = computed(() =>
    outbox.lay('events', customerId(), pages.data.value?.items ?? []).filter((event) => kind.value === 'all' || event.kind === kind.value),
  )
  return { ...pages, kind, events, hasMore: computed(() => pages.data.value?.nextCursor !== undefined) }
}

function loader(customerId: string, kind: KindFilter) {
  return async (before?: string): Promise<Pages<TimelineEvent>> => {
    const query = { before, limit: PAGE, kind: kind === 'all' ? undefined : kind }
    const { events, nextCursor } = await api('GET /customers/:customerId/timeline', { params: { customerId }, query })
    return { items: events, nextCursor }
  }
}
