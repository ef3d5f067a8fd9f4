import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { inWords } from './sqlite-trouble.ts'
import { codesOf, StartError } from './store.ts'

/**
 * Makes the folder, where it is not there yet, for this user alone: customers will be in it.
 * @throws StartError when it cannot be made or written
 */
export function makeWritable(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch {
    throw new StartError(`The data directory ${folder} cannot be written: give this user write access to it, or set DATA_DIR to another folder.`)
  }
}

/** Not `recursive`: where a parent is there and takes no folder, as in /proc, Node tries for ever. */
function makeFolder(folder: string) {
  if (isFolder(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!isFolder(folder)) throw error
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/**
 * Makes a file, where it is not there yet, for this user alone; SQLite gives what it puts beside it the same rights. One that is there keeps its own, and is
 * not opened: closing it would let go of the locks that this process holds on it.
 * @throws Error of the file system when it cannot be made
 */
export function makePrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
}

/** The database of a folder. */
export const databaseFile = (folder: string) => join(folder, 'kebian.sqlite')

const HOLDS = {
  /** One server a folder. */
  server: {
    file: 'server.lock',
    statement: 'BEGIN EXCLUSIVE',
    refusal: (folder: string) =>
      `Another Kebian server is using ${folder}: stop it first, or set DATA_DIR to another folder; several servers need PostgreSQL (DATABASE_URL).`,
  },
  /** Whoever has the database open, beside each other. */
  user: {
    file: 'use.lock',
    statement: 'BEGIN; SELECT count(*) FROM sqlite_master',
    refusal: (folder: string) => `A backup is being restored into ${folder}: wait for its end, and start again.`,
  },
  /** A restore puts another file in the place of the database, so nobody may have it open. */
  restore: {
    file: 'use.lock',
    statement: 'BEGIN EXCLUSIVE',
    refusal: (folder: string) => `The database in ${folder} is in use: stop the Kebian server and every import or backup that uses it, and start again.`,
  },
} as const

type Hold = keyof typeof HOLDS

/**
 * Held as long as the process lives or until it is closed; the system lets go of it even after a kill.
 * @throws StartError when others hold the folder in a way that does not go with this
 */
export function holdFolder(folder: string, ...as: [Hold, ...Hold[]]): { close(): void } {
  const held: Database.Database[] = []
  const close = () => held.forEach((lock) => lock.close())
  try {
    for (const one of as) held.push(take(folder, HOLDS[one]))
    return { close }
  } catch (error) {
    close()
    throw error
  }
}

function take(folder: string, { file, statement, refusal }: (typeof HOLDS)[Hold]): Database.Database {
  return inWords(folder, () => {
    const path = join(folder, file)
    makePrivate(path)
    const lock = new Database(path, { timeout: 0 })
    try {
      lock.exec(statement)
      return lock
    } catch (error) {
      lock.close()
      throw /SQLITE_BUSY/.test(codesOf(error)) ? new StartError(refusal(folder)) : error
    }
  })
}
