import { sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { pgKit } from './kit.ts'
import { refuseNewerSchema } from './migrations.ts'
import { outermost, StartError, type Locks, type Reader, type Store, type StoreOptions, type Writer } from './store.ts'
import { defineTables } from './tables.ts'

const POOL_SIZE = 10
/** For a connection, new or one of those in use: a server that takes none is not waited for longer. */
const CONNECT_MS = 5000
/** Any number, the same in every instance: only one migrates at a time. */
const MIGRATION_LOCK = 5_170_001

/**
 * PostgreSQL, under the same types as SQLite (see kit.ts).
 * @throws StartError when it cannot be reached or its schema is newer than this program
 */
export async function openPostgresStore(url: string, migrations: string, { onStatement }: StoreOptions = {}): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: CONNECT_MS })
  pool.on('error', () => undefined)
  const options = { casing: 'snake_case', logger: onStatement ? { logQuery: onStatement } : false } as const
  const db = drizzle(pool, options)
  try {
    await migrateOnce(pool, migrations)
  } catch (error) {
    await pool.end()
    if (error instanceof StartError) throw error
    throw new StartError(`PostgreSQL at DATABASE_URL did not answer as it should (${(error as Error).message}): check the address, the database and its user.`)
  }
  return {
    engine: 'postgres',
    tables: defineTables(pgKit),
    read: db as unknown as Reader,
    write: (work) => outermost(() => db.transaction((tx) => work(Object.assign(tx, locksOf(tx)) as unknown as Writer))),
    stats: () => ({ connections: pool.totalCount, waiting: pool.waitingCount }),
    ping: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  }
}

/** Advisory locks: they need no row, and end with the transaction whatever becomes of it. Two names of one hash would only wait for each other. */
const locksOf = (tx: Pick<NodePgDatabase, 'execute'>): Locks => ({
  lock: async (what, id, how) => {
    const key = sql`hashtextextended(${`${what} ${id}`}, 0)`
    await tx.execute(how === 'alone' ? sql`select pg_advisory_xact_lock(${key})` : sql`select pg_advisory_xact_lock_shared(${key})`)
  },
})

async function migrateOnce(pool: pg.Pool, migrations: string) {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const { rows } = await client.query("select to_regclass('drizzle.__drizzle_migrations') is not null as present")
    const newest = rows[0].present ? (await client.query('select max(created_at)::float8 as newest from drizzle.__drizzle_migrations')).rows[0].newest : null
    refuseNewerSchema(migrations, newest)
    await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: migrations })
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined)
    client.release()
  }
}
