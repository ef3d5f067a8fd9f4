import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newestKnown } from './migrations.ts'
import { openPostgresStore } from './store.postgres.ts'
import { openSqliteStore } from './store.sqlite.ts'
import type { Store, StoreOptions } from './store.ts'

export { codesOf, isDatabaseGone, isUniqueViolation, StartError, type Reader, type Store, type Writer } from './store.ts'
export { makeWritable } from './sqlite-folder.ts'
export type { Params, Role, Tables } from './tables.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Milliseconds: the `when` of the newest migration that this program knows for an engine. */
export const newestMigrationOf = (engine: Store['engine']): number => newestKnown(join(MIGRATIONS, engine))

/**
 * Opens and migrates the database: PostgreSQL when there is a URL, else SQLite in the folder.
 * @throws StartError with one sentence for the operator
 */
export function openStore({ databaseUrl, dataDir, ...options }: { databaseUrl: string; dataDir: string; exclusive?: boolean } & StoreOptions): Promise<Store> {
  return databaseUrl ? openPostgresStore(databaseUrl, join(MIGRATIONS, 'postgres'), options) : openSqliteStore(dataDir, join(MIGRATIONS, 'sqlite'), options)
}
