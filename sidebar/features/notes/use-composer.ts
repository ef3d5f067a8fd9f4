import { computed, type ComputedRef } from 'vue'
import { quickDues, type QuickDueTime } from '../../../shared/domain/due.ts'
import { showUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { peekName } from '../customer/index.ts'
import { useOutbox } from '../outbox/index.ts'
import { bodyOf, useNoteDrafts, type NoteDraft } from './note-drafts.ts'
import { noteKind } from './note-kind.ts'
import { takeBackKind } from './take-back-kind.ts'

/** Characters that the BFF takes in one note. */
const TEXT_LIMIT = 2000
/** For so long after an outcome was stored by one tap, the same one is the second half of a double tap, in milliseconds. */
const DOUBLE_TAP_MS = 1000

export interface Composer {
  customerId: ComputedRef<string>
  draft: ComputedRef<NoteDraft>
  over: ComputedRef<number>
  canSave: ComputedRef<boolean>
  /** The quick due times as of now. */
  dues: () => QuickDueTime[]
  /** On a folded composer the outcome alone is stored at once; on an unfolded one it is chosen or let go. */
  pickOutcome: (outcome: string) => Promise<void>
  /** Whether the next step is due then. */
  isDue: (due: QuickDueTime) => boolean
  pickDue: (due: QuickDueTime) => void
  save: () => Promise<void>
  clear: () => void
}

/** Behaviour of the note composer of one customer. `timeZone` is the shop's, `clock` gives milliseconds. */
export function useComposer(customerId: () => string, timeZone: () => string, clock = Date.now): Composer {
  const drafts = useNoteDrafts()
  const outbox = useOutbox()
  const draft = computed(() => drafts.of(customerId()))
  const over = computed(() => Math.max(0, draft.value.text.trim().length - TEXT_LIMIT))
  const canSave = computed(() => !draft.value.saving && over.value === 0 && bodyOf(draft.value, words().notes.defaultNext) !== undefined)

  const isDue = ({ key, dueAt }: QuickDueTime): boolean => {
    const { due } = draft.value
    return due !== undefined && (due.key === undefined ? due.at === dueAt.toISOString() : due.key === key)
  }
  let tapped = { outcome: '', at: 0 }

  /** The draft is emptied once the device has the note; where it cannot keep it, once the server has. */
  async function save(): Promise<void> {
    const id = customerId()
    const now = draft.value
    const input = bodyOf(now, words().notes.defaultNext)
    if (!input || !canSave.value) return
    const text = JSON.stringify(input)
    if (now.unkept?.body === text && outbox.entries.some((entry) => entry.id === now.unkept?.id)) return outbox.retryAll()
    now.saving = true
    const { id: entryId, kept, done } = outbox.write(noteKind, { customerId: id, name: peekName(id), input })
    if ((await kept) || (await done).at === 'stored') drafts.clear(id)
    else Object.assign(now, { saving: false, open: true, unkept: { id: entryId, body: text } })
  }

  /** A slip of the finger is taken back where it was made. */
  async function saveByTap(outcome: string): Promise<void> {
    const id = customerId()
    const name = peekName(id)
    const written = outbox.write(noteKind, { customerId: id, name, input: { outcome } })
    const end = await written.done
    if (end.at !== 'stored' && end.at !== 'waiting') return
    const noteId = end.at === 'stored' ? end.reply.event?.noteId : undefined
    const said = words().notes.outcome[outcome] ?? outcome
    showUndo({
      customerId: id,
      text: end.at === 'stored' ? words().notes.noted(said) : words().outbox.saved,
      undo: () => void outbox.write(takeBackKind, { customerId: id, name, of: written.id, input: { noteId, said } }),
      recordId: noteId ?? written.id,
    })
  }

  return {
    customerId: computed(customerId),
    draft,
    over,
    canSave,
    dues: () => quickDues(new Date(), timeZone()),
    async pickOutcome(outcome) {
      const now = draft.value
      if (now.saving || (tapped.outcome === outcome && clock() - tapped.at < DOUBLE_TAP_MS)) return
      if (!now.open) {
        tapped = { outcome, at: clock() }
        return saveByTap(outcome)
      }
      now.outcome = now.outcome === outcome ? '' : outcome
    },
    isDue,
    pickDue(due) {
      draft.value.due = isDue(due) ? undefined : { key: due.key, at: due.dueAt.toISOString() }
    },
    save,
    clear: () => drafts.clear(customerId()),
  }
}
