import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowReactive, shallowRef, triggerRef, type ComputedRef } from 'vue'
import { SESSION_TOLD } from '../../api/api.ts'
import { newKey } from '../../api/new-key.ts'
import { alone, betweenPages } from './between-pages.ts'
import { awaitsLogin, failureOf, verdictOn, type Entry, type EntryState, type Failure } from './entry.ts'
import { keptEntries } from './kept-entries.ts'
import type { Kind, Kinds, Lay, Shown } from './kind.ts'
import { watchJob, type JobEnd } from './watch-job.ts'

/** After this the server may have forgotten the key, so that it would store the write twice. */
const OLD_MS = 30 * 24 * 3600_000
/** Before each further attempt while nothing gets through, in milliseconds; the last one holds from there on. */
const PAUSES_MS = [2_000, 4_000, 8_000, 16_000, 32_000, 60_000]

/** What became of a write first. `gone`: it was taken back before it left, or another page has sent it. */
export type Outcome<Reply> =
  { at: 'stored'; reply: Partial<Reply>; job?: Promise<JobEnd> } | { at: 'waiting' } | { at: 'refused'; failure: Failure } | { at: 'gone' }

export interface Written<Reply> {
  id: string
  /** Whether the device has it. Where not, what was typed is to stay where it was typed until it is stored. */
  kept: Promise<boolean>
  /** The end, or that it has to wait. */
  done: Promise<Outcome<Reply>>
}

export interface Draft<Input> {
  customerId: string
  /** The customer's name. */
  name: string
  input: Input
  /** The entry whose effect it takes back. */
  of?: string
  /** Another key than a fresh one. */
  id?: string
}

/**
 * All writes of this employee that the server has not taken yet. Each is on the device before its request leaves, shows at once, and is sent until the server has
 * answered: one after another, in the order in which they were made. See docs/adr/0007-outbox.md.
 */
export const useOutbox = defineStore('outbox', () => {
  const kinds = new Map<string, Kind<unknown, unknown>>()
  const kept = keptEntries()
  const all = shallowRef<Entry[]>([])
  const employeeId = shallowRef(window.kebian?.boot.device?.employeeId ?? '')
  const online = shallowRef(navigator.onLine)
  const inFlight = shallowReactive(new Set<string>())
  /** Entries that the device cannot keep. */
  const unkept = shallowReactive(new Set<string>())
  /** Entries whose first attempt had to wait. */
  const waited = shallowReactive(new Set<string>())
  /** By record: the entry that WeCom has not taken yet. */
  const jobs = shallowReactive(new Map<string, string>())
  const waiting = new Map<string, (outcome: Outcome<unknown>) => void>()
  const { tell, close } = betweenPages(() => void reread())
  let pauses = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastAt = 0

  const entries = computed(() => all.value.filter((entry) => entry.employeeId === employeeId.value))
  const find = (id: string): Entry | undefined => all.value.find((entry) => entry.id === id)
  const kindOf = (entry: Entry): Kind<unknown, unknown> | undefined => kinds.get(entry.kind)
  const recordOf = (entry: Entry): string => kindOf(entry)?.recordOf(entry) ?? entry.id
  const hasLeft = (entry: Entry): boolean => entry.attempts > 0 || inFlight.has(entry.id)
  const resolve = (id: string, outcome: Outcome<unknown>): void => {
    waiting.get(id)?.(outcome)
    waiting.delete(id)
  }

  function put(entry: Entry): Promise<boolean> {
    const at = all.value.findIndex(({ id }) => id === entry.id)
    if (at < 0) all.value.push(entry)
    else all.value[at] = entry
    triggerRef(all)
    return kept.put(entry).then((isKept) => {
      if (!isKept && find(entry.id)) unkept.add(entry.id)
      tell()
      return isKept
    })
  }

  function take(id: string, outcome: Outcome<unknown> = { at: 'gone' }): void {
    all.value = all.value.filter((entry) => entry.id !== id)
    unkept.delete(id)
    kept.remove(id)
    resolve(id, outcome)
    tell()
  }

  /** Keeps a write, shows it, and sends it as soon as it is its turn. */
  function write<Input, Reply>(kind: Kind<Input, Reply>, { of, id = newKey(), ...draft }: Draft<Input>): Written<Reply> {
    kinds.set(kind.name, kind)
    const at = (lastAt = Math.max(Date.now(), lastAt + 1))
    const entry: Entry<Input> = { ...draft, id, kind: kind.name, employeeId: employeeId.value, at, attempts: 0, ...(of && { of }) }
    const done = new Promise<Outcome<Reply>>((settle) => waiting.set(id, settle as (outcome: Outcome<unknown>) => void))
    if (makesRoom(kind, entry)) {
      resolve(id, { at: 'gone' })
      return { id, kept: Promise.resolve(true), done }
    }
    const isKept = put(entry)
    void isKept.then(flush)
    return { id, kept: isKept, done }
  }

  /** Takes away what a new entry stands for. @returns whether it is not needed itself then */
  function makesRoom<Input, Reply>(kind: Kind<Input, Reply>, entry: Entry<Input>): boolean {
    let cancelled = false
    for (const earlier of entries.value.filter((other) => other.kind === kind.name && recordOf(other) === kind.recordOf(entry))) {
      if (hasLeft(earlier) && !earlier.refused) continue
      const meets = kind.meets?.(earlier as Entry<Input>, entry)
      if (meets) take(earlier.id)
      cancelled ||= meets === 'cancels' && !earlier.refused
    }
    const undone = entry.of === undefined ? undefined : find(entry.of)
    if (undone && (undone.refused || !hasLeft(undone))) {
      take(undone.id)
      return true
    }
    return cancelled
  }

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
    await reread()
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
      if (!before.has(record) && kindOf(entry) && (kept.has(entry.id) || unkept.has(entry.id))) return true
      before.add(record)
      return false
    })
  }

  function tellWaiting(): undefined {
    for (const { id, refused } of entries.value) {
      if (refused) continue
      waited.add(id)
      resolve(id, { at: 'waiting' })
    }
  }

  function pause(): void {
    tellWaiting()
    if (!online.value || entries.value.some(awaitsLogin)) return
    timer = setTimeout(() => void flush(), PAUSES_MS[Math.min(pauses++, PAUSES_MS.length - 1)])
  }

  async function attempt(entry: Entry): Promise<'on' | 'stop' | 'hold'> {
    const kind = kindOf(entry)
    if (!kind) return 'hold'
    if (Date.now() - entry.at > OLD_MS) return refuse(entry, { code: 'too_old', details: {} })
    inFlight.add(entry.id)
    try {
      await settle(kind, entry, (await kind.send(entry, { idempotencyKey: entry.id, employeeId: entry.employeeId })) as Partial<unknown>)
      return 'on'
    } catch (error) {
      const failure = failureOf(error)
      const wished = failure.code === 'conflict' || failure.code === 'refused' ? kind.asWished?.(entry, failure.details) : undefined
      if (wished) {
        await settle(kind, entry, wished)
        return 'on'
      }
      const attempts = entry.attempts + 1
      const verdict = verdictOn(failure, attempts)
      if (verdict === 'refuse') return refuse({ ...entry, attempts }, failure)
      if (find(entry.id)) await put({ ...entry, attempts, failure })
      return verdict
    } finally {
      inFlight.delete(entry.id)
    }
  }

  /** What stands behind it learns the answer before it is taken away: after a kill it is asked for once more, and gives the same. */
  async function settle(kind: Kind<unknown, unknown>, entry: Entry, reply: Partial<unknown>): Promise<void> {
    const record = recordOf(entry)
    await Promise.all(
      entries.value
        .filter((other) => other.at > entry.at && !other.refused && recordOf(other) === record)
        .map((other) => put({ ...other, input: kindOf(other)?.follow?.(other, entry, reply) ?? other.input })),
    )
    kind.settled(entry, reply)
    const jobId = kind.jobOf?.(reply)
    take(entry.id, { at: 'stored', reply, ...(jobId && { job: follow(entry, jobId) }) })
  }

  function refuse(entry: Entry, failure: Failure): 'on' {
    const undoing = entries.value.filter(({ of }) => of === entry.id)
    for (const { id } of undoing) take(id)
    if (undoing.length > 0) take(entry.id, { at: 'refused', failure })
    else keepRefused(entry, failure)
    return 'on'
  }

  function keepRefused(entry: Entry, failure: Failure): void {
    const refused = { ...entry, failure, refused: true }
    void put(refused)
    resolve(entry.id, { at: 'refused', failure })
    kindOf(entry)?.refused?.(refused)
  }

  /** What WeCom refuses is back in the list, unless something newer was written about the record. */
  async function follow(entry: Entry, jobId: string): Promise<JobEnd> {
    const record = recordOf(entry)
    jobs.set(record, entry.id)
    const end = await watchJob(jobId)
    const isNewest = jobs.get(record) === entry.id && !entries.value.some((other) => other.at > entry.at && recordOf(other) === record)
    if (jobs.get(record) === entry.id) jobs.delete(record)
    if (!isNewest) return { state: 'unknown' }
    // under a key of its own: the one of the entry is spent
    if (end.state === 'refused') keepRefused({ ...entry, id: newKey() }, { code: 'wecom_refused', details: { ...end.reason } })
    return end
  }

  /** Takes over what the device has by now: from before this page, and from other pages. */
  async function reread(): Promise<void> {
    const now = await kept.read()
    if (!now) return
    for (const id of now.gone) {
      const entry = find(id)
      if (!entry) continue
      all.value = all.value.filter((other) => other.id !== id)
      kindOf(entry)?.settled(entry)
      resolve(id, { at: 'gone' })
    }
    const known = all.value.map((entry) => (kept.isChanging(entry.id) ? entry : (now.entries.get(entry.id) ?? entry)))
    const others = Array.from(now.entries.values()).filter(({ id }) => !find(id))
    // it may have left before its page came to an end
    const found = others.map((entry) => ({ ...entry, attempts: Math.max(1, entry.attempts) }))
    all.value = [...known, ...found].sort((one, other) => one.at - other.at)
  }

  function stateOf(entry: Entry): EntryState {
    if (entry.refused) return 'refused'
    if (!online.value || awaitsLogin(entry)) return 'pending'
    if (entry.attempts > 0) return 'retrying'
    return waited.has(entry.id) ? 'pending' : 'fresh'
  }

  function goOn(): void {
    online.value = navigator.onLine
    if (online.value) void flush()
    else tellWaiting()
  }
  const onVisible = () => document.visibilityState === 'visible' && goOn()
  const onSession = (event: Event) => {
    const isGood = (event as CustomEvent<boolean>).detail
    if (isGood && !running && entries.value.some((entry) => !entry.refused && entry.failure?.code === 'unauthenticated')) void flush()
  }
  addEventListener('online', goOn)
  addEventListener('offline', goOn)
  document.addEventListener('visibilitychange', onVisible)
  addEventListener(SESSION_TOLD, onSession)
  onScopeDispose(() => {
    clearTimeout(timer)
    close()
    removeEventListener('online', goOn)
    removeEventListener('offline', goOn)
    document.removeEventListener('visibilitychange', onVisible)
    removeEventListener(SESSION_TOLD, onSession)
  })

  return {
    entries,
    /** Those that something stands in the way of. */
    stuck: computed(() => entries.value.filter((entry) => stateOf(entry) !== 'fresh')) as ComputedRef<Entry[]>,
    /** The page must stay open: the device cannot keep what it has. */
    mustStay: computed(() => entries.value.some((entry) => unkept.has(entry.id) && stateOf(entry) !== 'fresh')),
    stateOf,
    kindOf,
    write,
    /** Sends at once what waits for its next attempt. */
    retryAll(): void {
      pauses = 0
      void flush()
    },
    /** From here on in the name of this employee: with what they have left on the device, and nothing of anybody else's. */
    begin(who: string, registry: Kinds): void {
      for (const kind of registry) kinds.set(kind.name, kind)
      employeeId.value = who
      void flush()
    },
    /** Something about this record is on its way: to the server, or to WeCom. */
    isBusy: (record: string): boolean => jobs.has(record) || entries.value.some((entry) => !entry.refused && recordOf(entry) === record),
    /** Throws a write away that has not left yet, or was refused. False where it is too late for that. */
    withdraw(id: string): boolean {
      const entry = find(id)
      if (!entry || (hasLeft(entry) && !entry.refused)) return false
      take(id)
      return true
    },
    /** Gives up what was refused. */
    discard: (id: string): void => take(id),
    /** Sends what was refused once more: under its own key as it is, or under a fresh one where it is something else now. */
    again(id: string, input?: unknown): void {
      const entry = find(id)
      const kind = entry && kindOf(entry)
      if (!entry || !kind) return
      if (input === undefined) void put({ ...entry, at: Date.now(), refused: undefined, failure: undefined }).then(flush)
      else {
        take(id)
        write(kind, { customerId: entry.customerId, name: entry.name, input })
      }
    },
    /** What is on screen: what the server has, with what it has not taken yet laid over it. */
    lay<What extends keyof Shown>(what: What, customerId: string, now: Shown[What]): Shown[What] {
      return entries.value.reduce((shown, entry) => {
        if (entry.customerId !== customerId || (entry.refused && what !== 'events')) return shown
        const layOne: Lay<Shown[What], unknown> | undefined = kindOf(entry)?.shows?.[what]
        return layOne ? layOne(shown, entry) : shown
      }, now)
    },
  }
})
