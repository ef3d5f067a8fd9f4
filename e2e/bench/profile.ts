import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as immediately } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../bff/app.ts'
import { readConfig } from '../../bff/config.ts'
import type { Store } from '../../bff/db/index.ts'
import { hashOf } from '../../bff/http/session.ts'
import { medianOf, percentile } from './figures.ts'
import { corpId, seedManyCustomers, type Crowd } from './many-customers.ts'

const distinct = 2000
const dayMs = 86_400_000

export interface ProfileTimes {
  customers: number
  rows: number
  /** Requests in a round, each for another customer as far as there are so many. */
  requests: number
  /** Milliseconds; the median over the rounds. */
  p50: number
  p99: number
}

/**
 * The profile bundle (`POST /api/context`) through `inject`, with a session, on SQLite: a database of each size, warmed by one round that is not
 * counted, then measured in interleaved rounds.
 */
export async function measureProfile(sizes: number[], rounds: number): Promise<ProfileTimes[]> {
  const shops: Shop[] = []
  try {
    for (const size of sizes) shops.push(await openShop(size))
    for (const shop of shops) await oneRound(shop)
    for (let round = 0; round < rounds; round++) for (const shop of shops) shop.times.push(await oneRound(shop))
    return shops.map(({ customers, crowd, times }) => ({
      customers,
      rows: crowd.rows,
      requests: distinct,
      p50: medianOf(times.map((sorted) => percentile(sorted, 0.5))),
      p99: medianOf(times.map((sorted) => percentile(sorted, 0.99))),
    }))
  } finally {
    for (const shop of shops) await shop.close()
  }
}

interface Shop {
  customers: number
  app: FastifyInstance
  crowd: Crowd
  cookieOf: Map<string, string>
  /** Sorted, one list a round. */
  times: number[][]
  close(): Promise<void>
}

/** An app with many customers, and a session for every employee; on PostgreSQL when there is a URL. */
export async function openShop(customers: number, databaseUrl = ''): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'kebian-bench-'))
  const now = new Date()
  // one clock for all: nothing is stale, so that WeCom is never asked
  const app = await buildApp({ config: readConfig({ ...benchSettings(folder), DATABASE_URL: databaseUrl }), clock: () => now })
  await app.ready()
  const crowd = await seedManyCustomers(app.store, customers, now)
  const cookieOf = await signIn(app.store, app.config, crowd, now)
  const close = async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { customers, app, crowd, cookieOf, times: [], close }
}

/** Of a server that never asks WeCom. */
export function benchSettings(folder: string) {
  return {
    KEBIAN_MODE: 'production',
    PUBLIC_URL: 'http://127.0.0.1:5170',
    DATA_DIR: folder,
    ROLE: 'web',
    LOG_LEVEL: 'silent',
    SESSION_SECRET: 'bench-only-0123456789-abcdefghijkl',
    PHONE_KEY: 'bench-only-0123456789-abcdefghijkl',
    WECOM_CORP_ID: corpId,
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: 'never-used',
    WECOM_API_BASE: 'http://127.0.0.1:9',
  }
}

/** A session for every employee. Gives the cookie by employee. */
export async function signIn(store: Store, config: Parameters<typeof hashOf>[1], { ownerId }: Crowd, now: Date): Promise<Map<string, string>> {
  const employeeIds = [...new Set(Array.from({ length: distinct }, (_, at) => ownerId(at)))]
  const times = { createdAt: now, renewedAt: now, expiresAt: new Date(now.getTime() + dayMs) }
  await store.write(async (tx) => {
    await tx
      .insert(store.tables.sessions)
      .values(employeeIds.map((employeeId) => ({ tokenHash: hashOf(`bench-${employeeId}`, config), corpId, employeeId, ...times })))
  })
  return new Map(employeeIds.map((employeeId) => [employeeId, `kebian=bench-${employeeId}`]))
}

/** Asks for customers spread over the whole table, in an order that no page of the database shares. Gives the sorted times in milliseconds. */
async function oneRound({ app, crowd, cookieOf, customers }: Shop): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < distinct; n++) {
    const at = (n * 48_271) % customers
    const from = performance.now()
    const answer = await app.inject({
      method: 'POST',
      url: '/api/context',
      headers: { cookie: cookieOf.get(crowd.ownerId(at)) ?? '' },
      payload: { entry: 'single_chat_tools', externalUserId: crowd.externalUserId(at) },
    })
    times.push(performance.now() - from)
    // As between requests that come over a socket: what the last one left to be cleared up is cleared up, instead of growing for the whole round.
    await immediately()
    if (answer.statusCode !== 200 || !answer.body.includes('"state":"customer"'))
      throw new Error(`customer ${at}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
  }
  return times.sort((a, b) => a - b)
}
