import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { sqliteKit } from './kit.ts'
import { refuseNewerSchema } from './migrations.ts'
import { databaseFile, holdFolder, makePrivate, makeWritable } from './sqlite-folder.ts'
import { assertWritable, inWords } from './sqlite-trouble.ts'
import { outermost, type Store, type StoreOptions, type Writer } from './store.ts'
import { defineTables } from './tables.ts'

const BUSY_TIMEOUT_MS = 5000
/** With SQLite's own 2 MB, a profile among 100,000 customers waits for pages that it had a moment ago. */
const CACHE_KIB = 32 * 1024
/** Pages are read where the system has them, without a copy; of address space, not of memory. */
const MAPPED_BYTES = 1024 ** 3

/**
 * SQLite in a folder: one connection that reads, one that writes in turn.
 * @throws StartError when folder or database cannot be written, the database is damaged, another server holds it (`exclusive`), a restore is at work, or its
 * schema is newer than this program
 */
export async function openSqliteStore(
  folder: string,
  migrations: string,
  { onStatement, exclusive = false }: StoreOptions & { exclusive?: boolean } = {},
): Promise<Store> {
  makeWritable(folder)
  const hold = exclusive ? holdFolder(folder, 'server', 'user') : holdFolder(folder, 'user')
  const options = { casing: 'snake_case', logger: onStatement ? { logQuery: onStatement } : false } as const
  const { writer, reader, writing } = inWords(folder, () => {
    const file = databaseFile(folder)
    makePrivate(file)
    const writer = connect(file, false)
    assertWritable(writer)
    const writing = drizzle(writer, options)
    refuseNewerSchema(migrations, newestMigration(writer))
    migrate(writing, { migrationsFolder: migrations })
    return { writer, writing: Object.assign(writing, { lock: async () => undefined }), reader: connect(file, true) }
  })
  const tables = defineTables(sqliteKit)

  let last: Promise<unknown> = Promise.resolve()
  let unfinished = 0
  async function transaction<Result>(work: (tx: Writer) => Promise<Result>): Promise<Result> {
    writer.exec('BEGIN IMMEDIATE')
    try {
      const result = await work(writing)
      writer.exec('COMMIT')
      return result
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK')
      throw error
    }
  }

  return {
    engine: 'sqlite',
    tables,
    read: drizzle(reader, options),
    write: (work) =>
      outermost(() => {
        unfinished += 1
        const turn = last.then(() => transaction(work)).finally(() => (unfinished -= 1))
        last = turn.catch(() => undefined)
        return turn
      }),
    stats: () => ({ connections: 2, waiting: Math.max(0, unfinished - 1) }),
    ping: async () => void reader.prepare('select 1').get(),
    close: async () => {
      await last
      reader.close()
      writer.close()
      hold.close()
    },
  }
}

function newestMigration(database: Database.Database): number | null {
  if (!database.prepare("select name from sqlite_master where name = '__drizzle_migrations'").get()) return null
  return (database.prepare('select max(created_at) as newest from __drizzle_migrations').get() as { newest: number | null }).newest
}

function connect(file: string, readonly: boolean) {
  const connection = new Database(file, { readonly, timeout: BUSY_TIMEOUT_MS })
  connection.pragma('foreign_keys = ON')
  connection.pragma(`cache_size = -${CACHE_KIB}`)
  connection.pragma(`mmap_size = ${MAPPED_BYTES}`)
  if (!readonly) {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
  }
  return connection
}
