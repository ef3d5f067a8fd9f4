import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestApp, type TestApp } from '../../e2e/fixtures/app.ts'
import { buildApp } from '../app.ts'
import { newId } from '../db/new-id.ts'
import { WecomError } from '../wecom/errors.ts'
import { claimJob, enqueue, type Job } from './queue.ts'

const LEASE_MS = 60_000

describe.each(['sqlite', 'postgres'] as const)('the queue on %s', (engine) => {
  let test: TestApp
  const add = (kind: string, lane: string, now = test.clock.now, payload = {}) =>
    test.app.store.write((tx) => enqueue(tx, test.app.store.tables, { corpId: 'ww', employeeId: 'nobody', kind, payload, lane, now }))
  const find = async (id: string) => {
    const { jobs } = test.app.store.tables
    const [job] = await test.app.store.read.select().from(jobs).where(eq(jobs.id, id))
    return job!
  }
  const claim = (afterMs = 0) => claimJob(test.app.store, new Date(test.clock.now.getTime() + afterMs))
  const nothing = { run: async () => undefined, refused: async () => undefined }

  beforeAll(async () => {
    test = await startTestApp({ engine })
    vi.spyOn(test.app.jobs, 'kick').mockImplementation(() => undefined)
  })
  afterEach(async () => {
    const { jobs } = test.app.store.tables
    await test.app.store.write(async (tx) => void (await tx.delete(jobs)))
    vi.restoreAllMocks()
    // past a pause that WeCom wanted
    test.clock.now = new Date(test.clock.now.getTime() + 60_000)
  })
  afterAll(() => test.close())

  it('gives a job to one worker only, however many ask', async () => {
    const ids = [await add('claimed', 'a'), await add('claimed', 'b')]
    const claimed = await Promise.all(Array.from({ length: 12 }, () => claim()))
    const got = claimed.flatMap((job) => job?.id ?? [])
    expect(new Set(got).size).toBe(got.length)
    const rest = [await claim(), await claim()].flatMap((job) => job?.id ?? [])
    expect([...got, ...rest].sort()).toEqual(ids)
    expect(await claim()).toBeUndefined()
  })

  it('gives a job again once the lease of a dead worker has run out, and not a moment earlier', async () => {
    const id = await add('claimed', 'a')
    expect(await claim()).toMatchObject({ id, attempts: 1 })
    expect(await claim(LEASE_MS)).toBeUndefined()
    expect(await claim(LEASE_MS + 1)).toMatchObject({ id, attempts: 2 })
    expect(await claim(LEASE_MS + 1)).toBeUndefined()
  })

  it('keeps the order within a lane and lets other lanes pass', async () => {
    const [first, second, other] = [await add('claimed', 'a'), await add('claimed', 'a'), await add('claimed', 'b')]
    expect((await claim())?.id).toBe(first)
    expect((await claim())?.id).toBe(other)
    expect(await claim()).toBeUndefined()
    const { store } = test.app
    await store.write(async (tx) => void (await tx.update(store.tables.jobs).set({ state: 'done', leasedUntil: null }).where(eq(store.tables.jobs.id, first))))
    expect((await claim())?.id).toBe(second)
  })

  it('never gives two of one lane at once, also when the later one was recorded by a server whose clock is behind', async () => {
    const running = await add('claimed', 'a')
    expect((await claim())?.id).toBe(running)
    const { jobs } = test.app.store.tables
    const past = new Date(test.clock.now.getTime() - 5000)
    const row = {
      id: newId(past).replace(/^.{10}/, '0000000000'),
      corpId: 'ww',
      employeeId: 'nobody',
      kind: 'claimed',
      payload: {},
      lane: 'a',
      runAt: past,
      createdAt: past,
      updatedAt: past,
    }
    await test.app.store.write(async (tx) => void (await tx.insert(jobs).values(row)))
    expect(await claim()).toBeUndefined()
    expect((await claim(LEASE_MS + 1))?.id).toBe(row.id)
  })

  it.each([
    ['network', { hint: 'timeout' }],
    ['rate_limited', { errcode: 45009 }],
    ['fatal_config', { errcode: 60020 }],
  ] as const)('keeps what was typed while the trouble is %s, for about a day', async (_kind, trouble) => {
    test.app.jobs.add('away', { ...nothing, run: () => Promise.reject(new WecomError('x', trouble)) })
    const began = test.clock.now
    const id = await add('away', 'a')
    for (let job = await find(id); job.state === 'pending'; job = await find(id)) {
      test.clock.now = job.runAt
      await test.app.jobs.runDue()
    }
    const hours = (test.clock.now.getTime() - began.getTime()) / 3600_000
    expect(hours).toBeGreaterThan(20)
    expect(hours).toBeLessThan(30)
  })

  it.each([
    ['network', { hint: 'timeout' }],
    ['rate_limited', { errcode: 45009 }],
    ['fatal_config', { errcode: 60020 }],
    ['token', { errcode: 42001 }],
  ] as const)('does not count what was %s towards giving up: two edits that met afterwards have their eight attempts', async (_kind, outage) => {
    let trouble: { hint: 'timeout' } | { errcode: number } = outage
    test.app.jobs.add('mixed', { ...nothing, run: () => Promise.reject(new WecomError('x', trouble)) })
    const id = await add('mixed', 'a')
    const retry = async () => {
      test.clock.now = (await find(id)).runAt
      await test.app.jobs.runDue()
    }
    for (let attempt = 1; attempt <= 20; attempt++) await retry()
    trouble = { errcode: 45035 }
    for (let attempt = 1; attempt < 8; attempt++) {
      await retry()
      const job = await find(id)
      expect(job).toMatchObject({ state: 'pending', attempts: 20 + attempt })
      expect(job.runAt.getTime() - test.clock.now.getTime()).toBe(500 * 2 ** (attempt - 1))
    }
    await retry()
    expect((await find(id)).state).toBe('refused')
  })

  it('tries nothing at all for a minute after too many calls', async () => {
    const tried: string[] = []
    test.app.jobs.add('limited', {
      ...nothing,
      run: async ({ id }) => {
        tried.push(id)
        if (tried.length === 1) throw new WecomError('x', { errcode: 45009 })
      },
    })
    const [first, second] = [await add('limited', 'a'), await add('limited', 'b')]
    const began = test.clock.now.getTime()
    await test.app.jobs.runDue()
    test.clock.now = new Date(began + 59_999)
    const third = await add('limited', 'c')
    await test.app.jobs.runDue()
    expect(tried).toEqual([first])
    expect((await find(second)).attempts).toBe(0)
    test.clock.now = new Date(began + 60_000)
    await test.app.jobs.runDue()
    expect([...tried].sort()).toEqual([first, first, second, third].sort())
  })

  it('never takes back what was accepted because its end could not be recorded', async () => {
    const told = vi.spyOn(test.app.log, 'error').mockImplementation(() => undefined)
    const { store } = test.app
    const refused = vi.fn(async () => undefined)
    let broken = true
    const accepted = vi.fn(async () => {
      if (broken) vi.spyOn(store, 'write').mockRejectedValueOnce(new Error('the database went away'))
    })
    test.app.jobs.add('accepted', { run: accepted, refused })
    const id = await add('accepted', 'a')
    for (let attempts = 1; attempts <= 10; attempts++) {
      await test.app.jobs.runDue()
      const job = await find(id)
      expect(job).toMatchObject({ state: 'pending', attempts, leasedUntil: null })
      test.clock.now = job.runAt
    }
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ jobId: id }), 'the end of a job could not be recorded')
    broken = false
    await test.app.jobs.runDue()
    expect((await find(id)).state).toBe('done')
    expect(accepted).toHaveBeenCalledTimes(11)
    expect(refused).not.toHaveBeenCalled()
  })

  it('waits twice as long before each new attempt', async () => {
    test.app.jobs.add('flaky', { ...nothing, run: () => Promise.reject(new WecomError('x', { errcode: -1 })) })
    const began = test.clock.now
    const id = await add('flaky', 'a')
    const waits: number[] = []
    for (let attempt = 1; attempt < 8; attempt++) {
      await test.app.jobs.runDue()
      const job = await find(id)
      expect(job).toMatchObject({ attempts: attempt, state: 'pending', leasedUntil: null })
      waits.push(job.runAt.getTime() - test.clock.now.getTime())
      test.clock.now = new Date(job.runAt.getTime() - 1)
      await test.app.jobs.runDue()
      expect((await find(id)).attempts).toBe(attempt)
      test.clock.now = job.runAt
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000])
    await test.app.jobs.runDue()
    expect(await find(id)).toMatchObject({ state: 'refused', attempts: 8, reason: { code: 'busy', params: { errcode: '-1' } } })
    test.clock.now = began
  })

  it('postpones and logs a job that fails in an unexpected way, and goes on with the others', async () => {
    const told = vi.spyOn(test.app.log, 'error').mockImplementation(() => undefined)
    const failing = vi.fn(() => Promise.reject(new TypeError('not foreseen')))
    const working = vi.fn(async () => undefined)
    test.app.jobs.add('broken', { ...nothing, run: failing })
    test.app.jobs.add('working', { ...nothing, run: working })
    const [broken, fine] = [await add('broken', 'a'), await add('working', 'b')]
    await test.app.jobs.runDue()
    expect(await find(broken)).toMatchObject({ state: 'pending', attempts: 1, leasedUntil: null })
    expect((await find(fine)).state).toBe('done')
    expect(told).toHaveBeenCalledWith({ err: expect.objectContaining({ message: 'not foreseen' }), jobId: broken }, expect.any(String))
  })

  it('keeps a job of a kind that only a newer server knows until one comes, and goes on with the others', async () => {
    const told = vi.spyOn(test.app.log, 'error').mockImplementation(() => undefined)
    test.app.jobs.add('working', nothing)
    const [unknown, fine] = [await add('of_a_newer_version', 'a'), await add('working', 'b')]
    await test.app.jobs.runDue()
    expect((await find(fine)).state).toBe('done')
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ jobId: unknown }), expect.any(String))
    const before = test.clock.now
    for (let attempts = 1; attempts < 14; attempts++) {
      const job = await find(unknown)
      expect(job).toMatchObject({ state: 'pending', attempts, leasedUntil: null })
      test.clock.now = job.runAt
      await test.app.jobs.runDue()
    }
    test.app.jobs.add('of_a_newer_version', nothing)
    test.clock.now = new Date(test.clock.now.getTime() + 10 * 60_000)
    await test.app.jobs.runDue()
    expect((await find(unknown)).state).toBe('done')
    test.clock.now = before
  })

  it('keeps a refused job in the queue when taking its change back failed, and goes on with the others', async () => {
    const told = vi.spyOn(test.app.log, 'error').mockImplementation(() => undefined)
    let broken = true
    const refused = vi.fn(async () => {
      if (broken) throw new Error('the database went away')
    })
    test.app.jobs.add('refused', { run: () => Promise.reject(new WecomError('x', { errcode: 84061 })), refused })
    test.app.jobs.add('working', nothing)
    const [id, fine] = [await add('refused', 'a'), await add('working', 'b')]
    await test.app.jobs.runDue()
    expect((await find(id)).state).toBe('pending')
    expect((await find(fine)).state).toBe('done')
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ jobId: id }), expect.any(String))
    broken = false
    const before = test.clock.now
    test.clock.now = new Date(before.getTime() + LEASE_MS + 1)
    await test.app.jobs.runDue()
    expect((await find(id)).state).toBe('refused')
    test.clock.now = before
  })
})

describe('two servers on one PostgreSQL', () => {
  let test: TestApp
  let second: FastifyInstance

  beforeAll(async () => {
    test = await startTestApp({ engine: 'postgres' })
    const { config } = test.app
    second = await buildApp({ config, clock: () => test.clock.now, sidebarFolder: join(config.dataDir, '..', 'sidebar') })
    await second.ready()
  })
  afterAll(async () => {
    await second.close()
    await test.close()
  })

  it('run each job once, never two of one lane at once, and let those wait who ask for the end', async () => {
    const began: string[] = []
    const running = new Map<string, number>()
    const overlaps: string[] = []
    const ranBy = new Set<string>()
    const work = (server: string) => ({
      run: async (job: Job) => {
        began.push(job.id)
        ranBy.add(server)
        running.set(job.lane, (running.get(job.lane) ?? 0) + 1)
        if (running.get(job.lane) !== 1) overlaps.push(job.lane)
        await test.app.store.ping()
        await new Promise((resolve) => setImmediate(resolve))
        running.set(job.lane, running.get(job.lane)! - 1)
      },
      refused: async () => undefined,
    })
    test.app.jobs.add('counted', work('first'))
    second.jobs.add('counted', work('second'))
    const { store } = test.app
    const ids = await store.write(async (tx) => {
      const made: string[] = []
      for (let index = 0; index < 40; index++)
        made.push(
          await enqueue(tx, store.tables, { corpId: 'ww', employeeId: 'nobody', kind: 'counted', payload: {}, lane: `lane ${index % 4}`, now: test.clock.now }),
        )
      return made
    })
    const { jobs } = store.tables
    for (let left = ids.length; left > 0;) {
      await Promise.all([test.app.jobs.runDue(), second.jobs.runDue()])
      left = await store.read.$count(jobs, and(eq(jobs.kind, 'counted'), eq(jobs.state, 'pending')))
    }
    expect([...began].sort()).toEqual(ids)
    expect(overlaps).toEqual([])
    expect([...ranBy].sort()).toEqual(['first', 'second'])
  })

  it('both try nothing for a minute after one of them was told of too many calls', async () => {
    const tried: string[] = []
    const limit = (server: string) => ({
      run: async () => {
        tried.push(server)
        if (tried.length === 1) throw new WecomError('x', { errcode: 45009 })
      },
      refused: async () => undefined,
    })
    for (const { jobs } of [test.app, second]) vi.spyOn(jobs, 'kick').mockImplementation(() => undefined)
    test.app.jobs.add('limited', limit('first'))
    second.jobs.add('limited', limit('second'))
    const { store } = test.app
    const add = (lane: string) =>
      store.write((tx) => enqueue(tx, store.tables, { corpId: 'ww', employeeId: 'nobody', kind: 'limited', payload: {}, lane, now: test.clock.now }))
    await add('a')
    await test.app.jobs.runDue()
    await add('b')
    test.clock.now = new Date(test.clock.now.getTime() + 59_999)
    await second.jobs.runDue()
    expect(tried).toEqual(['first'])
    test.clock.now = new Date(test.clock.now.getTime() + 1)
    await second.jobs.runDue()
    expect(tried).toEqual(['first', 'second', 'second'])
    vi.restoreAllMocks()
  })
})
