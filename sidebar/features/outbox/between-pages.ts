const NAME = 'kebian-outbox'
/** A page that was put to sleep may hold the lock for ever. Sending twice would do no harm: the key is the same. */
const PATIENCE_MS = 20_000

/** Runs while no other page of this browser does, where the browser can tell (Safari from 15.4). */
export async function alone(run: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) return run()
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), PATIENCE_MS)
  let ran = false
  const first = () => {
    ran = true
    clearTimeout(timer)
    return run()
  }
  try {
    await locks.request(NAME, { signal: waiting.signal }, first)
  } catch (error) {
    if (ran) throw error
    await run()
  } finally {
    clearTimeout(timer)
  }
}

/** Tells the other pages of this browser that something has changed, and hears it from them; nothing of it stays. Where there is no storage each page knows its own. */
export function betweenPages(changed: () => void): { tell: () => void; close: () => void } {
  const hear = ({ key, newValue }: StorageEvent) => key === NAME && newValue !== null && changed()
  addEventListener('storage', hear)
  let told = 0
  return {
    tell() {
      try {
        localStorage.setItem(NAME, `${Date.now()} ${told++}`)
        localStorage.removeItem(NAME)
      } catch {
        return
      }
    },
    close: () => removeEventListener('storage', hear),
  }
}
