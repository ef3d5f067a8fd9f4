import { computed, ref, watch } from 'vue'
import type { WatchSource } from 'vue'

const storageKey = 'kebian.simulator.hints'
export const HINTS = ['who', 'chat', 'play'] as const
export type Hint = (typeof HINTS)[number]

/**
 * What a newcomer is told in the first minute: one hint at a time, three at most. A hint goes when it is waved away or when its act is done;
 * what went stays away on this device.
 * @param acts changes when the person does what the hint proposes
 */
export function useFirstMinute(acts: Record<Hint, WatchSource | WatchSource[]>) {
  const gone = ref(recall())
  const current = computed(() => HINTS.find((hint) => !gone.value.includes(hint)))

  function drop(hints: readonly Hint[]): void {
    gone.value = [...new Set([...gone.value, ...hints])]
    try {
      localStorage.setItem(storageKey, JSON.stringify(gone.value))
    } catch {
      // A full or forbidden storage: they come again next time.
    }
  }

  for (const hint of HINTS) watch(acts[hint], () => drop([hint]))
  return { current, drop, dropAll: () => drop(HINTS) }
}

function recall(): Hint[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(kept) ? HINTS.filter((hint) => kept.includes(hint)) : []
  } catch {
    return []
  }
}
