import { defineStore } from 'pinia'
import { reactive } from 'vue'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import type { QuickDue } from '../../../shared/domain/due.ts'

export type NoteBody = RouteInput<'POST /customers/:customerId/notes'>['body']
export type TimelineEvent = RouteReply<'GET /customers/:customerId/timeline'>['events'][number]
export type NoteFailure = 'network' | 'unauthenticated' | 'read_only' | 'other'

export interface NoteDraft {
  /** The text area is unfolded: from then on an outcome is chosen, not saved at once. */
  open: boolean
  outcome: string
  text: string
  /** The choice and the moment it meant when it was tapped, ISO 8601. */
  due?: { key: QuickDue; at: string }
  nextTitle: string
  saving: boolean
  failure?: NoteFailure
  /** What was last tried: the same body again uses the same key, so that a lost answer never makes two notes. */
  attempt?: { key: string; body: string }
  /** The row that stands in the timeline until the answer comes. */
  pending?: TimelineEvent
}

const empty = (): NoteDraft => ({
  open: false,
  outcome: '',
  text: '',
  due: undefined,
  nextTitle: '',
  saving: false,
  failure: undefined,
  attempt: undefined,
  pending: undefined,
})

/** What was typed and not yet stored, one draft per customer. It lives as long as the page: over tabs, and over chats where the client keeps the page for the next. */
export const useNoteDrafts = defineStore('note-drafts', () => {
  const drafts = new Map<string, NoteDraft>()

  function of(customerId: string): NoteDraft {
    let draft = drafts.get(customerId)
    if (!draft) drafts.set(customerId, (draft = reactive(empty())))
    return draft
  }

  function clear(customerId: string): void {
    Object.assign(of(customerId), empty())
  }

  return { of, clear, all: (): [customerId: string, NoteDraft][] => Array.from(drafts) }
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
