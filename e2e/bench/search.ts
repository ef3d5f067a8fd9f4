import { setImmediate as immediately } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { Role } from '../../bff/db/index.ts'
import { createDatabase, startPostgres } from '../fixtures/postgres.ts'
import { percentile } from './figures.ts'
import { openShop } from './profile.ts'

/** Of so many employees that one has 2,667 of them, and a team of ten 20,000. */
const customers = 100_000
const rounds = 40
/** One character that a fifth has, one that a twentieth has, one and two that all have, two that a few have, a whole name, nothing that is there, a phone. */
const typed = ['', '王', '胡', '客', '客户', '王伟', '王思远', '客户4242', '没有', '龘', '13800000201']
const askers = { sales: 'mine', supervisor: 'team', admin: 'all' } as const satisfies Partial<Record<Role, string>>
type Asker = keyof typeof askers

export interface SearchTimes {
  engine: 'sqlite' | 'postgres'
  who: Asker
  /** Milliseconds, over all that was typed. */
  p50: number
  p95: number
  /** The slowest of what was typed, and its median. */
  slowest: string
  slowestP50: number
}

/** The list of customers through `inject`, with a session: what an employee, a supervisor and an admin type, on either engine. */
export async function measureSearch(): Promise<SearchTimes[]> {
  const postgres = await startPostgres()
  try {
    return [...(await measureOn('sqlite', '')), ...(await measureOn('postgres', await createDatabase(postgres.url)))]
  } finally {
    await postgres.stop()
  }
}

async function measureOn(engine: SearchTimes['engine'], databaseUrl: string): Promise<SearchTimes[]> {
  const shop = await openShop(customers, databaseUrl)
  try {
    const { ownerId, teamIds } = shop.crowd
    const employeeIds: Record<Asker, string> = { sales: ownerId(0), supervisor: ownerId(1), admin: ownerId(2) }
    await appoint(shop.app, employeeIds, teamIds.slice(0, 1))
    const times: SearchTimes[] = []
    for (const who of Object.keys(askers) as Asker[]) {
      times.push({ engine, who, ...(await measureFor(shop.app, shop.cookieOf.get(employeeIds[who]) ?? '', askers[who])) })
    }
    return times
  } finally {
    await shop.close()
  }
}

async function appoint({ store }: FastifyInstance, employeeIds: Record<Asker, string>, ledTeamIds: string[]): Promise<void> {
  const { employees } = store.tables
  await store.write(async (tx) => {
    for (const [role, id] of Object.entries(employeeIds) as [Asker, string][]) {
      await tx
        .update(employees)
        .set({ role, ledTeamIds: role === 'supervisor' ? ledTeamIds : [] })
        .where(eq(employees.id, id))
    }
  })
}

async function measureFor(app: FastifyInstance, cookie: string, list: string): Promise<Pick<SearchTimes, 'p50' | 'p95' | 'slowest' | 'slowestP50'>> {
  const timesOf = new Map(typed.map((q) => [q, [] as number[]]))
  for (let round = -1; round < rounds; round++) {
    for (const [q, times] of timesOf) {
      const from = performance.now()
      const answer = await app.inject({ method: 'GET', url: '/api/customers', query: { q, list }, headers: { cookie } })
      const time = performance.now() - from
      if (answer.statusCode !== 200) throw new Error(`${list} ${q}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      // the first round reads what the system has not read yet
      if (round >= 0) times.push(time)
      await immediately()
    }
  }
  const sorted = [...timesOf.values()].flat().sort((a, b) => a - b)
  const medians = [...timesOf]
    .map(
      ([q, times]) =>
        [
          q,
          percentile(
            times.sort((a, b) => a - b),
            0.5,
          ),
        ] as const,
    )
    .sort(([, a], [, b]) => b - a)
  const [slowest, slowestP50] = medians[0] ?? ['', Number.NaN]
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), slowest, slowestP50 }
}
