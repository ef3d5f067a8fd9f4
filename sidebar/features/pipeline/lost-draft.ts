import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { useCurrent } from '../customer/index.ts'

export interface LostReason {
  lostReasonId: string
  text: string
}

export interface LostDraft {
  reason?: LostReason
  note: string
}

/** Reason and note of a loss that is not stored yet, one per opportunity and employee. They live as long as the page, also while the sheet is closed. */
export const useLostDrafts = defineStore('lost-drafts', () => {
  const current = useCurrent()
  const drafts = new Map<string, LostDraft>()

  function of(opportunityId: string): LostDraft {
    const key = `${current.me?.employeeId} ${opportunityId}`
    let draft = drafts.get(key)
    if (!draft) drafts.set(key, (draft = reactive<LostDraft>({ reason: undefined, note: '' })))
    return draft
  }

  function clear(draft: LostDraft): void {
    Object.assign(draft, { reason: undefined, note: '' })
  }

  return { of, clear }
})
