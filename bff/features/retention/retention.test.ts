import { join } from 'node:path'
import { eq, ne } from 'drizzle-orm'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { addDays, dayOf, momentOf } from '../../../shared/domain/due.ts'
import { buildApp } from '../../app.ts'
import { removeOld, type Removed } from './remove-old.ts'
import { rulesAt } from './rules.ts'

const DAY_MS = 86_400_000
const USUAL = { visits: 180, audit: 1095, jobs: 30 }

describe.each(['sqlite', 'postgres'] as const)('what is old, on %s,', (engine) => {
  let test: TestApp
  let start: Date
  const nights = async () => {
    const { jobs } = test.app.store.tables
    return (await test.app.store.read.select({ id: jobs.id, state: jobs.state }).from(jobs).where(eq(jobs.kind, 'retention'))).sort((a, b) =>
      a.id < b.id ? -1 : 1,
    )
  }
  const today = () => dayOf(test.clock.now, 'Asia/Shanghai')

  beforeAll(async () => {
    test = await startTestApp({ engine })
    start = test.clock.now
  })
  afterAll(() => test.close())

  /** One row of each kind as it was made so many days before the night. */
  async function leave(days: number) {
    const { store, config } = test.app
    const { tables } = store
    const { corpId } = config.wecom
    const at = new Date(start.getTime() - days * DAY_MS)
    const id = () => ulid(at.getTime())
    const of = { corpId, customerId: `c${days}`, employeeId: 'e' }
    await store.write(async (tx) => {
      await tx.insert(tables.sessions).values({ tokenHash: id(), corpId, employeeId: 'e', createdAt: at, renewedAt: at, expiresAt: at })
      await tx.insert(tables.loginStates).values({ stateHash: id(), browserHash: 'b', returnTo: '/', expiresAt: at })
      await tx.insert(tables.idempotencyKeys).values({ employeeId: 'e', key: id(), requestHash: 'h', createdAt: at })
      const job = { corpId, employeeId: 'e', kind: 'k', payload: {}, lane: 'l', runAt: at, createdAt: at, updatedAt: at }
      for (const state of ['done', 'refused'] as const) await tx.insert(tables.jobs).values({ id: id(), ...job, state })
      await tx.insert(tables.audit).values([
        { id: id(), ...of, action: 'customer_read', details: {}, at },
        { id: id(), ...of, action: 'days_set', details: {}, at },
      ])
      await tx.insert(tables.looks).values({ ...of, at })
      const event = { corpId, customerId: of.customerId, params: {}, source: 'person', occurredAt: at, recordedAt: at }
      await tx.insert(tables.timelineEvents).values([
        { id: id(), ...event, kind: 'look', code: 'customer_looked_at' },
        { id: id(), ...event, kind: 'note', code: 'note_written' },
      ])
      await tx.insert(tables.notes).values({ id: id(), ...of, text: '写下的', clientKey: id(), createdAt: at })
    })
  }

  async function left() {
    const { store } = test.app
    const { sessions, loginStates, idempotencyKeys, jobs, audit, looks, timelineEvents, notes } = store.tables
    const { read } = store
    return {
      sessions: await read.$count(sessions),
      loginStates: await read.$count(loginStates),
      keys: await read.$count(idempotencyKeys),
      jobs: await read.$count(jobs, ne(jobs.kind, 'retention')),
      visits: await read.$count(audit, eq(audit.action, 'customer_read')),
      audit: await read.$count(audit, ne(audit.action, 'customer_read')),
      looks: await read.$count(looks),
      told: await read.$count(timelineEvents, eq(timelineEvents.kind, 'look')),
      events: await read.$count(timelineEvents, ne(timelineEvents.kind, 'look')),
      notes: await read.$count(notes),
    }
  }

  it('waits for the night, planned once however many servers ask for it', async () => {
    const next = today()
    expect(await nights()).toEqual([{ id: `retention-${momentOf(next, 3, 'Asia/Shanghai') > start ? next : addDays(next, 1)}`, state: 'pending' }])
    if (engine === 'sqlite') return
    const { config } = test.app
    const second = await buildApp({ config, clock: () => test.clock.now, sidebarFolder: join(config.dataDir, '..', 'sidebar') })
    await second.ready()
    await second.close()
    expect(await nights()).toHaveLength(1)
  })

  it('goes at night, each kind after its days, and never what a person wrote', async () => {
    for (const days of [1, 25, 31, 179, 181, 1090, 1097]) await leave(days)
    test.clock.now = new Date(start.getTime() + DAY_MS)
    await test.app.jobs.runDue()
    expect(await left()).toEqual({ sessions: 0, loginStates: 0, keys: 2, jobs: 4, visits: 4, audit: 6, looks: 4, told: 4, events: 7, notes: 7 })
    expect((await nights()).map(({ state }) => state)).toEqual(['done', 'pending'])
  })

  it('follows what an admin has decided', async () => {
    const { store, config } = test.app
    const value = { corpId: config.wecom.corpId, key: 'retention_visits_days', value: 30, version: 1, updatedBy: 'e', updatedAt: start }
    await store.write(async (tx) => void (await tx.insert(store.tables.settings).values(value)))
    test.clock.now = new Date(start.getTime() + 2 * DAY_MS)
    await test.app.jobs.runDue()
    expect(await left()).toMatchObject({ visits: 2, looks: 2, told: 2, audit: 6, notes: 7 })
  })

  it('gives each kind its share of a night: many old keys go a little at a time and leave room for visits and for a write of a person', async () => {
    const { store, config } = test.app
    const { idempotencyKeys, audit } = store.tables
    const createdAt = new Date(start.getTime() - 90 * DAY_MS)
    const old = new Date(start.getTime() - 400 * DAY_MS)
    const keys = Array.from({ length: 3000 }, (_, at) => ({ employeeId: `e${at % 50}`, key: ulid(createdAt.getTime()), requestHash: 'h', createdAt }))
    const visit = { corpId: config.wecom.corpId, customerId: 'c', employeeId: 'e', details: {} }
    // What was done beside the visits, none of it old enough to go.
    const acts = Array.from({ length: 3000 }, (_, at) => ({
      id: ulid(old.getTime()),
      ...visit,
      at: old,
      action: at % 10 === 0 ? 'customer_read' : 'field_changed',
    }))
    await store.write(async (tx) => {
      for (let from = 0; from < keys.length; from += 500) {
        await tx.insert(idempotencyKeys).values(keys.slice(from, from + 500))
        await tx.insert(audit).values(acts.slice(from, from + 500))
      }
    })
    const sizes: number[] = []
    const rules = rulesAt(store.tables, config.wecom.corpId, test.clock.now, USUAL).map((rule) => ({
      ...rule,
      remove: async (...args: Parameters<typeof rule.remove>) => {
        const rows = await rule.remove(...args)
        sizes.push(rows)
        return rows
      },
    }))
    const held: number[] = []
    const write: typeof store.write = (work) =>
      store.write(async (tx) => {
        const from = performance.now()
        const result = await work(tx)
        held.push(performance.now() - from)
        return result
      })
    const ofKind = (removed: Removed[], kind: string) => removed.find((of) => of.kind === kind)!
    const first = await removeOld(store, rules, 0)
    expect(ofKind(first, 'idempotency_keys')).toMatchObject({ rows: 100, more: true })
    expect(ofKind(first, 'visits')).toMatchObject({ rows: 100, more: true })
    const ends: string[] = []
    const removing = removeOld({ ...store, write }, rules, 20_000).then((removed) => {
      ends.push('removed')
      return removed
    })
    await test.call('GET', '/healthz')
    await store.write(async (tx) => void (await tx.select().from(store.tables.notes).limit(1)))
    ends.push('written')
    const removed = await removing
    expect(ends).toEqual(['written', 'removed'])
    expect(ofKind(removed, 'idempotency_keys')).toMatchObject({ rows: 2900, more: false })
    expect(ofKind(removed, 'visits')).toMatchObject({ rows: 200, more: false })
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500)
    // what a busy machine adds to one batch or another is not the batch's: half of them say what one takes
    expect(held.sort((a, b) => a - b)[Math.floor(held.length / 2)]).toBeLessThan(50)
  })

  it('goes on with a night that was not enough, behind what waits for WeCom', async () => {
    const { store } = test.app
    const { idempotencyKeys } = store.tables
    const createdAt = new Date(start.getTime() - 90 * DAY_MS)
    const keys = Array.from({ length: 300 }, () => ({ employeeId: 'e', key: ulid(createdAt.getTime()), requestHash: 'h', createdAt }))
    await store.write(async (tx) => void (await tx.insert(idempotencyKeys).values(keys)))
    // Each look at the clock of the machine is past the time of a slice.
    let at = 0
    const hurried = vi.spyOn(performance, 'now').mockImplementation(() => (at += 5000))
    test.clock.now = new Date(start.getTime() + 3 * DAY_MS)
    await test.app.jobs.runDue()
    hurried.mockRestore()
    const rest = await store.read.$count(idempotencyKeys, eq(idempotencyKeys.createdAt, createdAt))
    expect(rest).toBe(0)
    expect((await nights()).filter(({ id }) => id.includes('.')).length).toBeGreaterThan(1)
    expect((await nights()).filter(({ state }) => state === 'pending')).toHaveLength(1)
  })
})
