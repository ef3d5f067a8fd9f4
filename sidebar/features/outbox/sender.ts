import { shallowReactive, shallowRef } from 'vue'
import { SESSION_TOLD } from '../../api/api.ts'
import { attempts } from './attempt.ts'
import { alone } from './between-pages.ts'
import { awaitsLogin, type Entry, type EntryState } from './entry.ts'
import type { EntryList } from './entry-list.ts'

/** Before each further attempt while nothing gets through, in milliseconds; the last one holds from there on. */
const PAUSES_MS = [2_000, 4_000, 8_000, 16_000, 32_000, 60_000]

/** Sends the entries of a list, one after another, whenever something may get through. */
export function sender(list: EntryList) {
  const { entries, employeeId, recordOf } = list
  const { attempt, hasLeft, isFollowed } = attempts(list)
  const online = shallowRef(navigator.onLine)
  /** Entries whose first attempt had to wait. */
  const waited = shallowReactive(new Set<string>())
  let pauses = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let wanted = false

  /** Sends what can be sent now. */
  function flush(): Promise<void> {
    wanted = true
    running ??= drain().finally(() => (running = undefined))
    return running
  }

  async function drain(): Promise<void> {
    while (wanted) {
      wanted = false
      clearTimeout(timer)
      await alone(sendAll)
    }
  }

  async function sendAll(): Promise<void> {
    await list.reread()
    const held = new Set<string>()
    for (let entry = next(held); entry; entry = next(held)) {
      const verdict = await attempt(entry)
      if (verdict === 'stop') return pause()
      if (verdict === 'hold') held.add(recordOf(entry))
    }
    if (held.size > 0) pause()
    else pauses = 0
  }

  /** The first whose turn it is: none about the same record stands before it. */
  function next(held: ReadonlySet<string>): Entry | undefined {
    const owner = window.kebian?.boot.device?.employeeId
    if (!online.value || (owner !== undefined && owner !== employeeId.value)) return tellWaiting()
    const before = new Set(held)
    return entries.value.find((entry) => {
      if (entry.refused) return false
      const record = recordOf(entry)
      if (!before.has(record) && list.kindOf(entry) && list.isSafe(entry)) return true
      before.add(record)
      return false
    })
  }

  function tellWaiting(): undefined {
    for (const { id, refused } of entries.value) {
      if (refused) continue
      waited.add(id)
      list.resolve(id, { at: 'waiting' })
    }
  }

  function pause(): void {
    tellWaiting()
    if (!online.value || entries.value.some(awaitsLogin)) return
    timer = setTimeout(() => void flush(), PAUSES_MS[Math.min(pauses++, PAUSES_MS.length - 1)])
  }

  function goOn(): void {
    online.value = navigator.onLine
    if (online.value) void flush()
    else tellWaiting()
  }
  const onVisible = () => document.visibilityState === 'visible' && goOn()
  const onSession = (event: Event) => {
    const isGood = (event as CustomEvent<boolean>).detail
    if (isGood && !running && entries.value.some(({ failure, refused }) => !refused && failure?.code === 'unauthenticated')) void flush()
  }
  addEventListener('online', goOn)
  addEventListener('offline', goOn)
  document.addEventListener('visibilitychange', onVisible)
  addEventListener(SESSION_TOLD, onSession)

  return {
    flush,
    hasLeft,
    isFollowed,
    /** At once, and from the shortest pause on. */
    retry(): void {
      pauses = 0
      void flush()
    },
    stateOf(entry: Entry): EntryState {
      if (entry.refused) return 'refused'
      if (!online.value || awaitsLogin(entry)) return 'pending'
      if (entry.attempts > 0) return 'retrying'
      return waited.has(entry.id) ? 'pending' : 'fresh'
    },
    close(): void {
      clearTimeout(timer)
      removeEventListener('online', goOn)
      removeEventListener('offline', goOn)
      document.removeEventListener('visibilitychange', onVisible)
      removeEventListener(SESSION_TOLD, onSession)
    },
  }
}
