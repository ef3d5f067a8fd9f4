import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPostgres } from '../../e2e/fixtures/postgres.ts'
import { isUniqueViolation, openStore, StartError, type Store } from './index.ts'
import { newId } from './new-id.ts'

const NOW = new Date('2026-11-25T01:02:03.456Z')

describe.each(['sqlite', 'postgres'] as const)('the store on %s', (engine) => {
  let store: Store
  let other: Store
  const folder = mkdtempSync(join(tmpdir(), 'kebian-store-'))

  beforeAll(async () => {
    const where = { dataDir: folder, databaseUrl: engine === 'postgres' ? await freshPostgres() : '' }
    store = await openStore(where)
    // Two processes would wait for each other's file lock; within one, SQLite has one writer by design.
    other = engine === 'postgres' ? await openStore(where) : store
  })
  afterAll(async () => {
    await store.close()
    if (other !== store) await other.close()
    rmSync(folder, { recursive: true })
  })

  const job = (lane: string) => ({
    id: newId(NOW),
    corpId: 'ww',
    employeeId: 'e',
    kind: 'k',
    payload: { 名: '值', n: 1 },
    lane,
    runAt: NOW,
    createdAt: NOW,
    updatedAt: NOW,
  })
  const insert = (row: ReturnType<typeof job>) => store.write(async (tx) => void (await tx.insert(store.tables.jobs).values(row)))
  const inLane = (lane: string) => store.read.select().from(store.tables.jobs).where(eq(store.tables.jobs.lane, lane))

  it('gives back the values it was given: text of any language, milliseconds, JSON, null, numbers beyond 32 bits', async () => {
    const { jobs, orders } = store.tables
    const row = job('values')
    await insert(row)
    expect((await inLane('values'))[0]).toMatchObject({
      payload: { 名: '值', n: 1 },
      runAt: NOW,
      leasedUntil: null,
      reason: null,
      attempts: 0,
      state: 'pending',
    })
    const order = {
      id: newId(NOW),
      corpId: 'ww',
      source: 's',
      number: '1',
      identityId: 'i',
      status: 'paid' as const,
      currency: 'CNY',
      amountMinor: 9_007_199_254_740,
      itemCount: 1,
      placedAt: NOW,
      sourceVersion: 1,
      contentHash: '',
      createdAt: NOW,
      updatedAt: NOW,
    }
    await store.write(async (tx) => void (await tx.insert(orders).values(order)))
    const [read] = await store.read.select({ amountMinor: orders.amountMinor, placedAt: orders.placedAt }).from(orders)
    expect(read).toEqual({ amountMinor: 9_007_199_254_740, placedAt: NOW })
    await store.write(async (tx) => void (await tx.delete(jobs).where(eq(jobs.id, row.id))))
  })

  it('says when a unique key is taken', async () => {
    const row = job('unique')
    await insert(row)
    const failure = await insert(row).catch((error: unknown) => error)
    expect(isUniqueViolation(failure)).toBe(true)
    expect(isUniqueViolation(new Error('another'))).toBe(false)
  })

  it('rolls back what came before and after an await, and lets the next write pass', async () => {
    const first = job('rollback')
    const work = store.write(async (tx) => {
      await tx.insert(store.tables.jobs).values(first)
      await Promise.resolve()
      await tx.insert(store.tables.jobs).values(job('rollback'))
      throw new Error('changed my mind')
    })
    const innocent = insert(job('innocent'))
    await expect(work).rejects.toThrow('changed my mind')
    await innocent
    expect(await inLane('rollback')).toHaveLength(0)
    expect(await inLane('innocent')).toHaveLength(1)
  })

  it('does not show an open write to readers', async () => {
    let seen: unknown[] = []
    await store.write(async (tx) => {
      await tx.insert(store.tables.jobs).values(job('open'))
      seen = await inLane('open')
    })
    expect(seen).toHaveLength(0)
    expect(await inLane('open')).toHaveLength(1)
  })

  it('refuses a write inside a write at once', async () => {
    const nested = store.write(() => store.write(async () => undefined))
    await expect(nested).rejects.toThrow('store.write inside store.write')
  })

  it('loses no guarded increment among twenty at once, from two connections', async () => {
    const row = job('count')
    await insert(row)
    const { jobs } = store.tables
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? store : other).write(
          async (tx) =>
            void (await tx
              .update(jobs)
              .set({ attempts: sql`${jobs.attempts} + 1` })
              .where(eq(jobs.id, row.id))),
        ),
      ),
    )
    expect((await inLane('count'))[0]?.attempts).toBe(20)
  })

  it('lets one of two writers with the same version win', async () => {
    const { customers } = store.tables
    const customer = {
      id: newId(NOW),
      corpId: 'ww',
      nickname: '甲',
      kind: 'wechat' as const,
      gender: 'unknown' as const,
      syncedAt: NOW,
      createdAt: NOW,
      updatedAt: NOW,
    }
    await store.write(async (tx) => void (await tx.insert(customers).values(customer)))
    const rename = (nickname: string) => (from: Store) =>
      from.write((tx) =>
        tx
          .update(customers)
          .set({ nickname, version: sql`${customers.version} + 1` })
          .where(and(eq(customers.id, customer.id), eq(customers.version, 1)))
          .returning({ id: customers.id }),
      )
    const results = await Promise.all([rename('乙')(store), rename('丙')(other)])
    expect(results.map((rows) => rows.length).sort()).toEqual([0, 1])
  })

  it('sorts text by code point', async () => {
    const lanes = ['sort-b', 'sort-B', 'sort-a', 'sort-中', 'sort-é', 'sort-1']
    for (const lane of lanes) await insert(job(lane))
    const { jobs } = store.tables
    const rows = await store.read
      .select({ lane: jobs.lane })
      .from(jobs)
      .where(sql`${jobs.lane} like 'sort-%'`)
      .orderBy(asc(jobs.lane))
    expect(rows.map(({ lane }) => lane)).toEqual(['sort-1', 'sort-B', 'sort-a', 'sort-b', 'sort-é', 'sort-中'])
  })

  it('upserts with the new values', async () => {
    const { wecomTokens } = store.tables
    const put = (value: string) =>
      store.write(async (tx) => {
        const row = { corpId: 'ww', agentId: '1', kind: 'access_token' as const, value, expiresAt: NOW }
        await tx
          .insert(wecomTokens)
          .values(row)
          .onConflictDoUpdate({ target: [wecomTokens.corpId, wecomTokens.agentId, wecomTokens.kind], set: { value: sql`excluded.value` } })
      })
    await put('one')
    await put('two')
    expect((await store.read.select({ value: wecomTokens.value }).from(wecomTokens)).map(({ value }) => value)).toEqual(['two'])
  })
})

describe('a SQLite folder', () => {
  it('belongs to one server at a time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kebian-lock-'))
    const first = await openStore({ dataDir: folder, databaseUrl: '', exclusive: true })
    await expect(openStore({ dataDir: folder, databaseUrl: '', exclusive: true })).rejects.toThrow(StartError)
    await first.close()
    const next = await openStore({ dataDir: folder, databaseUrl: '', exclusive: true })
    await next.close()
    rmSync(folder, { recursive: true })
  })

  it('is refused when a newer program has migrated it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kebian-newer-'))
    const store = await openStore({ dataDir: folder, databaseUrl: '' })
    await store.close()
    const { default: Database } = await import('better-sqlite3')
    const file = new Database(join(folder, 'kebian.sqlite'))
    file.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 99999999999999)")
    file.close()
    await expect(openStore({ dataDir: folder, databaseUrl: '' })).rejects.toThrow('newer version')
    rmSync(folder, { recursive: true })
  })

  it('must be writable', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kebian-file-'))
    writeFileSync(join(folder, 'data'), '')
    await expect(openStore({ dataDir: join(folder, 'data'), databaseUrl: '' })).rejects.toThrow('cannot be written')
    rmSync(folder, { recursive: true })
  })

  it('is refused at once where no folder can be made, also by one who may do everything', async () => {
    await expect(openStore({ dataDir: '/proc/self/kebian/data', databaseUrl: '' })).rejects.toThrow('cannot be written')
  })
})
