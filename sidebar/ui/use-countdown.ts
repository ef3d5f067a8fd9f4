import { onBeforeUnmount, ref, type Ref } from 'vue'

const STEP_MS = 200

/**
 * Milliseconds left of `totalMs`, counted from `start()` while not `paused` and the page is visible; calls `end` once at 0.
 */
export function useCountdown(totalMs: number, paused: Ref<boolean>, end: () => void): { leftMs: Ref<number>; start: () => void; stop: () => void } {
  const leftMs = ref(totalMs)
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  function step(): void {
    if (paused.value || document.hidden) return
    leftMs.value = Math.max(0, leftMs.value - STEP_MS)
    if (leftMs.value > 0) return
    stop()
    end()
  }

  function start(): void {
    stop()
    leftMs.value = totalMs
    timer = setInterval(step, STEP_MS)
  }

  onBeforeUnmount(stop)
  return { leftMs, start, stop }
}
