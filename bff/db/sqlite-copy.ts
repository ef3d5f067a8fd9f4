import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { databaseFile, holdFolder } from './sqlite-folder.ts'
import { codesOf } from './store.ts'

/** What ends by itself and would be a secret or a way in: sessions, logins under way, and WeCom's tokens. */
const LEFT_OUT = ['sessions', 'login_states', 'wecom_tokens']
const PAGES_A_STEP = 200

export interface TableSum {
  rows: number
  /** SHA-256 over the rows in the order of their primary key. */
  sha256: string
}

/**
 * Copies the database of a folder as it is at one moment, while others write; rows of LEFT_OUT and what was deleted are not in the copy.
 * @param onProgress told the share that is done
 * @throws SqliteError, or StartError when a restore is at work
 */
export async function copySqlite(folder: string, to: string, onProgress: (share: number) => void): Promise<void> {
  const lock = holdFolder(folder, 'user')
  const source = new Database(databaseFile(folder), { readonly: true, fileMustExist: true })
  const live = `${to}.live`
  try {
    // One moment, held open: without it every write of the server would begin the copy anew.
    source.exec('BEGIN; SELECT count(*) FROM sqlite_master')
    await source.backup(live, {
      progress({ totalPages, remainingPages }) {
        onProgress(totalPages ? 1 - remainingPages / totalPages : 1)
        return PAGES_A_STEP
      },
    })
  } finally {
    source.close()
    lock.close()
  }
  const copy = new Database(live)
  try {
    copy.pragma('journal_mode = OFF')
    copy.pragma('synchronous = OFF')
    for (const table of tablesOf(copy)) if (LEFT_OUT.includes(table)) copy.exec(`DELETE FROM ${quoted(table)}`)
    // Written anew, since free pages of the file still hold what was deleted.
    copy.prepare('VACUUM INTO ?').run(to)
  } finally {
    copy.close()
  }
  rmSync(live)
}

/** Rows and digest of every table of a database file. */
export function sumTables(file: string, onTable: (table: string) => void = () => undefined): Record<string, TableSum> {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return Object.fromEntries(
      tablesOf(database).map((table) => {
        onTable(table)
        return [table, sumOf(database, table)]
      }),
    )
  } finally {
    database.close()
  }
}

/** What SQLite itself finds wrong with a database file; undefined when it is whole. */
export function findDamage(file: string): string | undefined {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const [first] = database.prepare('PRAGMA integrity_check(1)').pluck().all() as string[]
    return first === 'ok' ? undefined : (first ?? 'no answer')
  } catch (error) {
    if (isDamage(error)) return (error as Error).message
    throw error
  } finally {
    database.close()
  }
}

/** Milliseconds: the `when` of the newest migration that the database has. */
export function schemaOf(file: string): number {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return database.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() as number
  } finally {
    database.close()
  }
}

/**
 * Writes what is still in the write-ahead log into the database file itself, so that the file alone is the database.
 * @returns whether it is so: not when another program has it open
 * @throws SqliteError, such as for a damaged one
 */
export function gatherIntoOneFile(file: string): boolean {
  const database = new Database(file, { timeout: 0, fileMustExist: true })
  try {
    // Only who is alone may leave WAL, and leaving it removes the log.
    return database.pragma('journal_mode = DELETE', { simple: true }) === 'delete'
  } finally {
    database.close()
  }
}

/** Whether SQLite says that a file is no whole database. */
export const isDamage = (error: unknown): boolean => /^SQLITE_(NOTADB|CORRUPT|IOERR)/m.test(codesOf(error))

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Tables that hold rows of their own, in order of name; those of virtual tables are among them. */
const tablesOf = (database: Database.Database) =>
  database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
    .pluck()
    .all() as string[]

function sumOf(database: Database.Database, table: string): TableSum {
  const columns = database.pragma(`table_info(${quoted(table)})`) as { name: string; pk: number }[]
  const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  const order = keys.length > 0 ? keys.map(({ name }) => quoted(name)).join(', ') : 'rowid'
  const hash = createHash('sha256')
  let rows = 0
  for (const row of database
    .prepare(`SELECT * FROM ${quoted(table)} ORDER BY ${order}`)
    .raw()
    .iterate()) {
    hash.update(JSON.stringify(row)).update('\n')
    rows += 1
  }
  return { rows, sha256: hash.digest('hex') }
}
