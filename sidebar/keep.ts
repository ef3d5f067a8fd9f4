import { watch } from 'vue'
import { layOver } from './features/customer/current.ts'
import { onSignedOut } from './device/pages.ts'
import { useCurrent } from './features/customer/index.ts'
import { keepEdits } from './features/customer/keep-edits.ts'
import { keepNotes } from './features/notes/keep-notes.ts'
import { useOutbox } from './features/outbox/index.ts'
import { keepLosses } from './features/pipeline/keep-losses.ts'
import { leave } from './features/workbench/sign-out.ts'
import { kinds } from './kinds.ts'

/** What keeps writes and drafts, for the life of the page. */
export interface Keeping {
  /** Whoever is here now, as often as that may have changed. */
  tell: (employeeId: string) => void
  /** How many writes something stands in the way of. */
  stuck: () => number
  /** Whether the page holds what the device cannot keep. */
  mustStay: () => boolean
}

/** Loaded after the first screen, before a write can need it. */
export function keep(): Keeping {
  const outbox = useOutbox()
  const current = useCurrent()
  const drafts = [keepEdits(), keepNotes(), keepLosses()]
  let here: string | undefined
  const tellDrafts = () => drafts.forEach((tell) => tell(here, current.customerId))
  watch(() => current.customerId, tellDrafts)
  onSignedOut((employeeId) => employeeId === window.kebian?.boot.device?.employeeId && void leave())
  watch(
    () => current.failure?.kind === 'signed_out',
    () => {
      here = undefined
      tellDrafts()
      outbox.begin('', kinds)
    },
    { flush: 'sync' },
  )
  layOver.value = (bundle) => outbox.lay('bundle', bundle.customer.customerId, bundle)
  return {
    tell(employeeId) {
      outbox.begin(employeeId, kinds)
      here = employeeId
      tellDrafts()
    },
    stuck: () => outbox.stuck.length,
    mustStay: () => outbox.mustStay,
  }
}
