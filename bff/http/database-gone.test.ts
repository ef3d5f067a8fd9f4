import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPostgres } from '../../e2e/fixtures/postgres.ts'
import { readConfig } from '../config.ts'
import { openStore, type Store } from '../db/index.ts'
import { WecomError } from '../wecom/errors.ts'
import { errorEnvelope } from './error-envelope.ts'
import { createInstance } from './foundation.ts'

describe('while PostgreSQL is gone', () => {
  const lines: string[] = []
  const app = createInstance(readConfig({ LOG_LEVEL: 'info' }), { write: (line) => void lines.push(line) })
  const open = new Set<Socket>()
  let reachable = true
  let muted = false
  let store: Store

  /** Stands between the store and PostgreSQL, so that one can be taken from the other. */
  const line = createServer((socket) => {
    if (!reachable) return socket.destroy()
    if (muted) return void open.add(socket.on('error', () => undefined))
    const { hostname, port } = new URL(there)
    const onward = connect(Number(port), hostname)
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      open.add(from)
      from.on('error', () => undefined).on('close', () => to.destroy())
      from.pipe(to)
    }
  })
  let there: string

  beforeAll(async () => {
    there = await freshPostgres()
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
    const through = new URL(there)
    through.hostname = '127.0.0.1'
    through.port = String((line.address() as AddressInfo).port)
    store = await openStore({ dataDir: '', databaseUrl: through.href })
    const { wecomTokens } = store.tables
    await app.register(errorEnvelope)
    app.get('/read', () => store.read.select().from(wecomTokens))
    app.get('/wecom', () => {
      throw new WecomError('gettoken', { hint: 'interrupted' }, { cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }) })
    })
    app.get('/write', () => store.write((tx) => tx.delete(wecomTokens).returning()))
  })
  afterAll(async () => {
    await app.close()
    await store.close()
    await new Promise((resolve) => line.close(resolve))
  })

  const ask = async (url: string) => {
    const answer = await app.inject({ url })
    return { status: answer.statusCode, code: answer.json().error?.code }
  }

  it('a request is told so, and works again when it is back', async () => {
    for (const url of ['/read', '/write']) expect(await ask(url)).toEqual({ status: 200, code: undefined })
    reachable = false
    for (const socket of open) socket.destroy()
    for (const url of ['/read', '/write', '/read', '/write']) expect(await ask(url), url).toEqual({ status: 503, code: 'unavailable' })
    expect(lines.filter((line) => line.includes('the database does not answer'))).toHaveLength(4)
    reachable = true
    for (const url of ['/read', '/write']) expect(await ask(url)).toEqual({ status: 200, code: undefined })
  })

  it('a request is told so within seconds when nobody answers on the other side', async () => {
    muted = true
    for (const socket of open) socket.destroy()
    expect(await ask('/read')).toEqual({ status: 503, code: 'unavailable' })
    muted = false
    for (const socket of open) socket.destroy()
    expect(await ask('/read')).toEqual({ status: 200, code: undefined })
  }, 10_000)

  it('WeCom out of reach is not taken for it', async () => {
    lines.length = 0
    expect(await ask('/wecom')).toEqual({ status: 503, code: 'unavailable' })
    expect(lines.join('')).toContain('WeCom call failed')
    expect(lines.join('')).not.toContain('the database does not answer')
  })
})
