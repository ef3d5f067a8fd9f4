import { AsyncLocalStorage } from 'node:async_hooks'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Tables } from './tables.ts'

type Database = BetterSQLite3Database<Record<string, never>>

/** Can only select. On SQLite it never sees an open write. */
export type Reader = Pick<Database, 'select' | 'selectDistinct' | '$count'>

/** What is held where no single row stands for all that depends on it, in the order in which one transaction takes several. See docs/adr/0008-locks-by-name.md. */
type Lockable =
  /** One change at the desk, by its id: it is taken back once. */
  | 'change'
  /** What an admin makes of a corp's pipelines or fields, by the corp's id: alone by the desk, shared by what writes a stage or a value. Before any row that both write. */
  | 'pipelines'
  | 'fields'
  /** A customer's entry in the search index, by the customer's id: it is made of rows that several write. After all of them. */
  | 'search entry'

export interface Locks {
  /**
   * Waits for it and holds it to the end of the transaction, alone or shared with others who only want it to stay as it is. What is read from then on is as the
   * last holder left it. On SQLite one transaction runs at a time, which is as much.
   */
  lock(what: Lockable, id: string, how: 'alone' | 'shared'): Promise<void>
}

/** Inside one transaction. */
export type Writer = Reader & Pick<Database, 'insert' | 'update' | 'delete'> & Locks

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
  /** At this moment: connections of this process, and what waits for the one writer (SQLite) or for a free connection (PostgreSQL). */
  stats(): { connections: number; waiting: number }
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

/** Whether a write failed because a unique key is taken. */
export const isUniqueViolation = (error: unknown): boolean => /^(23505|SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY))$/m.test(codesOf(error))

/** How PostgreSQL or the way to it fails when the server is stopping, starting or out of reach; then the driver's own words, which have no code. */
const GONE_CODE = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/m
const GONE_WORDS = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/m

/** Whether a statement failed because the database is not there at the moment, and not for what was asked of it. */
export const isDatabaseGone = (error: unknown): boolean =>
  GONE_CODE.test(codesOf(error)) ||
  GONE_WORDS.test(
    causesOf(error)
      .map(({ message }) => message)
      .join('\n'),
  )

/** The codes of an error and of what caused it, a line each. PostgreSQL's errors arrive wrapped, SQLite's do not. */
export const codesOf = (error: unknown): string =>
  causesOf(error)
    .map((cause) => ('code' in cause ? String(cause.code) : ''))
    .join('\n')

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : []
}

/** A mistake of the operator: its message is one sentence that says what to do. */
export class StartError extends Error {}
