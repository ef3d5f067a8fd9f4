import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { newId } from '../../db/new-id.ts'
import { accessOf, circleOf } from '../../http/reach.ts'
import type { Me } from '../../http/me.ts'
import { indexCustomer } from './index-customer.ts'
import { placesIn } from './places.ts'
import { soughtAs } from './sought.ts'

interface Person {
  id: string
  activeMs: number
  nickname: string
  ownerId: string | null
  followers: { employeeId: string; teamId: string | null; active: boolean }[]
}

const PAGE = 7
const PHONE_KEY = 'test-only-0123456789-abcdefghijkl'

describe.each(['sqlite', 'postgres'] as const)('places in the list of customers on %s', (engine) => {
  let test: TestApp
  let corpId: string
  const staff: Me[] = []
  const people: Person[] = []

  beforeAll(async () => {
    test = await startTestApp({ engine })
    const { store, config } = test.app
    const { tables } = store
    corpId = config.wecom.corpId
    for (const userId of ['shen_ke', 'lu_yining', 'he_zhou', 'fang_hui', 'gu_yuan']) await test.signIn(userId)
    for (const row of await store.read.select().from(tables.employees)) staff.push({ ...row, employeeId: row.id })
    const now = test.clock.now
    const stamps = { corpId, createdAt: now, updatedAt: now }
    await store.write(async (tx) => {
      for (let at = 0; at < 60; at++) {
        // five moments for sixty customers; who follows goes round, and every seventh has ended it
        const followers = [at % 5, (at * 3) % 5].filter((n, index, all) => at % 4 > 0 && all.indexOf(n) === index).map((n) => staff[n]!)
        const person: Person = {
          id: newId(now),
          activeMs: (at * 17) % 5,
          nickname: ['巧', '巧手', '茶铺', '巧茶铺'][at % 4]!,
          ownerId: at % 6 === 0 ? null : staff[at % 5]!.employeeId,
          followers: followers.map(({ employeeId, teamId }) => ({ employeeId, teamId, active: at % 7 > 0 })),
        }
        people.push(person)
        const { id, activeMs, nickname, ownerId } = person
        await tx.insert(tables.customers).values({ ...stamps, id, activeMs, nickname, ownerId, kind: 'wechat', gender: 'female', syncedAt: now })
        for (const { employeeId, active } of person.followers) {
          const relation = { ...stamps, id: newId(now), customerId: id, employeeId, active, activeMs, externalUserId: `wm-place-${at}`, followedAt: now }
          await tx.insert(tables.followRelations).values({ ...relation, remark: '', description: '', addWay: 1 })
        }
        await indexCustomer(tx, tables, id)
      }
    })
  })
  afterAll(() => test.close())

  async function walk(me: Me, list: 'mine' | 'team' | 'all', q: string, few: { mine: number; others: number }): Promise<string[]> {
    const { store } = test.app
    const circle = await circleOf(store.read, store.tables, me, list)
    const sought = soughtAs(store, corpId, circle, q, PHONE_KEY)
    const seen: string[] = []
    for (let after: string | undefined; ;) {
      const places = await placesIn(store, { corpId, circle, sought, after, count: PAGE }, few)
      seen.push(...places.map(({ id }) => id))
      const last = places.at(-1)
      if (!last || places.length < PAGE) return seen
      after = `${last.activeMs}.${last.id}`
    }
  }

  function expected(me: Me, list: 'mine' | 'team' | 'all', q: string): string[] {
    const leads = (person: Person) => person.followers.some(({ teamId, active }) => active && teamId !== null && me.ledTeamIds.includes(teamId))
    const isIn = (person: Person) => {
      const access = accessOf(me, person)
      return list === 'mine' ? access === 'own' : list === 'team' ? access !== undefined && leads(person) : access !== undefined
    }
    const inside = people.filter((person) => isIn(person) && person.nickname.includes(q))
    return inside.sort((a, b) => b.activeMs - a.activeMs || (a.id < b.id ? 1 : -1)).map(({ id }) => id)
  }

  it.each([
    ['found by themselves and sorted', { mine: 1000, others: 1000 }],
    ['met in the order of the list', { mine: 0, others: 0 }],
  ])('are the same for everybody, everything typed and every page: customers %s', async (_how, few) => {
    for (const me of staff) {
      for (const list of ['mine', 'team', 'all'] as const) {
        for (const q of ['', '巧', '巧手', '茶铺', '巧茶铺', '没有']) {
          expect(await walk(me, list, q, few), `${me.userId} ${list} ${q}`).toEqual(expected(me, list, q))
        }
      }
    }
    expect(staff.map(({ role }) => role).sort()).toEqual(['admin', 'sales', 'sales', 'sales', 'supervisor'])
  })
})
