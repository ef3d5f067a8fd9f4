import { onBeforeUnmount } from 'vue'
import { SELF_RETRY, SELF_RETRY_MS } from '../../head-start/view/failure.ts'
import { useCurrent, verifyContact } from './current.ts'

/** Asks the host again whenever the page comes back, and keeps trying while the server is away. */
export function useWatchContact(): void {
  const current = useCurrent()
  const onVisible = () => {
    if (document.visibilityState !== 'visible') return
    void (current.failure ? current.reload() : verifyContact())
  }
  const timer = setInterval(() => {
    if (current.failure && SELF_RETRY.includes(current.failure.kind)) void current.reload()
  }, SELF_RETRY_MS)
  document.addEventListener('visibilitychange', onVisible)
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onVisible)
  })
}
