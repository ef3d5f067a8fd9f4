import { and, count, eq, gt, gte, lte, min, or } from 'drizzle-orm'
import { Gauge, type Registry } from 'prom-client'
import type { Store } from '../db/index.ts'

/**
 * What only the database knows, read when it is asked for; several servers on one database tell the same.
 * `refresh` never rejects: a database that does not answer is itself a figure.
 */
export function databaseGauges(register: Registry, store: Store, clock: () => Date) {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => new Gauge({ name, help, labelNames, registers: [register] })
  const up = gauge('kebian_database_up', '1 when the database answers')
  const connections = gauge('kebian_database_connections', 'open connections of this process to its database')
  const waiting = gauge('kebian_database_waiting', 'writes that wait for the SQLite writer, or queries for a PostgreSQL connection')
  const sessions = gauge('kebian_sessions', 'sessions that have not ended')
  const jobCount = gauge('kebian_jobs', 'jobs that are waiting, running or refused, by kind', 'kind', 'state')
  const jobAge = gauge('kebian_jobs_oldest_age_seconds', 'age of the oldest job that should have begun and is not done, by kind', 'kind')

  async function read(now: Date) {
    const { jobs, sessions: kept } = store.tables
    const columns = { kind: jobs.kind, jobs: count() }
    const begun = or(gt(jobs.attempts, 0), lte(jobs.runAt, now))
    const [[open], pending, running, refused, oldest] = await Promise.all([
      store.read.select({ sessions: count() }).from(kept).where(gt(kept.expiresAt, now)),
      store.read.select(columns).from(jobs).where(eq(jobs.state, 'pending')).groupBy(jobs.kind),
      store.read
        .select(columns)
        .from(jobs)
        .where(and(eq(jobs.state, 'pending'), gte(jobs.leasedUntil, now)))
        .groupBy(jobs.kind),
      store.read.select(columns).from(jobs).where(eq(jobs.state, 'refused')).groupBy(jobs.kind),
      store.read
        .select({ kind: jobs.kind, since: min(jobs.createdAt) })
        .from(jobs)
        .where(and(eq(jobs.state, 'pending'), begun))
        .groupBy(jobs.kind),
    ])
    return { sessions: open?.sessions ?? 0, pending, running, refused, oldest }
  }

  async function refresh(): Promise<void> {
    const { connections: open, waiting: queue } = store.stats()
    connections.set(open)
    waiting.set(queue)
    sessions.remove()
    jobCount.reset()
    jobAge.reset()
    const now = clock()
    const found = await read(now).catch(() => undefined)
    up.set(found ? 1 : 0)
    if (!found) return
    sessions.set(found.sessions)
    const runningOf = new Map(found.running.map(({ kind, jobs }) => [kind, jobs]))
    for (const { kind, jobs } of found.pending) {
      const running = runningOf.get(kind) ?? 0
      jobCount.set({ kind, state: 'running' }, running)
      jobCount.set({ kind, state: 'waiting' }, jobs - running)
    }
    for (const { kind, since } of found.oldest) if (since) jobAge.set({ kind }, (now.getTime() - since.getTime()) / 1000)
    for (const { kind, jobs } of found.refused) jobCount.set({ kind, state: 'refused' }, jobs)
  }

  return { refresh }
}
