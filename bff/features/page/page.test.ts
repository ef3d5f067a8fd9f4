import { mkdirSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PUBLIC_URL, startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { who } from '../../simulator/demo/contacts.ts'
import { latestReports } from './signature-reports.ts'

interface Signed {
  url: string
  timestamp: string
  nonceStr: string
  signature: string
}

describe('the page of the sidebar', () => {
  let test: TestApp
  let sales: string
  let origin: string

  const boot = (html: string) => JSON.parse(/<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null')
  const page = (url: string, cookie = sales) => test.app.inject({ url, headers: { cookie } })
  const sign = (url: unknown) => test.call('POST', '/api/signature', { cookie: sales, body: { url } })

  /** As the client checks it: over the address it really shows. */
  async function verify(signed: Signed, shownUrl: string) {
    const { corpId, agentId } = test.app.config.wecom
    const { timestamp, nonceStr, signature } = signed
    const body = JSON.stringify({ kind: 'agent_config', corpId, agentId, timestamp, nonceStr, signature, url: shownUrl, userId: 'shen_ke' })
    return (
      await fetch(`${test.simulatorUrl}/simulator/api/verify-signature`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    ).json()
  }

  /** The request line as it is, which a URL parser would tidy. */
  const raw = (path: string) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(origin)
      httpRequest({ hostname, port, path, headers: { cookie: sales } }, async (answer) => resolve((await answer.toArray()).join('')))
        .on('error', reject)
        .end()
    })

  beforeAll(async () => {
    test = await startTestApp()
    sales = await test.signIn('shen_ke')
    const assets = join(test.app.config.dataDir, '..', 'sidebar', 'assets')
    mkdirSync(assets, { recursive: true })
    writeFileSync(join(assets, 'main-Abc123.js'), 'export {}')
    origin = await test.app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterEach(() => test.setFaults([]))
  afterAll(() => test.close())

  it('carries what it needs to start, with a signature over the address that was asked for', async () => {
    for (const path of ['/sidebar/', '/sidebar/?from=toolbar&x=%E8%8C%B6', '/sidebar/?a=1&a=2&empty=&plus=a+b']) {
      const { body } = await page(path)
      const { corpId, agentId } = test.app.config.wecom
      expect(boot(body)).toEqual({
        corpId,
        agentId,
        demo: false,
        timeZone: 'Asia/Shanghai',
        device: { employeeId: expect.stringMatching(/^[0-9A-Z]{26}$/), key: expect.stringMatching(/^[\w+/]{43}=$/) },
        signature: {
          url: PUBLIC_URL + path,
          timestamp: expect.stringMatching(/^\d{10}$/),
          nonceStr: expect.stringMatching(/^[0-9a-zA-Z]{8,}$/),
          signature: expect.stringMatching(/^[0-9a-f]{40}$/),
        },
      })
      const { signature } = boot(body)
      expect(await verify(signature, PUBLIC_URL + path)).toEqual({ ok: true })
      expect(await verify(signature, `${PUBLIC_URL}${path}&x`)).toMatchObject({ ok: false })
      expect(await verify(signature, `${PUBLIC_URL}${path}#/notes`)).toEqual({ ok: true })
    }
  })

  it('brings the key to what the employee keeps on a device: the same after another login, to nobody else', async () => {
    const keys = async (userId: string) => boot((await page('/sidebar/', await test.signIn(userId))).body).device
    const [mine, again, other] = [await keys('shen_ke'), await keys('shen_ke'), await keys('lu_yining')]
    expect(again).toEqual(mine)
    expect([other.employeeId, other.key]).not.toContain(mine.employeeId)
    expect(other.key).not.toBe(mine.key)
    expect(
      boot((await test.app.inject({ url: '/sidebar/', headers: { cookie: 'kebian-failure=login_expired; __Host-kebian-failure=login_expired' } })).body),
    ).toEqual(expect.not.objectContaining({ device: expect.anything() }))
  })

  it('lets no address end its script', async () => {
    const html = await raw('/sidebar/?q=</script><script>alert(1)</script>')
    expect(html).not.toContain('</script><script>alert')
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(boot(html).signature.url).toBe(`${PUBLIC_URL}/sidebar/?q=</script><script>alert(1)</script>`)
  })

  it('is never stored, and runs no script but its own files and the one fixed at build', async () => {
    const { headers } = await page('/sidebar/')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    const policy = new Map(
      String(headers['content-security-policy'])
        .split(';')
        .map((part) => [part.trim().split(' ')[0], part.trim().split(' ').slice(1)]),
    )
    expect(policy.get('script-src')).toEqual(["'self'", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"])
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('frame-ancestors')).toEqual(["'none'"])
    expect(policy.get('base-uri')).toEqual(["'none'"])
    for (const name of ['script-src', 'script-src-elem', 'script-src-attr']) expect(policy.get(name)?.join() ?? '').not.toMatch(/unsafe|\*|data:/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toContain('max-age=')
  })

  it('asks WeCom who it is when there is no session, before a byte of HTML', async () => {
    for (const cookie of ['', '__Host-kebian=', `__Host-kebian=${'a'.repeat(43)}`, `__Host-kebian=${'a'.repeat(5000)}`]) {
      const answer = await page('/sidebar/?from=toolbar', cookie)
      expect(answer.statusCode).toBe(302)
      expect(String(answer.headers.location)).toMatch(/\/connect\/oauth2\/authorize\?/)
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.body).toBe('')
    }
    expect((await page('/sidebar')).headers.location).toBe('/sidebar/')
  })

  it('comes without a signature when WeCom gives no ticket, and asks for one later', async () => {
    const fresh = await startTestApp()
    const cookie = await fresh.signIn('shen_ke')
    await fresh.setFaults([{ call: 'ticket/get', effect: 'errcode', value: 45009 }])
    const answer = await fresh.app.inject({ url: '/sidebar/', headers: { cookie } })
    expect(answer.statusCode).toBe(200)
    expect(boot(answer.body).signature).toBeUndefined()
    const failed = await fresh.call('POST', '/api/signature', { cookie, body: { url: `${PUBLIC_URL}/sidebar/` } })
    expect(failed).toMatchObject({ status: 502, body: { error: { code: 'wecom_failed', details: { errcode: 45009 } } } })
    await fresh.setFaults([])
    expect((await fresh.call('POST', '/api/signature', { cookie, body: { url: `${PUBLIC_URL}/sidebar/` } })).status).toBe(200)
    await fresh.close()
  })

  it('gets other addresses of its own origin signed', async () => {
    for (const path of ['/sidebar/', '/sidebar/?code=1&state=2', '/simulator/', '/?', '/茶']) {
      const { status, body } = await sign(PUBLIC_URL + path)
      expect(status).toBe(200)
      expect(body.url).toBe(PUBLIC_URL + path)
      expect(await verify(body, PUBLIC_URL + path)).toEqual({ ok: true })
    }
  })

  it.each([
    'https://kebian.test.evil.com/',
    'https://kebian.test@evil.com/',
    'https://evil.com/https://kebian.test/',
    'https://evil.com/#https://kebian.test/',
    'https://me@kebian.test/',
    'https://kebian.test:secret@kebian.test/',
    'http://kebian.test/',
    'https://kebian.test:8443/',
    'https://kebian.test/#/notes',
    'https://kebian.test/#',
    '//kebian.test/',
    '/sidebar/',
    'https:kebian.test/',
    'https:\\\\kebian.test/',
    ' https://kebian.test/',
    'https://kebian.test/\n',
    'https://ke\tbian.test/',
    'https://kebian.test\\@evil.com/',
    'https://kebian.test.',
    'https://xn--kebian.test/',
    'javascript:alert(1)//https://kebian.test/',
  ])('is refused a signature for %j', async (url) => {
    const { status, body } = await sign(url)
    expect(status).toBe(422)
    expect(body.error.code).toBe('refused')
  })

  it('never hears a ticket or token of WeCom', async () => {
    const { wecomTokens } = test.app.store.tables
    const context = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    const secrets = (await test.app.store.read.select({ value: wecomTokens.value }).from(wecomTokens)).map(({ value }) => value)
    expect(secrets.length).toBeGreaterThanOrEqual(2)
    secrets.push(test.app.config.wecom.secret, test.app.config.sessionSecret, test.app.config.phoneKey)
    const answers = [
      await page('/sidebar/'),
      await page('/sidebar/', ''),
      await test.app.inject({ url: '/auth/login' }),
      await test.app.inject({ url: '/auth/callback?code=x&state=y' }),
      await test.app.inject({ url: '/openapi.json' }),
      await test.app.inject({ url: '/readyz' }),
    ].map(({ headers, body }) => JSON.stringify(headers) + body)
    const calls = [
      context,
      await sign(`${PUBLIC_URL}/sidebar/`),
      await sign('https://evil.com/'),
      await test.call('GET', '/api/me', { cookie: sales }),
      await test.call('GET', '/api/tag-groups', { cookie: sales }),
    ]
    await test.setFaults([{ call: 'externalcontact/get', effect: 'garbage' }])
    calls.push(await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.xiaoman } }))
    for (const text of [...answers, ...calls.map((call) => JSON.stringify(call))]) for (const secret of secrets) expect(text).not.toContain(secret)
  })

  it('keeps its files for ever, and nothing else of the folder is served', async () => {
    const file = await test.app.inject({ url: '/sidebar/assets/main-Abc123.js' })
    expect(file.statusCode).toBe(200)
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(file.headers['content-type']).toMatch(/^(text|application)\/javascript/)
    for (const url of [
      '/sidebar/assets/none.js',
      '/sidebar/assets/../index.html',
      '/sidebar/assets/%2e%2e/index.html',
      '/sidebar/index.html',
      '/sidebar/head-start.sha256',
    ]) {
      const missing = await test.app.inject({ url })
      expect([url, missing.statusCode]).toEqual([url, 404])
      expect(missing.headers['cache-control'] ?? '').not.toContain('immutable')
    }
    const folder = await test.app.inject({ url: '/sidebar/assets/' })
    expect([400, 403, 404]).toContain(folder.statusCode)
    expect(folder.body).not.toContain('main-Abc123')
  })

  it('counts a chat that is opened for its employee, not for the address of the office, and files for nobody', async () => {
    const left = async (cookie: string) => Number((await page('/sidebar/', cookie)).headers['x-ratelimit-remaining'])
    const service = await test.signIn('tang_qi')
    const before = await left(service)
    for (let chats = 0; chats < 3; chats++) await page('/sidebar/')
    expect(await left(service)).toBe(before - 1)
    expect((await test.app.inject({ url: '/sidebar/assets/main-Abc123.js' })).headers).not.toHaveProperty('x-ratelimit-remaining')
  })

  it('tells what the host said of its signature: the latest of each kind of client is kept, and no more than 120 are taken in a minute', async () => {
    const report = (more: object) =>
      test.call('POST', '/api/signature/report', {
        cookie: sales,
        body: { client: 'ios', outcome: 'accepted', keyword: '', address: `${PUBLIC_URL}/sidebar/`, ...more },
      })
    const { corpId } = test.app.config.wecom
    expect(await latestReports(test.app.store, corpId)).toEqual([])
    expect((await report({ outcome: 'signature', keyword: 'invalid signature' })).body).toEqual({ kept: true })
    await report({ client: 'windows' })
    const at = test.clock.now
    test.clock.now = new Date(at.getTime() + 1000)
    await report({})
    const common = { corpId, outcome: 'accepted', keyword: '', address: `${PUBLIC_URL}/sidebar/` }
    expect(await latestReports(test.app.store, corpId)).toEqual([
      { ...common, client: 'ios', at: test.clock.now },
      { ...common, client: 'windows', at },
    ])
    for (const address of [`${PUBLIC_URL}/sidebar/?code=secret`, `${PUBLIC_URL}/#x`, 'javascript:alert(1)', 'https://a b'])
      expect((await report({ address })).status).toBe(400)
    const statuses = await Promise.all(Array.from({ length: 120 }, async () => (await report({})).status))
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(2)
    expect((await page('/sidebar/')).statusCode).toBe(200)
  })
})
