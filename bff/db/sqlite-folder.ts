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

/**
 * Held as long as the process lives; the system lets go of it even after a kill.
 * @throws StartError when another server holds it
 */
export function holdFolder(folder: string): Database.Database {
  return inWords(folder, () => {
    const file = join(folder, 'server.lock')
    makePrivate(file)
    const lock = new Database(file, { timeout: 0 })
    try {
      lock.exec('BEGIN EXCLUSIVE')
      return lock
    } catch (error) {
      lock.close()
      if (!/SQLITE_BUSY/.test(codesOf(error))) throw error
      throw new StartError(
        `Another Kebian server is using ${folder}: stop it first, or set DATA_DIR to another folder; several servers need PostgreSQL (DATABASE_URL).`,
      )
    }
  })
}
