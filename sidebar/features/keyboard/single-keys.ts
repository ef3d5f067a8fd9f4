import { ref, type Ref } from 'vue'

const KEPT = 'kebian-letters'

function read(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off'
  } catch {
    return true
  }
}

const letters = ref(read())

/** Whether single letters act: some readers and habits need them for themselves. */
export const singleKeys: Readonly<Ref<boolean>> = letters

/** Switches single letters on or off, and keeps that on this device where it has room. */
export function setSingleKeys(on: boolean): void {
  letters.value = on
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off')
  } catch {
    return
  }
}
