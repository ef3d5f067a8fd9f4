import { useQueryCache } from '@pinia/colada'
import { computed, type ComputedRef } from 'vue'
import { api } from '../../api/api.ts'
import { ApiError } from '../../api/api-error.ts'
import { newKey } from '../../api/new-key.ts'
import { quickDues, type QuickDueTime } from '../../../shared/domain/due.ts'
import { refetch } from '../../ui/refetch.ts'
import { showUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { refreshBundle, useCurrent } from '../customer/index.ts'
import { bodyOf, useNoteDrafts, type NoteBody, type NoteDraft, type NoteFailure, type TimelineEvent } from './note-drafts.ts'
import { tasksKey, timelineKey, type KindFilter } from './query-keys.ts'
import { useTakeBack } from './use-take-back.ts'
import type { Pages } from '../../ui/use-pages.ts'

/** Characters that the BFF takes in one note. */
const TEXT_LIMIT = 2000
/** For so long after an outcome was stored by one tap, the same one is the second half of a double tap, in milliseconds. */
const DOUBLE_TAP_MS = 1000

export interface Composer {
  draft: ComputedRef<NoteDraft>
  over: ComputedRef<number>
  canSave: ComputedRef<boolean>
  /** The quick due times as of now. */
  dues: () => QuickDueTime[]
  /** On a folded composer the outcome alone is stored at once; on an unfolded one it is chosen or let go. */
  pickOutcome: (outcome: string) => Promise<void>
  pickDue: (due: QuickDueTime) => void
  save: () => Promise<void>
  clear: () => void
}

/** Behaviour of the note composer of one customer. `timeZone` is the shop's, `clock` gives milliseconds. */
export function useComposer(customerId: () => string, timeZone: () => string, clock = Date.now): Composer {
  const drafts = useNoteDrafts()
  const saveNote = useSaveNote()
  const takeBack = useTakeBack()
  const draft = computed(() => drafts.of(customerId()))
  const over = computed(() => Math.max(0, draft.value.text.trim().length - TEXT_LIMIT))
  const canSave = computed(() => !draft.value.saving && over.value === 0 && bodyOf(draft.value, words().notes.defaultNext) !== undefined)

  let tapped = { outcome: '', at: 0 }

  async function save(): Promise<void> {
    if (canSave.value) await saveNote(customerId())
  }

  /** A slip of the finger is taken back where it was made. */
  async function saveByTap(): Promise<void> {
    const id = customerId()
    const event = canSave.value ? await saveNote(id) : undefined
    if (!event?.noteId) return
    const outcome = event.params.outcome ?? ''
    showUndo({ customerId: id, text: words().notes.noted(words().notes.outcome[outcome] ?? outcome), undo: () => takeBack(id, event), recordId: event.noteId })
  }

  return {
    draft,
    over,
    canSave,
    dues: () => quickDues(new Date(), timeZone()),
    async pickOutcome(outcome) {
      const now = draft.value
      if (now.saving || (tapped.outcome === outcome && clock() - tapped.at < DOUBLE_TAP_MS)) return
      if (!now.open) {
        tapped = { outcome, at: clock() }
        now.outcome = outcome
        return saveByTap()
      }
      now.outcome = now.outcome === outcome ? '' : outcome
    },
    pickDue({ key, dueAt }) {
      draft.value.due = draft.value.due?.key === key ? undefined : { key, at: dueAt.toISOString() }
    },
    save,
    clear: () => drafts.clear(customerId()),
  }
}

/**
 * Stores the draft of a customer. The row shows in the timeline at once; the draft itself is emptied only by a success,
 * so a refusal leaves everything typed where it was, with the reason. Resolves to the event that was stored.
 */
function useSaveNote(): (customerId: string) => Promise<TimelineEvent | undefined> {
  const drafts = useNoteDrafts()
  const current = useCurrent()
  const cache = useQueryCache()

  return async (customerId) => {
    const draft = drafts.of(customerId)
    const body = bodyOf(draft, words().notes.defaultNext)
    if (!body || draft.saving) return undefined
    const text = JSON.stringify(body)
    const key = draft.attempt?.body === text ? draft.attempt.key : newKey()
    Object.assign(draft, { saving: true, failure: undefined, attempt: { key, body: text }, pending: pendingEvent(key, body, current.me) })
    try {
      const { event } = await api('POST /customers/:customerId/notes', { params: { customerId }, body }, { idempotencyKey: key })
      for (const kind of ['all', 'note'] as KindFilter[]) prepend(cache, timelineKey(customerId, kind), event)
      drafts.clear(customerId)
      void refetch(cache, timelineKey(customerId))
      if (body.next) {
        void refetch(cache, tasksKey(customerId))
        void refreshBundle(customerId)
      }
      return event
    } catch (error) {
      Object.assign(draft, { saving: false, open: true, failure: failureOf(error), pending: undefined })
      return undefined
    }
  }
}

type Actor = { employeeId: string; name: string } | undefined

function pendingEvent(eventId: string, body: NoteBody, me: Actor): TimelineEvent {
  const { outcome, text, next } = body
  const params = { ...(outcome && { outcome }), ...(text && { text }), ...(next && { next: next.title, dueAt: next.dueAt }) }
  const actor = me && { employeeId: me.employeeId, name: me.name }
  return { eventId, kind: 'note', code: 'note_written', params, occurredAt: new Date().toISOString(), ...(actor && { actor }) }
}

function prepend(cache: ReturnType<typeof useQueryCache>, key: string[], event: TimelineEvent): void {
  const known = cache.getQueryData<Pages<TimelineEvent>>(key)
  if (known && !known.items.some(({ eventId }) => eventId === event.eventId)) cache.setQueryData(key, { ...known, items: [event, ...known.items] })
}

function failureOf(error: unknown): NoteFailure {
  const code = error instanceof ApiError ? error.code : 'internal'
  return code === 'network' || code === 'unauthenticated' || code === 'read_only' ? code : 'other'
}
