import { computed, ref } from 'vue'
import type { SimulatorState } from '../../shared/simulator.ts'
import { control } from './control-api.ts'

/** Who can be played, and who is. */
export function usePeople() {
  const state = ref<SimulatorState>()
  const failed = ref(false)
  const busy = ref(false)
  const employees = computed(() => state.value?.employees ?? [])
  const userId = computed(() => state.value?.userId ?? '')
  const me = computed(() => employees.value.find((employee) => employee.userId === userId.value))

  async function load(): Promise<void> {
    failed.value = false
    try {
      const found = await control<SimulatorState>('GET', 'state')
      const known = found.employees.some((employee) => employee.userId === found.userId)
      if (!known) found.userId = undefined
      state.value = found
      const first = found.employees.find((employee) => employee.inRange && employee.roleHint === 'sales') ?? found.employees[0]
      if (!known && first) await become(first.userId)
    } catch {
      failed.value = true
    }
  }

  /** @throws ControlError when the simulator did not take it */
  async function become(next: string): Promise<void> {
    busy.value = true
    try {
      await control('POST', 'become', { userId: next })
      if (state.value) state.value.userId = next
    } finally {
      busy.value = false
    }
  }

  return { corp: computed(() => state.value?.corp), employees, userId, me, failed, busy, load, become }
}
