import { onBeforeUnmount, onMounted } from 'vue'
import type { FailureKind } from '../../head-start/outcome.ts'
import { RETRY_MS } from '../../head-start/view/away.ts'
import { useCurrent, verifyContact } from './current.ts'

/** Failures that pass by themselves; a host that is slow to start answers later. */
const PASSING: FailureKind[] = ['server', 'wecom', 'rate', 'timeout']

/** Asks the host again whenever the page comes back, at once if it did before Vue was there, and keeps trying while the server is away. */
export function useWatchContact(): void {
  const current = useCurrent()
  const onVisible = () => {
    if (document.visibilityState !== 'visible') return
    void (current.failure ? current.reload() : verifyContact())
  }
  let trying = false
  const tryAgain = async () => {
    if (trying || !current.failure || !PASSING.includes(current.failure.kind)) return
    trying = true
    await current.reload()
    trying = false
  }
  const timer = setInterval(() => void tryAgain(), RETRY_MS)
  document.addEventListener('visibilitychange', onVisible)
  onMounted(() => window.kebian?.cameBack && onVisible())
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onVisible)
  })
}
