import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openStore } from '../../bff/db/index.ts'
import { startChild } from '../fixtures/child.ts'
import { freePort } from '../fixtures/free-port.ts'
import { medianOf, percentile } from './figures.ts'
import { seedManyCustomers, type Crowd } from './many-customers.ts'
import { benchSettings, signIn } from './profile.ts'

const run = promisify(execFile)
const customers = 20_000
/** Between two requests: a busy team, and not a machine at its limit. */
const pauseMs = 5
/** Of a round without a backup; beside one, as many as fit until it ends. */
const requests = 400

export interface BackupTimes {
  /** p95 of the profile route while a backup is made, against the p95 right before: the median over the rounds. */
  ratio: number
  /** Milliseconds, medians. */
  quiet: number
  beside: number
  rows: number
}

/** The profile route of a real server process on SQLite, without and with `npm run backup` beside it, in pairs. */
export async function measureBackup(rounds: number): Promise<BackupTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'kebian-backup-'))
  const settings = settingsAt(join(folder, 'data'), await freePort())
  const { crowd, cookieOf } = await seed(settings)
  const server = await startChild(['--max-semi-space-size=32', 'dist/bff/server.js'], /Kebian ready at/, settings)
  const ask = (at: number) => askFor(settings.PUBLIC_URL, crowd, cookieOf, at)
  try {
    await askWhile(ask, (count) => count < requests)
    const pairs: { quiet: number; beside: number }[] = []
    for (let round = 0; round < rounds; round++) {
      const quiet = await askWhile(ask, (count) => count < requests)
      const end = new AbortController()
      const backup = run(process.execPath, ['dist/bff/backup.js', join(folder, `${round}.tar`)], { env: { PATH: process.env.PATH, ...settings } })
      void backup.finally(() => end.abort())
      const beside = await askWhile(ask, () => !end.signal.aborted)
      await backup
      pairs.push({ quiet: percentile(quiet, 0.95), beside: percentile(beside, 0.95) })
    }
    return {
      ratio: medianOf(pairs.map(({ quiet, beside }) => beside / quiet)),
      quiet: medianOf(pairs.map(({ quiet }) => quiet)),
      beside: medianOf(pairs.map(({ beside }) => beside)),
      rows: crowd.rows,
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const settingsAt = (dataDir: string, port: number) => ({ ...benchSettings(dataDir), PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: String(port) })

async function seed(settings: ReturnType<typeof settingsAt>) {
  const store = await openStore({ dataDir: settings.DATA_DIR, databaseUrl: '' })
  const now = new Date()
  const crowd = await seedManyCustomers(store, customers, now)
  const cookieOf = await signIn(store, { sessionSecret: settings.SESSION_SECRET }, crowd, now)
  await store.close()
  return { crowd, cookieOf }
}

/** @returns the sorted times in milliseconds */
async function askWhile(ask: (at: number) => Promise<void>, more: (count: number) => boolean): Promise<number[]> {
  const times: number[] = []
  while (more(times.length)) {
    const from = performance.now()
    await ask((times.length * 48_271) % customers)
    times.push(performance.now() - from)
    await wait(pauseMs)
  }
  return times.sort((a, b) => a - b)
}

async function askFor(origin: string, crowd: Crowd, cookieOf: Map<string, string>, at: number): Promise<void> {
  const answer = await fetch(`${origin}/api/context`, {
    method: 'POST',
    headers: { cookie: cookieOf.get(crowd.ownerId(at)) ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ entry: 'single_chat_tools', externalUserId: crowd.externalUserId(at) }),
  })
  const body = await answer.text()
  if (!body.includes('"state":"customer"')) throw new Error(`customer ${at}: ${answer.status} ${body.slice(0, 200)}`)
}
