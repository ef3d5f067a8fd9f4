import { and, eq, inArray, lt, type SQL } from 'drizzle-orm'
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

/** What is old of one kind: found outside of a transaction, removed by key within one. */
export interface Rule {
  kind: string
  find(read: Reader, atMost: number): Promise<string[]>
  /** @returns how many rows went */
  remove(tx: Writer, keys: string[]): Promise<number>
}

/**
 * What is removed, and when. Never what a person wrote or did: notes, tasks, orders, stage moves, messages sent.
 * Each is found by an index, or by ids, which are in the order of time.
 */
export function rulesAt(tables: Tables, corpId: string, now: Date, days: DaysKept): Rule[] {
  const { sessions, loginStates, idempotencyKeys, jobs, looks, audit, timelineEvents } = tables
  const before = (count: number) => new Date(now.getTime() - count * DAY_MS)
  const visits = before(days.visits)
  const oldVisit = and(lt(audit.id, firstIdAt(visits)), eq(audit.action, 'customer_read'))
  const visit = ruleOf('visits', audit, audit.id, oldVisit)
  return [
    ruleOf('sessions', sessions, sessions.tokenHash, lt(sessions.expiresAt, now)),
    ruleOf('login_states', loginStates, loginStates.stateHash, lt(loginStates.expiresAt, now)),
    ruleOf('idempotency_keys', idempotencyKeys, idempotencyKeys.key, lt(idempotencyKeys.createdAt, before(KEYS_KEPT_DAYS))),
    ruleOf('jobs', jobs, jobs.id, and(inArray(jobs.state, ['done', 'refused']), lt(jobs.runAt, before(days.jobs)))),
    ruleOf('looks', looks, looks.customerId, and(eq(looks.corpId, corpId), lt(looks.at, visits))),
    { ...visit, remove: (tx, keys) => removeVisits(tx, keys) },
    ruleOf('audit', audit, audit.id, lt(audit.id, firstIdAt(before(days.audit)))),
  ]

  /** With the rows of the timeline that tell of them. */
  async function removeVisits(tx: Writer, keys: string[]) {
    const seen = await tx.selectDistinct({ customerId: audit.customerId }).from(audit).where(inArray(audit.id, keys))
    const customerIds = seen.flatMap(({ customerId }) => customerId ?? [])
    const told = and(inArray(timelineEvents.customerId, customerIds), lt(timelineEvents.occurredAt, visits), eq(timelineEvents.kind, 'look'))
    if (customerIds.length > 0) await tx.delete(timelineEvents).where(told)
    return visit.remove(tx, keys)
  }
}

/** Rows of a table for which `old` holds, by a column that is its key or the first of it. */
const ruleOf = (kind: string, table: SQLiteTable, key: SQLiteColumn, old: SQL | undefined): Rule => ({
  kind,
  find: async (read, atMost) => (await read.select({ key }).from(table).where(old).limit(atMost)).map((row) => String(row.key)),
  remove: async (tx, keys) =>
    (
      await tx
        .delete(table)
        .where(and(old, inArray(key, keys)))
        .returning({ key })
    ).length,
})
