import { defineStore } from 'pinia'
import { reactive, shallowReactive } from 'vue'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import type { QuickDue } from '../../../shared/domain/due.ts'

export type NoteBody = RouteInput<'POST /customers/:customerId/notes'>['body']
export type TimelineEvent = RouteReply<'GET /customers/:customerId/timeline'>['events'][number]

export interface NoteDraft {
  /** The text area is unfolded: from then on an outcome is chosen, not saved at once. */
  open: boolean
  outcome: string
  text: string
  /** The moment that was chosen, ISO 8601, and the choice that meant it when it was tapped, where that is known. */
  due?: { key?: QuickDue; at: string }
  nextTitle: string
  saving: boolean
  /** The note that was made of it, while neither the device nor the server has it, and what that says: the same again is not another note. */
  unkept?: { id: string; body: string }
  /** When it was last kept, in milliseconds, where this page has found it on the device. */
  restoredAt?: number
}

const empty = (): NoteDraft => ({
  open: false,
  outcome: '',
  text: '',
  due: undefined,
  nextTitle: '',
  saving: false,
  unkept: undefined,
  restoredAt: undefined,
})

/** What was typed and is not written yet, one draft per customer. */
export const useNoteDrafts = defineStore('note-drafts', () => {
  const drafts = shallowReactive(new Map<string, NoteDraft>())

  function of(customerId: string): NoteDraft {
    let draft = drafts.get(customerId)
    if (!draft) drafts.set(customerId, (draft = reactive(empty())))
    return draft
  }

  function clear(customerId: string): void {
    Object.assign(of(customerId), empty())
  }

  /** Puts the words of a note that was refused back, in front of what was typed since. */
  function putBack(customerId: string, { outcome = '', text = '', next }: NoteBody): void {
    const draft = of(customerId)
    draft.open = true
    draft.outcome ||= outcome
    draft.text = [text, draft.text].filter(Boolean).join('\n')
    draft.due ??= next && { at: next.dueAt }
    draft.nextTitle ||= next?.title ?? ''
  }

  /** Empties the draft that was kept until its note was stored, unless it says something else by now. */
  function stored(customerId: string, entryId: string, note: NoteBody): void {
    const draft = of(customerId)
    if (draft.unkept?.id !== entryId) return
    if (draft.unkept.body === JSON.stringify(note) && draft.text.trim() === (note.text ?? '')) clear(customerId)
    else draft.unkept = undefined
  }

  return { of, clear, putBack, stored, all: (): [customerId: string, NoteDraft][] => Array.from(drafts) }
})

/** What the draft would store; undefined while it holds nothing. The length of the text is counted after trimming. */
export function bodyOf(draft: NoteDraft, defaultNext: string): NoteBody | undefined {
  const text = draft.text.trim()
  const title = draft.nextTitle.trim() || defaultNext
  const body: NoteBody = {
    ...(draft.outcome && { outcome: draft.outcome }),
    ...(text && { text }),
    ...(draft.due && { next: { title, dueAt: draft.due.at } }),
  }
  return Object.keys(body).length > 0 ? body : undefined
}
