import { and, asc, eq, lt, lte, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Reader, Tables, Writer } from '../../db/index.ts'
import { firstIdAt } from '../../db/new-id.ts'

/** The Idempotency-Key of a write is good for so long: an outbox asks before it sends an older one. */
const KEYS_KEPT_DAYS = 30
const DAY_MS = 86_400_000

/** Days that an admin decides. */
export interface DaysKept {
  visits: number
  audit: number
  jobs: number
}

/** Where a batch ends: by age, and by key among those of one age. */
export interface Place {
  age: unknown
  key: unknown
}

/** What is old of one kind. */
export interface Rule {
  kind: string
  /** Where the oldest so many end; nothing when there are fewer. Asked outside of a transaction. */
  find(read: Reader, atMost: number): Promise<Place | undefined>
  /** Removes what is old, up to a place. @returns how many rows went */
  remove(tx: Writer, upTo: Place | undefined): Promise<number>
}

interface Old {
  table: SQLiteTable
  /** Holds for all that the rule is about. */
  of?: SQL
  /** What tells the age, and with what is before it begins an index. */
  age: SQLiteColumn
  /** Tells those of one age apart; not needed when the age is an id. */
  key: SQLiteColumn
  before: Date | string
}

/**
 * What is removed, and when. Never what a person wrote or did: notes, tasks, orders, stage moves, messages sent.
 * Each is read along an index in the order of age, or by ids, which are in the order of time, so that a batch touches no row but its own.
 */
export function rulesAt(tables: Tables, corpId: string, now: Date, days: DaysKept): Rule[] {
  const { sessions, loginStates, idempotencyKeys, jobs, looks, audit, timelineEvents } = tables
  const before = (count: number) => new Date(now.getTime() - count * DAY_MS)
  const visits = before(days.visits)
  const ended = (state: 'done' | 'refused') =>
    ruleOf('jobs', { table: jobs, of: eq(jobs.state, state), age: jobs.runAt, key: jobs.id, before: before(days.jobs) })
  return [
    ruleOf('looks', { table: looks, of: eq(looks.corpId, corpId), age: looks.at, key: looks.customerId, before: visits }),
    ruleOf('visits', { table: audit, of: eq(audit.action, 'customer_read'), age: audit.id, key: audit.id, before: firstIdAt(visits) }),
    ruleOf('visits_told', {
      table: timelineEvents,
      of: eq(timelineEvents.kind, 'look'),
      age: timelineEvents.id,
      key: timelineEvents.id,
      before: firstIdAt(visits),
    }),
    ruleOf('sessions', { table: sessions, age: sessions.expiresAt, key: sessions.tokenHash, before: now }),
    ruleOf('login_states', { table: loginStates, age: loginStates.expiresAt, key: loginStates.stateHash, before: now }),
    ruleOf('idempotency_keys', { table: idempotencyKeys, age: idempotencyKeys.createdAt, key: idempotencyKeys.key, before: before(KEYS_KEPT_DAYS) }),
    ended('done'),
    ended('refused'),
    ruleOf('audit', { table: audit, age: audit.id, key: audit.id, before: firstIdAt(before(days.audit)) }),
  ]
}

function ruleOf(kind: string, { table, of, age, key, before }: Old): Rule {
  const remove = async (tx: Writer, ...old: SQL[]) => {
    const gone = await tx
      .delete(table)
      .where(and(of, ...old))
      .returning({ key })
    return gone.length
  }
  return {
    kind,
    find: async (read, atMost) => {
      const [last] = await read
        .select({ age, key })
        .from(table)
        .where(and(of, lt(age, before)))
        .orderBy(asc(age), asc(key))
        .limit(1)
        .offset(atMost - 1)
      return last
    },
    // Two ranges of the index: an `or` of both would be read row by row.
    remove: async (tx, upTo) =>
      upTo ? (await remove(tx, lt(age, upTo.age))) + (await remove(tx, eq(age, upTo.age), lte(key, upTo.key))) : await remove(tx, lt(age, before)),
  }
}
