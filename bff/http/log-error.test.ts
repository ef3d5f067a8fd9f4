import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPostgres } from '../../e2e/fixtures/postgres.ts'
import { readConfig } from '../config.ts'
import { openStore, type Store } from '../db/index.ts'
import { createInstance } from './foundation.ts'

const CANARY = 'canary-13800138000-of-a-customer'

describe.each(['sqlite', 'postgres'] as const)('an error of the database in the log on %s', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'kebian-log-'))
  const lines: string[] = []
  const app = createInstance(readConfig({ LOG_LEVEL: 'info' }), { write: (line) => void lines.push(line) })
  let store: Store

  beforeAll(async () => {
    store = await openStore({ dataDir: folder, databaseUrl: engine === 'postgres' ? await freshPostgres() : '' })
  })
  afterAll(async () => {
    await store.close()
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The error of a row that is already there, its values holding the canary. */
  async function failure(): Promise<unknown> {
    const { wecomTokens } = store.tables
    const row = { corpId: CANARY, agentId: '1', kind: 'access_token' as const, value: `${CANARY}\n    at ${CANARY}`, expiresAt: new Date(0) }
    try {
      for (let times = 0; times < 2; times++) await store.write(async (tx) => void (await tx.insert(wecomTokens).values(row)))
    } catch (error) {
      return error
    }
    return undefined
  }

  it('says what failed and why, without one value that was sent', async () => {
    const error = await failure()
    app.log.error({ err: error }, 'unexpected error')
    app.log.error({ err: new Error('around', { cause: error }) }, 'unexpected error')
    const logged = lines.splice(0)
    expect(logged.join('')).not.toContain(CANARY)
    const { err } = JSON.parse(logged[0] ?? '')
    expect(err.stack).toMatch(/\n +at /)
    if (engine === 'postgres')
      expect(err).toMatchObject({ type: 'DrizzleQueryError', message: expect.stringMatching(/^Failed query: insert into "wecom_tokens"/) })
    const { code, message } = err.cause ?? err
    expect(code).toBe(engine === 'postgres' ? '23505' : 'SQLITE_CONSTRAINT_PRIMARYKEY')
    expect(message).toMatch(/unique constraint/i)
    expect(JSON.parse(logged[1] ?? '').err).toMatchObject({ message: 'around', cause: { type: err.type } })
  })

  it('hides a value that PostgreSQL repeats in its own words', () => {
    const cause = new Error(`invalid input syntax for type bigint: "${CANARY}"`)
    const error = Object.assign(new Error(`Failed query: select $1\nparams: ${CANARY}`, { cause }), { query: 'select $1', params: [CANARY] })
    app.log.error({ err: error }, 'unexpected error')
    expect(lines.join('')).not.toContain(CANARY)
    expect(JSON.parse(lines.pop() ?? '').err.cause.message).toBe('invalid input syntax for type bigint: "[value]"')
  })
})
