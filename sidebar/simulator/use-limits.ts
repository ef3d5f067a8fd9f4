import { ref } from 'vue'
import type { LimitCounter, LimitMode, SimLimits } from '../../shared/simulator.ts'
import { control } from './control-api.ts'

/** The limits of WeCom's calls as the simulator counts them. */
export function useLimits(failed: () => void) {
  const mode = ref<LimitMode>('official')
  const counters = ref<LimitCounter[]>([])

  function take(answer: SimLimits): void {
    mode.value = answer.mode
    counters.value = answer.counters
  }

  const poll = async () => take(await control<SimLimits>('GET', 'limits'))
  const change = (wanted: LimitMode) => control<SimLimits>('PUT', 'limits', { mode: wanted }).then(take, failed)
  return { mode, counters, poll, change }
}
