import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../e2e/fixtures/app.ts'
import type { RouteContract } from '../../shared/contracts/contract.ts'
import { ERROR_STATUS } from '../../shared/contracts/error.ts'
import { routes } from '../../shared/contracts/index.ts'
import { who } from '../simulator/demo/contacts.ts'

const JUNK = [
  null,
  true,
  -1,
  1.5,
  1e300,
  '',
  'x'.repeat(3000),
  '\u0000',
  '\ud800',
  "' OR 1=1 --",
  '%',
  [],
  {},
  { $ne: 1 },
  '💥',
  '../../etc/passwd',
  '2026-13-45T99:99:99Z',
]

describe.each(['sqlite', 'postgres'] as const)('bad input on %s', (engine) => {
  let test: TestApp
  let cookie: string
  let customerId: string
  let counts: () => Promise<string>

  beforeAll(async () => {
    test = await startTestApp({ engine })
    cookie = await test.signIn('shen_ke')
    const { body } = await test.call('POST', '/api/context', { cookie, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    customerId = body.bundle.customer.customerId
    const { store } = test.app
    const { notes, tasks, timelineEvents, jobs, sendRecords, stageMoves } = store.tables
    counts = async () =>
      JSON.stringify(await Promise.all([notes, tasks, timelineEvents, jobs, sendRecords, stageMoves].map((table) => store.read.$count(table))))
  })
  afterAll(() => test.close())

  /** The documented envelope with a fitting status, and nothing of our inside in it. */
  function expectRefusal({ status, body }: { status: number; body: any }, what: string) {
    expect(status, what).toBeGreaterThanOrEqual(400)
    expect(status, what).toBeLessThan(500)
    expect(ERROR_STATUS[body?.error?.code as keyof typeof ERROR_STATUS], what).toBe(status)
    expect(body.error.requestId, what).toMatch(/^[0-9a-z]{8}-[0-9a-f]{4}$/)
    expect(JSON.stringify(body), what).not.toMatch(/select |insert |sqlite|node_modules|\.ts:|at Object/i)
  }

  it('of every kind in every field of every body is refused or harmless, never a 5xx', async () => {
    // all together are more than one employee may send within a minute
    const [service, admin] = [await test.signIn('tang_qi'), await test.signIn('gu_yuan')]
    for (const [key, contract] of Object.entries(routes) as [string, RouteContract][]) {
      if (!contract.body || key === 'POST /signature') continue
      const [method, path] = key.split(' ') as [string, string]
      const sender = contract.reach === 'admin' ? admin : contract.reach === 'customer.write' ? service : cookie
      const url = `/api${path.replace(/:(\w+)/g, (_, name: string) => (name === 'customerId' ? customerId : ulid()))}`
      const fields = Object.keys((contract.body as { properties?: object }).properties ?? {})
      for (const field of fields) {
        for (const junk of JUNK) {
          const { status, body } = await test.call(method, url, { cookie: sender, body: { [field]: junk } })
          if (!contract.perMinute) expect(status, `${key} ${field}: too many for a minute`).not.toBe(429)
          expect(status, `${key} ${field}=${JSON.stringify(junk)?.slice(0, 40)} → ${JSON.stringify(body)?.slice(0, 200)}`).toBeLessThan(500)
        }
      }
      for (const whole of [null, [], 'text', 7]) {
        const { status } = await test.call(method, url, { cookie: sender, body: JSON.stringify(whole) })
        expect(status, `${key} ${JSON.stringify(whole)}`).toBeLessThan(500)
      }
    }
  })

  it('of a field that no contract names is refused, so that it cannot reach a row', async () => {
    const body = { text: '好', employeeId: ulid() }
    expect(await test.call('POST', `/api/customers/${customerId}/notes`, { cookie, body })).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_request' } },
    })
  })

  it('in every path and query parameter is refused', async () => {
    // all together are more than one employee may send within a minute
    const colleague = await test.signIn('tang_qi')
    for (const [key, contract] of Object.entries(routes) as [string, RouteContract][]) {
      const [method, path] = key.split(' ') as [string, string]
      if (contract.params) {
        for (const junk of ['x', '%00', "1'--", 'a'.repeat(190), '%F0%9F%92%A5', ulid().toLowerCase()]) {
          expectRefusal(await test.call(method, `/api${path.replace(/:\w+/g, junk)}`, { cookie: colleague }), `${key} ${junk}`)
        }
      }
      for (const name of Object.keys(contract.query?.properties ?? {})) {
        const { status } = await test.call(method, `/api${path.replace(/:(\w+)/g, customerId)}?${name}=${'%25_\\'.repeat(100)}`, { cookie: colleague })
        expect(status, `${key}?${name}`).toBeLessThan(500)
      }
    }
  })

  it('leaves nothing half-written', async () => {
    const before = await counts()
    const url = `/api/customers/${customerId}/notes`
    for (const body of [
      {},
      { text: 'a'.repeat(2001) },
      { text: 7 },
      { text: '好', next: { title: '', dueAt: 'tomorrow' } },
      { outcome: '好', next: { title: '回电', dueAt: '2026-02-30T00:00:00Z' } },
      ...[
        '2016-12-31T23:59:60Z',
        '0000-01-01T00:00:00Z',
        '0001-01-01T00:00:00Z',
        '1969-12-31T23:59:59.999Z',
        '2200-01-01T00:00:00Z',
        '9999-12-31T23:59:59Z',
      ].map((dueAt) => ({ next: { title: '回电', dueAt } })),
      { next: { title: '回电', dueAt: '2031-01-01T00:00:00Z', assigneeId: ulid() } },
      `{"text":"好","next":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      `{"text":"好","next":{"title":"回电","dueAt":"2031-01-01T00:00:00Z","more":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      '['.repeat(5000) + ']'.repeat(5000),
    ]) {
      const payload = typeof body === 'string' ? body : JSON.stringify(body)
      const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': ulid() }
      const answer = await test.app.inject({ method: 'POST', url, payload, headers })
      expectRefusal({ status: answer.statusCode, body: answer.json() }, payload.slice(0, 80))
      expect(answer.statusCode, payload.slice(0, 80)).toBe(400)
    }
    expect(await counts()).toBe(before)
  })

  it('of a moment within the years that are taken is kept as it was sent', async () => {
    for (const dueAt of ['1970-01-01T00:00:00.000Z', '2199-12-31T23:59:59.999Z']) {
      const { body } = await test.call('POST', `/api/customers/${customerId}/notes`, { cookie, body: { next: { title: '回电', dueAt } } })
      expect(body.task.dueAt).toBe(dueAt)
    }
    for (const time of ['9999999999999', '253402300800000']) {
      const { status } = await test.call('GET', `/api/customers/${customerId}/timeline?before=${time}.${ulid()}`, { cookie })
      expect(status, time).toBe(time.length > 13 ? 400 : 200)
    }
  })

  it('of brackets beyond any depth is named as such', async () => {
    const deep = `{"text":${'['.repeat(21)}${']'.repeat(21)}}`
    const answer = await test.call('POST', `/api/customers/${customerId}/notes`, { cookie, body: JSON.parse(deep) })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_request', message: expect.stringContaining('deeper than 20') } } })
  })

  it('of a depth that would overflow is refused also where no body is expected', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    for (const [key, { body }] of Object.entries(routes) as [string, RouteContract][]) {
      const [method, path] = key.split(' ') as ['PUT', string]
      if (body || (method as string) === 'GET') continue
      const url = `/api${path.replace(/:(\w+)/g, (_, name: string) => (name === 'customerId' ? customerId : ulid()))}`
      const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': ulid() }
      const response = await test.app.inject({ method, url, payload: deep, headers })
      expectRefusal({ status: response.statusCode, body: response.json() }, key)
    }
  })

  it('that is not JSON, not whole, too large or of another content type is refused', async () => {
    const url = `/api/customers/${customerId}/notes`
    const send = async (payload: string, type: string) => {
      const response = await test.app.inject({ method: 'POST', url, payload, headers: { cookie, 'content-type': type, 'idempotency-key': ulid() } })
      return { status: response.statusCode, body: response.json() }
    }
    for (const text of ['{"text":', 'nonsense', '', '{"text":"x"}trailing', '{"__proto__":{"a":1},"text":"x"}'])
      expectRefusal(await send(text, 'application/json'), text)
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'nonsense']) {
      expect(await send('text=x', type), type).toMatchObject({ status: 415, body: { error: { code: 'unsupported_media' } } })
    }
    expect(await send(JSON.stringify({ text: 'x'.repeat(70_000) }), 'application/json')).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } })
    expect((await send(JSON.stringify({ text: 'charset' }), 'application/json; charset=utf-8')).status).toBe(200)
  })

  it('of unknown routes and methods gets the envelope', async () => {
    for (const [method, url] of [
      ['GET', '/api/nothing'],
      ['POST', '/api/me'],
      ['DELETE', `/api/customers/${customerId}`],
      ['GET', '/nothing'],
      ['GET', '/'],
      ['GET', '/api/../api/nothing'],
      ['GET', '/api/%'],
      ['GET', '/api/customers/%E0%A4%A/tasks'],
      ['GET', '/sidebar/assets/%'],
      ['GET', `/api/customers/${'a'.repeat(201)}/tasks`],
    ] as const) {
      const answer = await test.call(method, url, { cookie })
      expectRefusal(answer, `${method} ${url}`)
      expect(answer.headers['cache-control'], url).toBe('no-store')
    }
  })

  it('in a session cookie is no session', async () => {
    for (const value of ['', 'x', 'a'.repeat(5000), '%00', cookie.split('=')[1]!.slice(1)]) {
      expect((await test.call('GET', '/api/me', { cookie: `__Host-kebian=${value}` })).status).toBe(401)
    }
  })

  it('lists every route with its errors in /openapi.json', async () => {
    const { body } = await test.call('GET', '/openapi.json')
    for (const key of Object.keys(routes)) {
      const [method, path] = key.split(' ') as [string, string]
      const answers = body.paths[`/api${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]?.responses
      expect(Object.keys(answers ?? {}), key).toEqual(expect.arrayContaining(['200', '400', '408', '429', '431', '500', '503']))
    }
  })

  it('lists the login beside them, by what it answers', async () => {
    const { body } = await test.call('GET', '/openapi.json')
    expect(Object.keys(body.paths).filter((path) => !path.startsWith('/api/'))).toEqual(['/auth/login', '/auth/callback'])
    for (const [path, names] of [
      ['/auth/login', ['to']],
      ['/auth/callback', ['code', 'state']],
    ] as const) {
      const { get } = body.paths[path]
      expect(get.parameters.map(({ name }: { name: string }) => name)).toEqual(names)
      expect(Object.keys(get.responses)).toEqual(['302', '400', '408', '429', '431', '500', '503'])
    }
  })

  it('of too many calls is refused for this employee only', async () => {
    const other = await test.signIn('tang_qi')
    let last = 200
    for (let i = 0; i < 700 && last === 200; i++) last = (await test.call('GET', '/api/me', { cookie })).status
    expect(last).toBe(429)
    expectRefusal(await test.call('GET', '/api/me', { cookie }), 'rate limit')
    expect((await test.call('GET', '/api/me', { cookie: other })).status).toBe(200)
  })
})
