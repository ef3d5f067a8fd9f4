import { AsyncLocalStorage } from 'node:async_hooks'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Tables } from './tables.ts'

type Database = BetterSQLite3Database<Record<string, never>>

/** Can only select. On SQLite it never sees an open write. */
export type Reader = Pick<Database, 'select' | 'selectDistinct' | '$count'>

/** Inside one transaction. */
export type Writer = Reader & Pick<Database, 'insert' | 'update' | 'delete'>

/** The two doors to the data. There is no third: `read` selects, `write` is always a transaction. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  readonly tables: Tables
  readonly read: Reader
  /**
   * Runs `work` in a transaction: committed when it resolves, rolled back when it rejects. Never wait for the network inside:
   * on SQLite every other writer waits too. A `write` inside a `write` is refused at once instead of deadlocking.
   */
  write<Result>(work: (tx: Writer) => Promise<Result>): Promise<Result>
  /** Resolves when the database answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface StoreOptions {
  /** Told of every statement that is sent, transactions' own aside. */
  onStatement?: (statement: string) => void
}

const inWrite = new AsyncLocalStorage<true>()

/** Runs a transaction and refuses one that begins inside another. */
export function outermost<Result>(work: () => Promise<Result>): Promise<Result> {
  if (inWrite.getStore()) return Promise.reject(new Error('store.write inside store.write: pass the tx instead'))
  return inWrite.run(true, work)
}

/** Whether a write failed because a unique key is taken. PostgreSQL's errors arrive wrapped, SQLite's do not. */
export function isUniqueViolation(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown }
    if (code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return true
  }
  return false
}

/** A mistake of the operator: its message is one sentence that says what to do. */
export class StartError extends Error {}
