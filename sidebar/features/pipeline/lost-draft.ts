import { defineStore } from 'pinia'
import { reactive, shallowReactive } from 'vue'

export interface LostReason {
  lostReasonId: string
  text: string
}

export interface LostDraft {
  reason?: LostReason
  note: string
  /** When it was last kept, in milliseconds, where this page has found it on the device. */
  restoredAt?: number
}

interface Place {
  opportunityId: string
  customerId: string
}

/** Reason and note of a loss that is not written yet, one per opportunity, also while the sheet is closed. */
export const useLostDrafts = defineStore('lost-drafts', () => {
  const drafts = shallowReactive(new Map<string, Place & { draft: LostDraft }>())

  function of({ opportunityId, customerId }: Place): LostDraft {
    const known = drafts.get(opportunityId)
    if (known) return known.draft
    const draft = reactive<LostDraft>({ reason: undefined, note: '', restoredAt: undefined })
    drafts.set(opportunityId, { opportunityId, customerId, draft })
    return draft
  }

  function clear(draft: LostDraft): void {
    Object.assign(draft, { reason: undefined, note: '', restoredAt: undefined })
  }

  return { of, clear, all: () => Array.from(drafts.values()) }
})
