import type { Database } from 'better-sqlite3'
import { codesOf, StartError } from './store.ts'

const REMEDIES: [codes: RegExp, sentence: (folder: string) => string][] = [
  [
    /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|EACCES|EPERM|EROFS|EISDIR)/m,
    (folder) =>
      `The database in ${folder} cannot be written: give this user write access to every file kebian.sqlite* and *.lock there, not only to the folder.`,
  ],
  [
    /^SQLITE_(NOTADB|CORRUPT|IOERR_SHORT_READ)/m,
    (folder) => `The database in ${folder} is damaged: restore a backup of it, or move every file kebian.sqlite* out of there to begin with an empty one.`,
  ],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/m, (folder) => `The disk of ${folder} is full: free some space and start again.`],
  [
    /^SQLITE_(BUSY|LOCKED)/m,
    (folder) => `Another program has been writing to the database in ${folder} for too long: stop it, or wait for its end, and start again.`,
  ],
]

/**
 * Opens something in the folder; what a database that cannot be used says in codes is told in one sentence with its remedy.
 * @throws StartError for read-only, damaged, full and busy; what else was thrown as it was
 */
export function inWords<Result>(folder: string, open: () => Result): Result {
  try {
    return open()
  } catch (error) {
    const codes = codesOf(error)
    const [, sentence] = REMEDIES.find(([pattern]) => pattern.test(codes)) ?? []
    throw sentence && !(error instanceof StartError) ? new StartError(sentence(folder), { cause: error }) : error
  }
}

/**
 * A file without the right to write is opened for reading without a word, and so is one whose WAL is: both would fail at the first login. The write here is
 * taken back.
 * @throws SqliteError
 */
export function assertWritable(database: Database): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.pragma(`user_version = ${database.pragma('user_version', { simple: true })}`)
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
  }
}
