import { join } from 'node:path'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PUBLIC_URL, startTestApp, type TestApp } from '../../e2e/fixtures/app.ts'
import { buildApp } from '../app.ts'
import { who } from '../simulator/demo/contacts.ts'

const TOKEN = 'a-token-for-the-figures-0123456789'

describe.each(['sqlite', 'postgres'] as const)('/metrics on %s', (engine) => {
  let test: TestApp
  let sales: string
  const scrape = async () => (await test.app.inject({ url: '/metrics' })).body
  /** The value of the one line of this metric that has all of the labels. */
  const valueOf = (text: string, name: string, ...labels: string[]) => {
    const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    const found = lines.filter((line) => labels.every((label) => line.includes(label)))
    expect(found.length, `${name} ${labels.join()}`).toBeLessThanOrEqual(1)
    return found[0] === undefined ? undefined : Number(found[0].split(' ').at(-1))
  }

  beforeAll(async () => {
    test = await startTestApp({ engine })
    sales = await test.signIn('shen_ke')
  })
  afterAll(() => test.close())

  it('tells of process, event loop, database, sessions and what is running', async () => {
    const text = await scrape()
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'])
      expect(valueOf(text, name), name).toBeDefined()
    expect(valueOf(text, 'kebian_info', `engine="${engine}"`, 'role="all"', 'version="')).toBe(1)
    expect(valueOf(text, 'kebian_database_up')).toBe(1)
    expect(valueOf(text, 'kebian_database_connections')).toBeGreaterThan(0)
    expect(valueOf(text, 'kebian_database_waiting')).toBe(0)
    expect(valueOf(text, 'kebian_sessions')).toBe(1)
  })

  it('counts requests by pattern and never by id, and repeated writes', async () => {
    const opened = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    const { customerId } = opened.body.bundle.customer
    const key = ulid()
    for (let times = 0; times < 3; times++) await test.call('POST', `/api/customers/${customerId}/notes`, { cookie: sales, key, body: { text: '三款各一斤' } })
    for (const url of ['/nothing/here', '/nothing/there']) await test.call('GET', url)
    const text = await scrape()
    expect(valueOf(text, 'kebian_http_request_duration_seconds_count', 'route="/api/customers/:customerId/notes"', 'method="POST"', 'status="200"')).toBe(3)
    expect(valueOf(text, 'kebian_http_request_duration_seconds_count', 'route="none"', 'status="404"')).toBe(2)
    expect(valueOf(text, 'kebian_idempotent_replays_total', 'route="POST /customers/:customerId/notes"')).toBe(2)
    for (const personal of [customerId, key, who.qiaojie, 'shen_ke', '沈可', '三款', 'nothing/here']) expect(text).not.toContain(personal)
  })

  it('counts calls to WeCom by API and errcode, and one that nobody knows as other', async () => {
    for (const value of [60011, 123_456]) {
      await test.setFaults([{ call: 'user/get', effect: 'errcode', value }])
      await test.app.wecom.member('shen_ke').catch(() => undefined)
    }
    await test.setFaults([])
    const text = await scrape()
    const calls = (api: string, errcode: string) => valueOf(text, 'kebian_wecom_call_duration_seconds_count', `api="${api}"`, `errcode="${errcode}"`)
    expect(calls('gettoken', '0')).toBe(1)
    expect([calls('user/get', '60011'), calls('user/get', 'other')]).toEqual([1, 1])
    expect(text).not.toContain('123456')
  })

  it('tells of jobs that wait, of the oldest, and of how they ended', async () => {
    const { tables, write } = test.app.store
    const kick = vi.spyOn(test.app.jobs, 'kick').mockImplementation(() => undefined)
    const row = { corpId: 'ww', employeeId: 'nobody', kind: 'counted', payload: {}, runAt: test.clock.now, updatedAt: test.clock.now }
    const createdAt = new Date(test.clock.now.getTime() - 90_000)
    await write(async (tx) => void (await tx.insert(tables.jobs).values(['a', 'b'].map((lane) => ({ ...row, id: ulid(), lane, createdAt })))))
    const before = await scrape()
    expect(valueOf(before, 'kebian_jobs', 'kind="counted"', 'state="waiting"')).toBe(2)
    expect(valueOf(before, 'kebian_jobs_oldest_age_seconds', 'kind="counted"')).toBe(90)
    test.app.jobs.add('counted', { run: async () => undefined, refused: async () => undefined })
    await test.app.jobs.runDue()
    const after = await scrape()
    expect(valueOf(after, 'kebian_jobs_ended_total', 'kind="counted"', 'outcome="done"')).toBe(2)
    expect(valueOf(after, 'kebian_jobs', 'kind="counted"', 'state="waiting"')).toBeUndefined()
    kick.mockRestore()
  })

  it('still tells what it can when the database does not answer', async () => {
    const broken = vi.spyOn(test.app.store.read, 'select').mockImplementation(() => {
      throw new Error('gone')
    })
    const answer = await test.app.inject({ url: '/metrics' })
    broken.mockRestore()
    expect([answer.statusCode, valueOf(answer.body, 'kebian_database_up'), valueOf(answer.body, 'kebian_sessions')]).toEqual([200, 0, undefined])
  })
})

describe('who may read /metrics', () => {
  let test: TestApp
  beforeAll(async () => void (test = await startTestApp()))
  afterAll(() => test.close())

  const status = async (app: TestApp['app'], remoteAddress: string, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ url: '/metrics', remoteAddress, headers })
    if (answer.statusCode === 404) expect(answer.json().error).toMatchObject({ code: 'not_found', message: 'nothing here' })
    return answer.statusCode
  }

  it.each(['127.0.0.1', '::1', '10.1.2.3', '172.31.0.9', '192.168.1.1', '::ffff:192.168.1.1', 'fd00::5', 'fe80::1'])('from %s it is told', async (address) => {
    expect(await status(test.app, address)).toBe(200)
  })

  it.each(['8.8.8.8', '172.32.0.1', '::ffff:8.8.8.8', '2001:db8::1', '100.64.0.1'])('from %s there is nothing', async (address) => {
    expect(await status(test.app, address)).toBe(404)
  })

  it.each<Record<string, string>>([
    { 'x-forwarded-for': '10.0.0.1' },
    { 'x-forwarded-for': '' },
    { 'x-forwarded-proto': 'https' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
    { via: '1.1 proxy' },
    { host: new URL(PUBLIC_URL).host },
  ])('through a proxy on this machine (%o) there is nothing', async (headers) => {
    expect(await status(test.app, '127.0.0.1', headers)).toBe(404)
  })

  it('no token opens it while none is set', async () => {
    for (const authorization of ['Bearer ', 'Bearer undefined', `Bearer ${TOKEN}`]) expect(await status(test.app, '8.8.8.8', { authorization })).toBe(404)
  })

  it('the token opens it from anywhere, also in a process that only works on jobs, and no other does', async () => {
    const { config } = test.app
    const worker = await buildApp({
      config: { ...config, role: 'worker', metricsToken: TOKEN, dataDir: join(config.dataDir, 'worker') },
      sidebarFolder: join(config.dataDir, '..', 'sidebar'),
    })
    await worker.ready()
    try {
      const far = { 'x-forwarded-for': '8.8.8.8' }
      expect(await status(worker, '8.8.8.8', { ...far, authorization: `Bearer ${TOKEN}` })).toBe(200)
      for (const authorization of [`Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN]) expect(await status(worker, '8.8.8.8', { ...far, authorization })).toBe(404)
      expect(await status(worker, '127.0.0.1')).toBe(200)
    } finally {
      await worker.close()
    }
  })
})
