import { computed, shallowReactive, shallowRef, triggerRef } from 'vue'
import { betweenPages } from './between-pages.ts'
import type { Entry } from './entry.ts'
import { keptEntries } from './kept-entries.ts'
import type { Kind } from './kind.ts'
import type { Outcome } from './written.ts'

interface Answered {
  entry: Entry
  reply: Partial<unknown>
}

/** More than a person takes back within the seconds in which it is offered. */
const ANSWERED = 20

export type EntryList = ReturnType<typeof entryList>

/** The entries of all who have used this page, each as it lies on the device where that can keep it, and who waits for what becomes of them. */
export function entryList() {
  const kinds = new Map<string, Kind<unknown, unknown>>()
  const kept = keptEntries()
  const all = shallowRef<Entry[]>([])
  const employeeId = shallowRef(window.kebian?.boot.device?.employeeId ?? '')
  /** Entries that the device cannot keep. */
  const unkept = shallowReactive(new Set<string>())
  const waiting = new Map<string, (outcome: Outcome<unknown>) => void>()
  /** The last that were stored, with what the server said. */
  const answered = new Map<string, Answered>()
  const { tell, close } = betweenPages(() => void reread())

  const entries = computed(() => all.value.filter((entry) => entry.employeeId === employeeId.value))
  const find = (id: string): Entry | undefined => all.value.find((entry) => entry.id === id)
  const kindOf = (entry: Entry): Kind<unknown, unknown> | undefined => kinds.get(entry.kind)
  const recordOf = (entry: Entry): string => kindOf(entry)?.recordOf(entry) ?? entry.id
  const behind = (entry: Entry): Entry[] => entries.value.filter((other) => other.at > entry.at && recordOf(other) === recordOf(entry))

  function resolve(id: string, outcome: Outcome<unknown>): void {
    waiting.get(id)?.(outcome)
    waiting.delete(id)
  }

  /** Puts an entry in, or in the place of what it was. @returns whether the device has it */
  async function put(entry: Entry): Promise<boolean> {
    const at = all.value.findIndex(({ id }) => id === entry.id)
    if (at < 0) all.value.push(entry)
    else all.value[at] = entry
    triggerRef(all)
    const isKept = await kept.put(entry)
    if (isKept) unkept.delete(entry.id)
    else if (find(entry.id)) unkept.add(entry.id)
    tell()
    return isKept
  }

  function take(id: string, outcome: Outcome<unknown> = { at: 'gone' }): void {
    const entry = find(id)
    if (entry && outcome.at === 'stored') {
      answered.set(id, { entry, reply: outcome.reply })
      if (answered.size > ANSWERED) answered.delete(String(answered.keys().next().value))
    }
    all.value = all.value.filter((entry) => entry.id !== id)
    unkept.delete(id)
    kept.remove(id)
    resolve(id, outcome)
    tell()
  }

  /** Takes over what the device has by now: from before this page, and from other pages. */
  async function reread(): Promise<void> {
    const now = await kept.read()
    if (!now) return
    now.gone.forEach(sentElsewhere)
    const known = all.value.map((entry) => (kept.isChanging(entry.id) ? entry : newer(entry, now.entries.get(entry.id))))
    const others = Array.from(now.entries.values()).filter(({ id }) => !find(id))
    // it may have left before its page came to an end
    const found = others.map((entry) => ({ ...entry, attempts: Math.max(1, entry.attempts) }))
    all.value = [...known, ...found].sort((one, other) => one.at - other.at)
  }

  /** That it may have left is known to this page, and need not stand on the device. */
  const newer = (entry: Entry, found = entry): Entry => ({ ...found, attempts: Math.max(entry.attempts, found.attempts) })

  function sentElsewhere(id: string): void {
    const entry = find(id)
    if (!entry) return
    all.value = all.value.filter((other) => other.id !== id)
    kindOf(entry)?.settled(entry)
    resolve(id, { at: 'gone' })
  }

  return {
    kinds,
    employeeId,
    entries,
    unkept,
    find,
    kindOf,
    recordOf,
    /** Those about the same record that were made later. */
    behind,
    put,
    take,
    reread,
    resolve,
    /** What becomes of an entry first. */
    outcomeOf: <Reply>(id: string) => new Promise<Outcome<Reply>>((settle) => waiting.set(id, settle as (outcome: Outcome<unknown>) => void)),
    /** What became of one that was stored a short while ago: whoever takes it back has to know. */
    answerTo: (id: string): Answered | undefined => answered.get(id),
    /** On the device, or known not to get there. */
    isSafe: ({ id }: Entry): boolean => kept.has(id) || unkept.has(id),
    close,
  }
}
