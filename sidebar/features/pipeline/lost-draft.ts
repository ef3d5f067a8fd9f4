import { defineStore } from 'pinia'
import { reactive } from 'vue'

export interface LostReason {
  lostReasonId: string
  text: string
}

export interface LostDraft {
  reason?: LostReason
  note: string
}

/** Reason and note of a loss that is not stored yet, one per opportunity. They live as long as the page, also while the sheet is closed. */
export const useLostDrafts = defineStore('lost-drafts', () => {
  const drafts = new Map<string, LostDraft>()

  function of(opportunityId: string): LostDraft {
    let draft = drafts.get(opportunityId)
    if (!draft) drafts.set(opportunityId, (draft = reactive<LostDraft>({ reason: undefined, note: '' })))
    return draft
  }

  function clear(opportunityId: string): void {
    Object.assign(of(opportunityId), { reason: undefined, note: '' })
  }

  return { of, clear }
})
