import { newKey } from '../api/new-key.ts'

/** Names this page among all that this browser ever opens. */
export const PAGE = newKey()

const lockOf = (page: string): string => `kebian-page ${page}`
const locks = (): LockManager | undefined => (navigator as { locks?: LockManager }).locks
let isKnown = false

/** Lets the others know that this page is there, until it is gone, however it goes. */
export function stayKnown(): void {
  if (isKnown) return
  isKnown = true
  void locks()?.request(lockOf(PAGE), () => new Promise(() => undefined))
}

/** Which of all pages are there; none where the browser cannot tell (Safari before 15.4). */
export async function pagesThere(): Promise<(page: string) => boolean> {
  const found = await locks()
    ?.query()
    .catch(() => undefined)
  const names = new Set(found?.held?.map(({ name }) => name))
  return (page) => names.has(lockOf(page))
}

const SIGNED_OUT = 'kebian-signed-out'

/** Tells the other pages of this browser that an employee has signed out; nothing of it stays on the device. */
export function tellSignedOut(employeeId: string): void {
  try {
    localStorage.setItem(SIGNED_OUT, employeeId)
    localStorage.removeItem(SIGNED_OUT)
  } catch {
    return
  }
}

/** Hears of it, for the life of the page. */
export function onSignedOut(hear: (employeeId: string) => void): void {
  addEventListener('storage', ({ key, newValue }) => key === SIGNED_OUT && newValue && hear(newValue))
}
