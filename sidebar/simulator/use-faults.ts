import { computed, reactive } from 'vue'
import type { ApiFault } from '../../shared/simulator.ts'
import { control } from './control-api.ts'
import { apiSwitches, bridgeSwitches } from './fault-switches.ts'
import type { FaultSwitch } from './fault-switches.ts'

type Id = FaultSwitch['id']
interface Setting {
  on: boolean
  value: string
}

const all = [...bridgeSwitches, ...apiSwitches]
const same = (one: ApiFault, other: ApiFault) => one.call === other.call && one.effect === other.effect && one.value === other.value

/** Which faults are on, with their values. Those of the bridge are the host's; those of the API are kept by the simulator. */
export function useFaults() {
  const settings = reactive(Object.fromEntries(all.map(({ id, options }) => [id, { on: false, value: options?.[0]?.value ?? '' }])) as Record<Id, Setting>)
  const hostFaults = computed(() => bridgeSwitches.flatMap(({ id, host }) => (settings[id].on && host ? [host(settings[id].value)] : [])))
  const count = computed(() => all.filter(({ id }) => settings[id].on).length)

  /** What the simulator has been told earlier, here or elsewhere. */
  async function load(): Promise<void> {
    const { faults } = await control<{ faults: ApiFault[] }>('GET', 'faults')
    for (const { id, api, options } of apiSwitches) {
      const values = (options ?? [{ value: '' }]).map(({ value }) => value)
      const found = values.find((value) => faults.some((fault) => api && same(fault, api(value))))
      settings[id].on = found !== undefined
      if (found !== undefined) settings[id].value = found
    }
  }

  /**
   * Changes one switch.
   * @throws ControlError when the simulator did not take it; the switch is back where it was
   */
  async function change(id: Id, next: Partial<Setting>): Promise<void> {
    const before = { ...settings[id] }
    Object.assign(settings[id], next)
    if (!apiSwitches.some((row) => row.id === id)) return
    try {
      await save()
    } catch (error) {
      Object.assign(settings[id], before)
      throw error
    }
  }

  /** @throws ControlError as `change` */
  async function restore(): Promise<void> {
    for (const { id } of bridgeSwitches) settings[id].on = false
    const before = apiSwitches.filter(({ id }) => settings[id].on)
    if (before.length === 0) return
    for (const { id } of before) settings[id].on = false
    try {
      await save()
    } catch (error) {
      for (const { id } of before) settings[id].on = true
      throw error
    }
  }

  const save = () => control('PUT', 'faults', { faults: apiSwitches.flatMap(({ id, api }) => (settings[id].on && api ? [api(settings[id].value)] : [])) })

  return { settings, hostFaults, count, load, change, restore }
}
