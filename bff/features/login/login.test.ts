import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { PUBLIC_URL, startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const LOGIN_COOKIE = '__Host-kebian-login'
const SESSION_COOKIE = '__Host-kebian'
const FAILURE_COOKIE = '__Host-kebian-failure'

describe('login through WeCom', () => {
  let test: TestApp

  const cookiesOf = (setCookie: unknown) => [setCookie].flat().filter((cookie) => cookie !== undefined) as string[]
  const cookie = (setCookie: unknown, name: string) => cookiesOf(setCookie).find((text) => text.startsWith(`${name}=`))
  const pair = (text: string | undefined) => text?.split(';', 1)[0] ?? ''
  const forward = (ms: number) => (test.clock.now = new Date(test.clock.now.getTime() + ms))
  const boot = (html: string) => JSON.parse(/<script type="application\/json" id="boot">(.*?)<\/script>/.exec(html)?.[1] ?? 'null')
  const me = async (session: string) => (await test.call('GET', '/api/me', { cookie: session })).status

  /** What a browser does until WeCom sends it back. */
  async function begin(userId: string, path = '/auth/login', known = '') {
    const answer = await test.app.inject({ url: path, headers: known ? { cookie: known } : {} })
    const authorizeUrl = new URL(String(answer.headers.location))
    const become = await fetch(`${test.simulatorUrl}/simulator/api/become`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId }),
    })
    const authorized = await fetch(authorizeUrl, { redirect: 'manual', headers: { cookie: pair(become.headers.getSetCookie()[0]) } })
    const back = new URL(String(authorized.headers.get('location')))
    return {
      answer,
      authorizeUrl,
      state: authorizeUrl.searchParams.get('state') ?? '',
      back: back.pathname + back.search,
      browser: pair(cookie(answer.headers['set-cookie'], LOGIN_COOKIE)),
    }
  }
  /** One that WeCom takes, so that only our own check can refuse. */
  const freshCode = async () => new URL((await begin('shen_ke')).back, PUBLIC_URL).searchParams.get('code')
  const comeBack = (url: string, browser = '') => test.app.inject({ url, headers: browser ? { cookie: browser } : {} })
  const expectRefused = async (answer: Awaited<ReturnType<typeof comeBack>>, failure: string) => {
    expect([answer.statusCode, answer.headers.location, answer.body]).toEqual([302, '/sidebar/', ''])
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(cookie(answer.headers['set-cookie'], SESSION_COOKIE)).toBeUndefined()
    const page = await comeBack('/sidebar/', pair(cookie(answer.headers['set-cookie'], FAILURE_COOKIE)))
    expect(page.statusCode).toBe(200)
    expect(boot(page.body)).toMatchObject({ failure })
    return page
  }

  beforeAll(async () => {
    test = await startTestApp()
  })
  afterEach(() => test.setFaults([]))
  afterAll(() => test.close())

  it('does not blame WeCom when the database is gone', async () => {
    const { back, browser } = await begin('shen_ke')
    vi.spyOn(test.app, 'openSession').mockRejectedValueOnce(Object.assign(new Error('terminating connection'), { code: '57P01' }))
    const answer = await comeBack(back, browser)
    expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'unavailable'])
  })

  it('leads to WeCom with a fresh state that WeCom takes, and by redirect to the clean address', async () => {
    const first = await begin('shen_ke')
    const second = await begin('shen_ke')
    expect(first.state).toMatch(/^[a-zA-Z0-9]{32,128}$/)
    expect(second.state).not.toBe(first.state)
    expect(Object.fromEntries(first.authorizeUrl.searchParams)).toMatchObject({
      redirect_uri: `${PUBLIC_URL}/auth/callback`,
      response_type: 'code',
      scope: 'snsapi_base',
      appid: test.app.config.wecom.corpId,
    })
    expect(first.authorizeUrl.hash).toBe('#wechat_redirect')

    const done = await comeBack(first.back, first.browser)
    expect(done.statusCode).toBe(302)
    expect(done.headers.location).toBe('/sidebar/')
    expect(done.headers['cache-control']).toBe('no-store')
    expect(done.body).toBe('')
    expect(await me(pair(cookie(done.headers['set-cookie'], SESSION_COOKIE)))).toBe(200)
  })

  it('sets cookies that stay on this origin, away from scripts and plain http', async () => {
    const { answer, back, browser } = await begin('shen_ke')
    const done = await comeBack(back, browser)
    const login = cookie(answer.headers['set-cookie'], LOGIN_COOKIE)
    const session = cookie(done.headers['set-cookie'], SESSION_COOKIE)
    for (const text of [login, session]) {
      const attributes = text?.split('; ').slice(1) ?? []
      expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']))
      expect(attributes.some((attribute) => attribute.startsWith('Domain'))).toBe(false)
    }
    expect(login).toContain('Max-Age=600')
    const failed = cookie((await comeBack(back, browser)).headers['set-cookie'], FAILURE_COOKIE)
    expect(failed?.split('; ').sort()).toEqual(['HttpOnly', 'Max-Age=60', 'Path=/', 'SameSite=Lax', 'Secure', '__Host-kebian-failure=login_expired'])
  })

  it('takes a state once', async () => {
    const { back, browser, state } = await begin('shen_ke')
    expect((await comeBack(back, browser)).statusCode).toBe(302)
    await expectRefused(await comeBack(back, browser), 'login_expired')
    await expectRefused(await comeBack(`/auth/callback?code=${await freshCode()}&state=${state}`, browser), 'login_expired')
  })

  it('takes a state only from the browser that began, which may still use it then', async () => {
    const victim = await begin('shen_ke')
    const attacker = await begin('he_zhou')
    await expectRefused(await comeBack(attacker.back), 'login_expired')
    await expectRefused(await comeBack(attacker.back, victim.browser), 'login_expired')
    expect((await comeBack(attacker.back, attacker.browser)).statusCode).toBe(302)
    await expectRefused(await comeBack('/auth/callback?code=x', victim.browser), 'login_expired')
    await expectRefused(await comeBack('/auth/callback?code=x&state=a&state=b', victim.browser), 'login_expired')
  })

  it('takes the states of two pages that a browser opened at once', async () => {
    const first = await begin('shen_ke')
    const second = await begin('shen_ke', '/auth/login', first.browser)
    expect(second.state).not.toBe(first.state)
    expect(second.browser).toBe(first.browser)
    for (const { back } of [first, second]) {
      const done = await comeBack(back, second.browser)
      expect(cookie(done.headers['set-cookie'], LOGIN_COOKIE)).toBeUndefined()
      expect(await me(pair(cookie(done.headers['set-cookie'], SESSION_COOKIE)))).toBe(200)
    }
    for (const made of ['x', 'a'.repeat(47), `${'a'.repeat(48)}b`])
      expect((await begin('shen_ke', '/auth/login', `${LOGIN_COOKIE}=${made}`)).browser).not.toContain(made)
  })

  it('tells a failure once, on the page, without a login in the same answer', async () => {
    const failed = await comeBack('/auth/callback?code=x&state=y')
    const told = await expectRefused(failed, 'login_expired')
    expect(cookie(told.headers['set-cookie'], FAILURE_COOKIE)).toMatch(/^__Host-kebian-failure=;/)
    expect(cookie(told.headers['set-cookie'], LOGIN_COOKIE)).toBeUndefined()
    for (const nonsense of [`${FAILURE_COOKIE}=`, `${FAILURE_COOKIE}=%3Cscript%3E`, '']) {
      const again = await comeBack('/sidebar/', nonsense)
      expect(again.statusCode).toBe(302)
      expect(again.headers.location).toMatch(/\/connect\/oauth2\/authorize\?/)
    }
  })

  it.each([
    ['not_in_range:a.b-c_d@1', 'a.b-c_d@1'],
    ['not_in_range:</script><b>', undefined],
    ['not_in_range:', undefined],
    [`not_in_range:${'x'.repeat(65)}`, undefined],
  ])('names on the page only what can be a member’s id: %s', async (told, userId) => {
    const { body } = await comeBack('/sidebar/', `${FAILURE_COOKIE}=${encodeURIComponent(told)}`)
    expect([boot(body).failure, boot(body).userId]).toEqual(['not_in_range', userId])
  })

  it('takes a state for ten minutes', async () => {
    const early = await begin('shen_ke')
    const late = await begin('shen_ke')
    forward(10 * MINUTE - 1)
    const [one, other] = [await freshCode(), await freshCode()]
    expect((await comeBack(`/auth/callback?code=${one}&state=${early.state}`, early.browser)).statusCode).toBe(302)
    forward(1)
    await expectRefused(await comeBack(`/auth/callback?code=${other}&state=${late.state}`, late.browser), 'login_expired')
  })

  it.each([
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/sidebar/../x',
    '/sidebar/%2e%2e/x',
    '/api/me',
    'javascript:alert(1)',
    '/sidebar/#x',
    '/sidebar/?x=1',
  ])('never leads back to %s', async (to) => {
    const { back, browser } = await begin('shen_ke', `/auth/login?to=${encodeURIComponent(to)}`)
    expect((await comeBack(back, browser)).headers.location).toBe('/sidebar/')
  })

  it('keeps sessions and states hashed', async () => {
    const { state, back, browser } = await begin('shen_ke')
    const { sessions, loginStates } = test.app.store.tables
    const states = JSON.stringify(await test.app.store.read.select().from(loginStates))
    for (const secret of [state, browser.split('=')[1]!]) expect(states).not.toContain(secret)
    const token = pair(cookie((await comeBack(back, browser)).headers['set-cookie'], SESSION_COOKIE)).split('=')[1]!
    expect(token).toMatch(/^[\w-]{43}$/)
    const kept = await test.app.store.read.select().from(sessions)
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain(token)
    for (const { tokenHash } of kept) expect(tokenHash).toMatch(/^[0-9a-f]{64}$/)
    // the hash itself opens nothing
    expect(await me(`${SESSION_COOKIE}=${kept[0]!.tokenHash}`)).toBe(401)
  })

  it('ends a session at once when signed out, and only that one', async () => {
    const [one, other] = [await test.signIn('shen_ke'), await test.signIn('shen_ke')]
    const out = await test.call('DELETE', '/api/session', { cookie: one })
    expect(out).toMatchObject({ status: 200, body: { signedOut: true } })
    expect(cookie(out.headers['set-cookie'], SESSION_COOKIE)).toMatch(/^__Host-kebian=;/)
    expect([await me(one), await me(other)]).toEqual([401, 200])
  })

  it('ends a session after twelve hours without a call, and renews it in use', async () => {
    const idle = await test.signIn('shen_ke')
    forward(12 * HOUR - 1)
    expect(await me(idle)).toBe(200)
    const used = await test.signIn('shen_ke')
    const unused = await test.signIn('shen_ke')
    forward(11 * HOUR)
    expect(await me(used)).toBe(200)
    // renewed beside the answer: wait for the writer's turn
    await test.app.store.write(async () => undefined)
    forward(HOUR)
    expect([await me(used), await me(unused)]).toEqual([200, 401])
    forward(12 * HOUR)
    expect(await me(used)).toBe(401)
  })

  it('ends a session after a day, however much it is used, so that roles are read anew', async () => {
    const used = await test.signIn('shen_ke')
    for (let hours = 0; hours < 23; hours++) {
      forward(HOUR)
      expect(await me(used)).toBe(200)
      await test.app.store.write(async () => undefined)
    }
    forward(HOUR - 1)
    expect(await me(used)).toBe(200)
    forward(1)
    expect(await me(used)).toBe(401)
    expect((await comeBack('/sidebar/', used)).statusCode).toBe(302)
  })

  it('refuses a member whom the app does not cover, although WeCom names them', async () => {
    const { back, browser } = await begin('qin_shu')
    const page = await expectRefused(await comeBack(back, browser), 'not_in_range')
    // the admin has to be told whom to add; nothing else goes with it
    expect(boot(page.body)).toEqual({
      ...boot((await comeBack('/sidebar/', `${FAILURE_COOKIE}=login_expired`)).body),
      failure: 'not_in_range',
      userId: 'qin_shu',
    })
    const { employees } = test.app.store.tables
    expect(await test.app.store.read.select().from(employees).where(eq(employees.userId, 'qin_shu'))).toEqual([])
  })

  it('ends all sessions of a member who was taken out of the range, once they come again', async () => {
    const session = await test.signIn('he_zhou')
    expect(await me(session)).toBe(200)
    await test.setFaults([{ call: 'user/get', effect: 'errcode', value: 60011 }])
    const { back, browser } = await begin('he_zhou')
    await expectRefused(await comeBack(back, browser), 'not_in_range')
    expect(await me(session)).toBe(401)
    await test.setFaults([])
    expect(await me(await test.signIn('he_zhou'))).toBe(200)
  })

  it('lets supervisors and admins look without customer contact, and nobody else', async () => {
    vi.spyOn(test.app.wecom, 'followUserIds').mockResolvedValue([])
    for (const userId of ['fang_hui', 'gu_yuan']) expect(await me(await test.signIn(userId))).toBe(200)
    for (const userId of ['shen_ke', 'qin_shu']) {
      const { back, browser } = await begin(userId)
      await expectRefused(await comeBack(back, browser), 'not_in_range')
    }
    vi.restoreAllMocks()
  })

  it('reads roles and teams from WeCom and our own settings', async () => {
    const { teams, employees } = test.app.store.tables
    const whoIs = async (userId: string) => {
      const { body } = await test.call('GET', '/api/me', { cookie: await test.signIn(userId) })
      const [row] = await test.app.store.read
        .select({ teamId: employees.teamId, led: employees.ledTeamIds })
        .from(employees)
        .where(eq(employees.userId, userId))
      return { ...body, ...row } as { name: string; role: string; teamId: string; led: string[] }
    }
    const team = async (departmentId: number) => (await test.app.store.read.select().from(teams).where(eq(teams.departmentId, departmentId)))[0]!
    expect(await whoIs('shen_ke')).toMatchObject({ name: '沈可', role: 'sales', teamId: (await team(3)).id, led: [] })
    expect(await whoIs('fang_hui')).toMatchObject({ role: 'supervisor', teamId: (await team(3)).id, led: [(await team(3)).id] })
    expect(await whoIs('gu_yuan')).toMatchObject({ role: 'admin', led: [] })
    expect(await whoIs('tang_qi')).toMatchObject({ role: 'sales' })
    await test.app.store.write(async (tx) => void (await tx.update(teams).set({ kind: 'service' }).where(eq(teams.departmentId, 5))))
    expect(await whoIs('tang_qi')).toMatchObject({ role: 'service', teamId: (await team(5)).id })
    expect((await team(5)).kind).toBe('service')
  })

  it.each([
    ['auth/getuserinfo', 'cut'],
    ['user/get', 'garbage'],
    ['department/list', 'cut'],
    ['externalcontact/get_follow_user_list', 'garbage'],
  ] as const)('says that WeCom failed when %s is %s, and ends nobody’s session', async (call, effect) => {
    const session = await test.signIn('lu_yining')
    const { back, browser } = await begin('lu_yining')
    await test.setFaults([{ call, effect }])
    const page = await expectRefused(await comeBack(back, browser), 'wecom_failed')
    expect(page.body).not.toMatch(/Error|at .*\.ts|node_modules/)
    expect(await me(session)).toBe(200)
  })

  it('says that the login expired when WeCom no longer takes the code', async () => {
    const { back, browser } = await begin('shen_ke')
    await expectRefused(await comeBack(back.replace(/code=[^&]+/, 'code=used-before'), browser), 'login_expired')
  })
})
