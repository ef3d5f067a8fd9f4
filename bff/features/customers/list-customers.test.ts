import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { newId } from '../../db/new-id.ts'
import type { Me } from '../../http/me.ts'
import { accessOf, type Access } from '../../http/reach.ts'
import { who } from '../../simulator/demo/contacts.ts'
import { indexCustomer, indexTheRest } from './index-customer.ts'
import { hashPhone } from '../phones/index.ts'

interface Person {
  nickname: string
  corpName?: string
  owner?: string
  /** Remark by userid; a remark of null: no longer follows. */
  followers: Record<string, string | null>
  phone?: string
  corpId?: string
}

/** shen_ke and lu_yining sell for fang_hui; he_zhou is in another team; gu_yuan is the admin. */
const PEOPLE: Record<string, Person> = {
  tea: { nickname: '阿巧的茶铺子', corpName: '巧茶', owner: 'shen_ke', followers: { shen_ke: '巧姐 温州两家店', tang_qi: '' }, phone: '+8613800000201' },
  percent: { nickname: '打9%折 "*" Lily', owner: 'shen_ke', followers: { shen_ke: '' } },
  followed: { nickname: '半岛书店', owner: 'he_zhou', followers: { he_zhou: '书店何', shen_ke: '书店（一起跟）' } },
  owned: { nickname: '只归我的', owner: 'shen_ke', followers: {} },
  team: { nickname: '巧手烘焙', owner: 'lu_yining', followers: { lu_yining: '烘焙鲁' } },
  former: { nickname: '巧克力工坊', owner: 'he_zhou', followers: { he_zhou: '', shen_ke: null, fang_hui: null } },
  nobodys: { nickname: '巧遇', followers: {} },
  otherCorp: { nickname: '巧合', owner: 'shen_ke', followers: { shen_ke: '巧' }, corpId: 'wwother' },
}
const USERS = ['shen_ke', 'lu_yining', 'tang_qi', 'he_zhou', 'fang_hui', 'gu_yuan']

describe.each(['sqlite', 'postgres'] as const)('the list of customers on %s', (engine) => {
  let test: TestApp
  const cookies: Record<string, string> = {}
  const employees: Record<string, Me> = {}
  const idOf: Record<string, string> = {}

  async function list(userId: string, query: Record<string, string> = {}) {
    const { status, body } = await test.call('GET', `/api/customers?${new URLSearchParams(query).toString()}`, { cookie: cookies[userId]! })
    expect(status, JSON.stringify(body)).toBe(200)
    return body as { customers: { customerId: string; name: string }[]; nextCursor?: string }
  }
  const keysOf = (customers: { customerId: string }[]) => customers.map(({ customerId }) => Object.keys(idOf).find((key) => idOf[key] === customerId)).sort()
  const found = async (userId: string, query: Record<string, string>) => keysOf((await list(userId, query)).customers)

  beforeAll(async () => {
    test = await startTestApp({ engine })
    const { store, config } = test.app
    const { tables } = store
    for (const userId of USERS) cookies[userId] = await test.signIn(userId)
    for (const row of await store.read.select().from(tables.employees)) employees[row.userId] = { ...row, employeeId: row.id }
    const now = test.clock.now
    await store.write(async (tx) => {
      for (const [at, [key, person]] of Object.entries(PEOPLE).entries()) {
        const corpId = person.corpId ?? config.wecom.corpId
        const stamps = { createdAt: now, updatedAt: now }
        const id = newId(now)
        idOf[key] = id
        const { nickname, corpName = null } = person
        await tx.insert(tables.customers).values({
          id,
          corpId,
          nickname,
          corpName,
          kind: 'wechat',
          gender: 'female',
          ownerId: employees[person.owner ?? '']?.employeeId ?? null,
          activeMs: at,
          syncedAt: now,
          ...stamps,
        })
        for (const [userId, remark] of Object.entries(person.followers)) {
          const whose = { employeeId: employees[userId]!.employeeId, customerId: id, externalUserId: key === 'tea' ? who.qiaojie : `wm-${key}` }
          await tx.insert(tables.followRelations).values({
            id: newId(now),
            corpId,
            ...whose,
            remark: remark ?? '巧',
            description: '',
            addWay: 1,
            active: remark !== null,
            followedAt: now,
            updatedAt: now,
          })
        }
        if (person.phone)
          await tx
            .insert(tables.identities)
            .values({ id: newId(now), corpId, type: 'phone', value: hashPhone(config.phoneKey, person.phone), label: '138****0201', customerId: id, ...stamps })
        if (key !== 'team') await indexCustomer(tx, tables, id)
      }
    })
    await indexTheRest(store, () => false)
  })
  afterAll(() => test.close())

  it('lets through exactly whom the rule of access lets through, in every part of the list', async () => {
    const teamOf = Object.fromEntries(Object.values(employees).map(({ employeeId, teamId }) => [employeeId, teamId]))
    for (const userId of USERS) {
      const me = employees[userId]!
      const access: Record<string, Access | undefined> = {}
      for (const [key, { owner, followers, corpId }] of Object.entries(PEOPLE)) {
        const ties = Object.entries(followers).map(([follower, remark]) => {
          const { employeeId } = employees[follower]!
          return { employeeId, teamId: teamOf[employeeId] ?? null, active: remark !== null }
        })
        if (!corpId) access[key] = accessOf(me, { ownerId: employees[owner ?? '']?.employeeId ?? null, followers: ties })
      }
      const reached = Object.keys(access)
        .filter((key) => access[key])
        .sort()
      expect(await found(userId, { list: 'all' }), userId).toEqual(reached)
      expect(await found(userId, { list: 'mine' }), userId).toEqual(reached.filter((key) => access[key] === 'own'))
      for (const key of await found(userId, { list: 'team' })) expect(access[key!], `${userId} ${key}`).toBeDefined()
      // and nothing more by searching
      for (const whose of ['mine', 'team', 'all']) {
        const all = await found(userId, { list: whose })
        for (const key of await found(userId, { list: whose, q: '巧' })) expect(all, `${userId} ${whose}`).toContain(key)
      }
    }
    expect(await found('fang_hui', { list: 'team' })).toEqual(['followed', 'percent', 'tea', 'team'])
    expect(await found('shen_ke', { list: 'team' })).toEqual([])
    expect(await found('he_zhou', { list: 'all', q: '烘焙' })).toEqual([])
  })

  it.each([
    ['a part of the nickname', '茶铺', ['tea']],
    ['one character', '巧', ['tea']],
    ['my remark', '温州', ['tea']],
    ['a remark of a colleague who follows too', '书店何', ['followed']],
    ['the corp name', '巧茶', ['tea']],
    ['other case and width, without spaces', 'ＬＩＬＹ', ['percent']],
    ['a phone number', '138 0000 0201', ['tea']],
    ['a phone number with its country', '+86-13800000201', ['tea']],
    ['a part of a phone number', '1380000', []],
    ['%', '%', ['percent']],
    ['*', '*', ['percent']],
    ['"', '"', ['percent']],
    ['a query of the full-text engines', 'NEAR(茶 铺) OR tea & !x:*', []],
    ['nothing that is there', '没有这个人', []],
    ['a relation that has ended', '克力', []],
  ])('finds by %s', async (_what, q, expected) => {
    expect(await found('shen_ke', { q })).toEqual(expected)
    expect((await found('gu_yuan', { q, list: 'all' })).filter((key) => expected.includes(key as string))).toEqual(expected)
  })

  it('shows each as they see the customer who asks, a colleague’s as the owner does', async () => {
    const { customers } = await list('shen_ke', { q: '书店' })
    expect(customers).toMatchObject([{ name: '书店（一起跟）', nickname: '半岛书店', owner: { name: '何舟' } }])
    expect((await list('fang_hui', { q: '烘焙', list: 'team' })).customers).toMatchObject([{ name: '烘焙鲁', owner: { name: '陆一宁' } }])
  })

  it('gives the last active first, page by page, none twice', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await list('gu_yuan', { list: 'all', limit: '2', ...(after && { after }) })
      seen.push(...page.customers.map(({ customerId }) => customerId))
      after = page.nextCursor
    } while (after)
    const expected = Object.keys(PEOPLE)
      .filter((key) => !PEOPLE[key]!.corpId)
      .reverse()
    expect(seen).toEqual(expected.map((key) => idOf[key]))
    expect((await test.call('GET', '/api/customers?after=x', { cookie: cookies.shen_ke! })).status).toBe(400)
  })

  it('finds by a new remark at once, and no longer by the old one; what happens with a customer brings it to the top', async () => {
    const { status } = await test.call('PATCH', `/api/customers/${idOf.tea}/relation`, { cookie: cookies.shen_ke!, body: { version: 1, remark: '瓯海那家' } })
    expect(status).toBe(200)
    expect([await found('shen_ke', { q: '瓯海' }), await found('shen_ke', { q: '温州' })]).toEqual([['tea'], []])
    expect((await list('shen_ke')).customers[0]?.customerId).toBe(idOf.tea)
    test.clock.now = new Date(test.clock.now.getTime() + 60_000)
    await test.call('PATCH', `/api/customers/${idOf.followed}/relation`, { cookie: cookies.he_zhou!, body: { version: 1, remark: '书店的何' } })
    // a colleague's customer whom shen_ke follows: the same order for everybody
    for (const [userId, whose] of Object.entries({ shen_ke: 'mine', he_zhou: 'mine', fang_hui: 'team', gu_yuan: 'all' })) {
      const { customers } = await list(userId, { list: whose })
      expect(customers[0]?.customerId, userId).toBe(idOf.followed)
    }
  })

  it('finds by the old remark again when WeCom refuses the new one', async () => {
    const { body } = await test.call('PATCH', `/api/customers/${idOf.percent}/relation`, { cookie: cookies.shen_ke!, body: { version: 1, remark: '折扣李' } })
    await test.app.jobs.runDue()
    expect((await test.call('GET', `/api/jobs/${body.jobId}`, { cookie: cookies.shen_ke! })).body).toMatchObject({ state: 'refused' })
    expect([await found('shen_ke', { q: '折扣' }), await found('shen_ke', { q: 'lily' })]).toEqual([[], ['percent']])
  })

  it('tells followers alone how WeCom names the customer', async () => {
    const chat = (userId: string, key: string) => test.call('GET', `/api/customers/${idOf[key]}/chat`, { cookie: cookies[userId]! })
    expect((await chat('shen_ke', 'followed')).body).toEqual({ externalUserId: 'wm-followed' })
    expect([(await chat('fang_hui', 'tea')).status, (await chat('he_zhou', 'tea')).status]).toEqual([403, 404])
    expect((await chat('shen_ke', 'owned')).body).toMatchObject({ error: { code: 'refused', details: { reason: 'no_relation' } } })
  })

  it('indexes again what was lost from the index', async () => {
    const { store } = test.app
    const { searchEntries } = store.tables
    await store.write(async (tx) => void (await tx.delete(searchEntries).where(eq(searchEntries.refId, idOf.percent!))))
    expect(await found('shen_ke', { q: 'lily' })).toEqual([])
    await indexTheRest(store, () => false)
    expect(await found('shen_ke', { q: 'lily' })).toEqual(['percent'])
  })
})
