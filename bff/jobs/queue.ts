import { and, asc, eq, gt, gte, isNull, lt, lte, ne, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { newId } from '../db/new-id.ts'
import type { Params, Store, Tables, Writer } from '../db/index.ts'

/** While one worker holds a job, no other takes it; a worker that died lets go after this. */
const LEASE_MS = 60_000

export interface NewJob {
  corpId: string
  employeeId: string
  kind: string
  payload: Record<string, unknown>
  /** Jobs of one lane run one after another. */
  lane: string
  now: Date
}

export type Job = Tables['jobs']['$inferSelect']

/** Records a job in the transaction of the change that it belongs to. */
export async function enqueue(tx: Writer, { jobs }: Tables, { now, ...job }: NewJob): Promise<string> {
  const id = newId(now)
  await tx.insert(jobs).values({ id, ...job, runAt: now, createdAt: now, updatedAt: now })
  return id
}

/**
 * Takes the next job that is due, not behind another of its lane, and no other of its lane running. Two workers never get the same one:
 * who comes second looks again.
 */
export async function claimJob(store: Store, now: Date): Promise<Job | undefined> {
  const { jobs } = store.tables
  const other = alias(jobs, 'other')
  const free = or(isNull(jobs.leasedUntil), lt(jobs.leasedUntil, now))
  // Ids follow the clocks of several servers, so a running job may have a later id than one that was recorded after it.
  const before = or(lt(other.id, jobs.id), and(ne(other.id, jobs.id), gte(other.leasedUntil, now)))
  const laneIsBusy = store.read
    .select({ one: sql`1` })
    .from(other)
    .where(and(eq(other.lane, jobs.lane), eq(other.state, 'pending'), before))
  for (;;) {
    const [next] = await store.read
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.state, 'pending'), lte(jobs.runAt, now), free, notExists(laneIsBusy)))
      .orderBy(asc(jobs.runAt), asc(jobs.id))
      .limit(1)
    if (!next) return undefined
    const [claimed] = await store.write((tx) =>
      tx
        .update(jobs)
        .set({ leasedUntil: new Date(now.getTime() + LEASE_MS), attempts: sql`${jobs.attempts} + 1`, updatedAt: now })
        .where(and(eq(jobs.id, next.id), eq(jobs.state, 'pending'), lte(jobs.runAt, now), free))
        .returning(),
    )
    if (claimed) return claimed
  }
}

export const finishJob = (tx: Writer, { jobs }: Tables, id: string, now: Date) =>
  tx.update(jobs).set({ state: 'done', leasedUntil: null, updatedAt: now }).where(eq(jobs.id, id))

export const refuseJob = (tx: Writer, { jobs }: Tables, id: string, reason: { code: string; params: Params }, now: Date) =>
  tx.update(jobs).set({ state: 'refused', reason, leasedUntil: null, updatedAt: now }).where(eq(jobs.id, id))

/** `refusals`: see the table. */
export const postponeJob = (tx: Writer, { jobs }: Tables, id: string, { runAt, refusals }: Pick<Job, 'runAt' | 'refusals'>, now: Date) =>
  tx.update(jobs).set({ runAt, refusals, leasedUntil: null, updatedAt: now }).where(eq(jobs.id, id))

/** Jobs of the same kind and lane that were recorded after this one and not refused, in their order. */
export const jobsBehind = (tx: Writer, { jobs }: Tables, { id, kind, lane }: Job) =>
  tx
    .select({ id: jobs.id, payload: jobs.payload })
    .from(jobs)
    .where(and(eq(jobs.lane, lane), eq(jobs.kind, kind), gt(jobs.id, id), ne(jobs.state, 'refused')))
    .orderBy(asc(jobs.id))

export const replacePayload = (tx: Writer, { jobs }: Tables, id: string, payload: Record<string, unknown>) =>
  tx.update(jobs).set({ payload }).where(eq(jobs.id, id))
