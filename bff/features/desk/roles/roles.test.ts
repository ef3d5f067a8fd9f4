import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../e2e/fixtures/app.ts'
import type { RouteReply } from '../../../../shared/contracts/index.ts'
import { MOST_ADMINS, readSetting } from '../../settings/index.ts'

type Roles = RouteReply<'GET /desk/roles'>

describe.each(['sqlite', 'postgres'] as const)('roles and settings at the desk on %s', (engine) => {
  let test: TestApp
  let admin: string
  const cookies: Record<string, string> = {}

  const roles = async (cookie = admin): Promise<Roles> => (await test.call('GET', '/api/desk/roles', { cookie })).body
  const person = async (name: string) => (await roles()).employees.find((one) => one.name === name)!
  const setAdmin = (employeeId: string, on: boolean, version: number, cookie = admin) =>
    test.call('PUT', `/api/desk/admins/${employeeId}`, { cookie, body: { on, version } })
  const roleOf = async (userId: string) => (await test.call('GET', '/api/me', { cookie: cookies[userId]! })).body.role
  const undo = (changeId: string, cookie = admin) => test.call('POST', `/api/desk/changes/${changeId}/undo`, { cookie })

  beforeAll(async () => {
    test = await startTestApp({ engine })
    for (const userId of ['gu_yuan', 'shen_ke', 'fang_hui', 'tang_qi']) cookies[userId] = await test.signIn(userId)
    admin = cookies.gu_yuan!
  })
  afterAll(() => test.close())

  it('tells why each is what they are: named in the environment, leading a team, or by their team', async () => {
    const { employees, teams, version } = await roles()
    expect(version).toBe(0)
    expect(employees.find(({ name }) => name === '顾远')).toMatchObject({ role: 'admin', fixed: true })
    expect(employees.find(({ name }) => name === '方慧')).toMatchObject({ role: 'supervisor', fixed: false, leads: ['销售一组'] })
    expect(teams.find(({ name }) => name === '客服组')).toMatchObject({ kind: 'sales', employees: 1 })
  })

  it('makes an admin of somebody who is signed in, at once and at the next login, and takes it back', async () => {
    const { employeeId } = await person('沈可')
    expect((await test.call('GET', '/api/desk/roles', { cookie: cookies.shen_ke! })).status).toBe(403)
    const made = await setAdmin(employeeId, true, 0)
    expect(made.status).toBe(200)
    expect(await roleOf('shen_ke')).toBe('admin')
    expect((await roles(cookies.shen_ke)).version).toBe(1)
    cookies.shen_ke = await test.signIn('shen_ke')
    expect(await roleOf('shen_ke')).toBe('admin')
    expect((await setAdmin(employeeId, false, 0)).body.error).toMatchObject({ code: 'conflict', details: { current: ['shen_ke'] } })
    expect((await setAdmin(employeeId, false, 1, cookies.shen_ke)).body.error.details).toEqual({ reason: 'yourself' })
    expect((await undo(made.body.changeId)).status).toBe(200)
    expect(await roleOf('shen_ke')).toBe('sales')
    expect((await test.call('GET', '/api/desk/roles', { cookie: cookies.shen_ke })).status).toBe(403)
  })

  it('never takes it from those whom the environment names', async () => {
    const { employeeId } = await person('顾远')
    expect((await setAdmin(employeeId, false, (await roles()).version)).body.error.details).toEqual({ reason: 'fixed' })
    expect(await roleOf('gu_yuan')).toBe('admin')
  })

  it('lists an admin who is away, and takes it from them so that they come back without it', async () => {
    const { store } = test.app
    const { employees } = store.tables
    const { employeeId } = await person('沈可')
    expect((await setAdmin(employeeId, true, (await roles()).version)).status).toBe(200)
    await store.write(async (tx) => void (await tx.update(employees).set({ active: false }).where(eq(employees.id, employeeId))))
    expect(await person('沈可')).toMatchObject({ role: 'admin', away: true })
    expect((await setAdmin(employeeId, false, (await roles()).version)).status).toBe(200)
    expect(await person('沈可')).toBeUndefined()
    expect((await setAdmin(employeeId, true, (await roles()).version)).status).toBe(404)
    cookies.shen_ke = await test.signIn('shen_ke')
    expect(await roleOf('shen_ke')).toBe('sales')
  })

  it('says how many admins there may be when one is too many', async () => {
    const { store, config } = test.app
    const { settings } = store.tables
    const { employeeId } = await person('沈可')
    const { version } = await roles()
    const of = eq(settings.corpId, config.wecom.corpId)
    const keep = (value: string[]) => store.write(async (tx) => void (await tx.update(settings).set({ value }).where(of)))
    await keep(Array.from({ length: MOST_ADMINS }, (_, at) => `admin_${at}`))
    expect((await setAdmin(employeeId, true, version)).body.error.details).toEqual({ reason: 'too_many', limit: MOST_ADMINS })
    await keep([])
  })

  it('gives a service team its role at once, and its leader stays a supervisor', async () => {
    const { teams } = await roles()
    const change = async (name: string, kind: string, was: string) =>
      test.call('PUT', `/api/desk/teams/${teams.find((team) => team.name === name)!.teamId}`, { cookie: admin, body: { kind, was } })
    const served = await change('客服组', 'service', 'sales')
    expect(served.status).toBe(200)
    expect(await roleOf('tang_qi')).toBe('service')
    expect((await change('客服组', 'service', 'sales')).body.error).toMatchObject({ code: 'conflict', details: { current: 'service' } })
    await change('销售一组', 'service', 'sales')
    expect([await roleOf('fang_hui'), await roleOf('shen_ke')]).toEqual(['supervisor', 'service'])
    expect((await undo(served.body.changeId)).status).toBe(200)
    expect(await roleOf('tang_qi')).toBe('sales')
  })

  it('keeps how long things are kept, within bounds, versioned and undoable', async () => {
    const read = async () =>
      (await test.call('GET', '/api/desk/settings', { cookie: admin })).body.settings.find(({ key }: { key: string }) => key === 'retention_jobs_days')
    const set = (value: number, version: number, key = 'retention_jobs_days') =>
      test.call('PUT', `/api/desk/settings/${key}`, { cookie: admin, body: { value, version } })
    expect(await read()).toMatchObject({ value: 30, usual: 30, minimum: 7, version: 0 })
    const changed = await set(90, 0)
    expect(await read()).toMatchObject({ value: 90, version: 1 })
    const { store, config } = test.app
    expect((await readSetting(store.read, store.tables, config.wecom.corpId, 'retention_jobs_days')).value).toBe(90)
    expect((await set(60, 0)).body.error).toMatchObject({ code: 'conflict', details: { current: 90 } })
    expect((await set(1, 1)).body.error.details).toEqual({ reason: 'out_of_range' })
    expect((await set(60, 0, 'admin_user_ids')).status).toBe(404)
    expect((await undo(changed.body.changeId)).status).toBe(200)
    expect(await read()).toMatchObject({ value: 30, version: 2 })
  })
})
