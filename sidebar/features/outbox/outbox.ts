import { defineStore } from 'pinia'
import { computed, onScopeDispose, type ComputedRef } from 'vue'
import { newKey } from '../../api/new-key.ts'
import { entryList } from './entry-list.ts'
import type { Entry } from './entry.ts'
import type { Kind, Kinds, Lay, Shown } from './kind.ts'
import { sender } from './sender.ts'
import type { Draft, Written } from './written.ts'

/**
 * All writes of this employee that the server has not taken yet. Each is on the device before its request leaves, shows at once, and is sent until the server has
 * answered: one after another, in the order in which they were made. See docs/adr/0007-outbox.md.
 */
export const useOutbox = defineStore('outbox', () => {
  const list = entryList()
  const sending = sender(list)
  const { entries, find, kindOf, recordOf, take } = list
  const { flush, hasLeft, stateOf } = sending
  let lastAt = 0
  onScopeDispose(() => {
    list.close()
    sending.close()
  })

  /** Keeps a write, shows it, and sends it as soon as it is its turn. */
  function write<Input, Reply>(kind: Kind<Input, Reply>, { of, id = newKey(), ...draft }: Draft<Input>): Written<Reply> {
    list.kinds.set(kind.name, kind)
    const at = (lastAt = Math.max(Date.now(), lastAt + 1))
    const made: Entry<Input> = { ...draft, id, kind: kind.name, employeeId: list.employeeId.value, at, attempts: 0, ...(of && { of }) }
    const known = of === undefined ? undefined : list.answerTo(of)
    const entry = known ? { ...made, input: kind.follow?.(made, known.entry, known.reply) ?? made.input } : made
    const done = list.outcomeOf<Reply>(id)
    if (makesRoom(kind, entry)) {
      list.resolve(id, { at: 'gone' })
      return { id, kept: Promise.resolve(true), done }
    }
    const kept = list.put(entry)
    void kept.then(flush)
    return { id, kept, done }
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

  return {
    entries,
    /** Those that something stands in the way of. */
    stuck: computed(() => entries.value.filter((entry) => stateOf(entry) !== 'fresh')) as ComputedRef<Entry[]>,
    /** The page must stay open: the device cannot keep what it has. */
    mustStay: computed(() => entries.value.some((entry) => list.unkept.has(entry.id) && stateOf(entry) !== 'fresh')),
    stateOf,
    kindOf,
    write,
    /** Sends at once what waits for its next attempt. */
    retryAll: sending.retry,
    /** From here on in the name of this employee: with what they have left on the device, and nothing of anybody else's. */
    begin(who: string, registry: Kinds): void {
      for (const kind of registry) list.kinds.set(kind.name, kind)
      list.employeeId.value = who
      void flush()
    },
    /** Something about this record is on its way: to the server, or to WeCom. */
    isBusy: (record: string): boolean => sending.isFollowed(record) || entries.value.some((entry) => !entry.refused && recordOf(entry) === record),
    /** Throws a write away that has not left yet, or was refused. False where it is too late for that. */
    withdraw(id: string): boolean {
      const entry = find(id)
      if (!entry || (hasLeft(entry) && !entry.refused)) return false
      take(id)
      return true
    },
    /** Gives up what was refused. */
    discard: (id: string): void => take(id),
    /** Gives up everything: its employee signs out. */
    forget: (): void => entries.value.forEach(({ id }) => take(id)),
    /** Sends what was refused once more: under its own key as it is, or under a fresh one where it is something else now. */
    again(id: string, input?: unknown): void {
      const entry = find(id)
      const kind = entry && kindOf(entry)
      if (!entry || !kind) return
      if (input === undefined) void list.put({ ...entry, at: Date.now(), refused: undefined, failure: undefined }).then(flush)
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
