import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'

/** The time that ages and deadlines on screen count from, in milliseconds; moves on each minute, and when the page comes back. */
export function useClock(start: number): ShallowRef<number> {
  const now = shallowRef(start)
  const tick = () => (now.value = Date.now())
  const timer = setInterval(tick, 60_000)
  document.addEventListener('visibilitychange', tick)
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
  })
  return now
}
