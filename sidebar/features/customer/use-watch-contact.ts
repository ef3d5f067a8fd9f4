import { onBeforeUnmount, onMounted } from 'vue'
import { passes } from '../../head-start/outcome.ts'
import { RETRY_MS } from '../../head-start/view/away.ts'
import { refreshBundle, useBundle, useCurrent, verifyContact } from './current.ts'

/** How often a page that is looked at reads its customer again: what a colleague or an admin changes shows in it. */
const REFRESH_MS = 30_000

/**
 * Asks the host again whenever the page comes back, at once if it did before Vue was there; reads the customer again then and now and then, and keeps trying
 * while the server is away.
 */
export function useWatchContact(): void {
  const current = useCurrent()
  const { staleSince } = useBundle()
  const onVisible = async () => {
    if (document.visibilityState !== 'visible') return
    if (current.failure?.kind === 'signed_out') return
    if (current.failure) return current.reload()
    const { generation } = current
    await verifyContact()
    if (generation === current.generation) refresh()
  }
  let trying = false
  const tryAgain = async () => {
    const { failure } = current
    if (trying || !(staleSince.value !== undefined || (failure && passes(failure)))) return
    trying = true
    await current.reload()
    trying = false
  }
  const refresh = () => {
    if (document.visibilityState === 'visible' && current.customerId && staleSince.value === undefined) void refreshBundle(current.customerId)
  }
  const timers = [setInterval(() => void tryAgain(), RETRY_MS), setInterval(refresh, REFRESH_MS)]
  document.addEventListener('visibilitychange', onVisible)
  addEventListener('online', tryAgain)
  addEventListener('offline', refresh)
  onMounted(() => {
    if (window.kebian?.cameBack) void onVisible()
  })
  onBeforeUnmount(() => {
    timers.forEach(clearInterval)
    document.removeEventListener('visibilitychange', onVisible)
    removeEventListener('online', tryAgain)
    removeEventListener('offline', refresh)
  })
}
