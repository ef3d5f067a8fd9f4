import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './store.ts'

/** Milliseconds: the `when` of the newest migration in a folder of them. */
export function newestKnown(folder: string): number {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { when: number }[] }
  return Math.max(...journal.entries.map((entry) => entry.when))
}

/**
 * Refuses a database that a newer program has migrated: going back means restoring a backup.
 * @param newestApplied milliseconds, the `when` of the newest migration in the database
 */
export function refuseNewerSchema(folder: string, newestApplied: number | null) {
  if (newestApplied !== null && newestApplied > newestKnown(folder)) {
    throw new StartError('The database was made by a newer version of Kebian: install that version, or restore a backup made with this one.')
  }
}
