import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimConversation } from '../../../shared/simulator.ts'
import { who } from '../demo/contacts.ts'
import { startRig, type Answer, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const add = (body: object) => rig.control('POST', '/relations', body)
const end = (userId: string, externalUserId: string, by: string) => rig.control('POST', '/relations/end', { userId, externalUserId, by })
const chatOf = async (userId: string, externalUserId: string) =>
  ((await rig.control('GET', `/conversations?userId=${userId}`)).body.conversations as SimConversation[]).find(
    ({ contact }) => contact.externalUserId === externalUserId,
  )
const followers = async (externalUserId: string) =>
  (await rig.call('externalcontact/get', { external_userid: externalUserId })) as Answer & { follow_user: Answer[] }
const write = (externalUserId: string) =>
  rig.control('POST', '/messages', { userId: 'shen_ke', externalUserId, from: 'employee', msgtype: 'text', text: '在吗' })
const remark = (externalUserId: string) => rig.call('externalcontact/remark', {}, { userid: 'shen_ke', external_userid: externalUserId, remark: '新名' })

describe('a customer who adds an employee', () => {
  it.each([
    ['code', 1, { state: 'fair2025' }],
    ['search', 2, {}],
    ['card', 3, {}],
  ])('by %s is a customer with add_way %i', async (way, addWay, more) => {
    const { body } = await add({ userId: 'shen_ke', name: '路过的茶客', way, ...more })
    const externalUserId = String(body.externalUserId)
    expect(externalUserId).toMatch(/^wm[\w-]{30}$/)
    const { external_contact, follow_user } = await followers(externalUserId)
    expect(external_contact).toMatchObject({ external_userid: externalUserId, name: '路过的茶客', type: 1 })
    expect(follow_user).toEqual([expect.objectContaining({ userid: 'shen_ke', add_way: addWay, oper_userid: externalUserId, remark: '路过的茶客', ...more })])
    expect((await rig.call('externalcontact/list', { userid: 'shen_ke' })).external_userid).toContain(externalUserId)
    expect(await chatOf('shen_ke', externalUserId)).toMatchObject({ state: 'friend', contact: { name: '路过的茶客' } })
    expect((await write(externalUserId)).status).toBe(200)
  })

  it('may know a colleague already', async () => {
    await add({ userId: 'shen_ke', externalUserId: who.momo, way: 'card' })
    expect((await followers(who.momo)).follow_user.map(({ userid }) => userid)).toEqual(['lu_yining', 'shen_ke'])
  })

  it('is refused with a reason when there is nothing to add', async () => {
    const refused = async (body: object) => (await add(body)).body.keyword
    expect(await refused({ userId: 'nobody', name: 'x', way: 'code' })).toBe('no such employee')
    expect(await refused({ userId: 'shen_ke', externalUserId: who.qiaojie, way: 'card' })).toBe('already friends')
    expect(await refused({ userId: 'shen_ke', name: ' ', way: 'code' })).toBe('invalid param')
    expect(await refused({ userId: 'shen_ke', name: 'x', way: 'card', state: 'only codes have one' })).toBe('invalid param')
    expect((await add({ userId: 'shen_ke', way: 'telepathy' })).status).toBe(400)
  })
})

describe('a relation that ends', () => {
  it('by the customer is one-way: still told and written to WeCom, but no message arrives until they add again', async () => {
    await end('shen_ke', who.qiaojie, 'customer')
    expect((await chatOf('shen_ke', who.qiaojie))?.state).toBe('one_way')
    expect(await write(who.qiaojie)).toEqual({ status: 422, body: { keyword: 'not friend' } })
    expect((await followers(who.qiaojie)).follow_user.map(({ userid }) => userid)).toEqual(['shen_ke', 'tang_qi'])
    expect((await remark(who.qiaojie)).errcode).toBe(0)

    await add({ userId: 'shen_ke', externalUserId: who.qiaojie, way: 'search' })
    expect(await chatOf('shen_ke', who.qiaojie)).toMatchObject({ state: 'friend', contact: { name: '新名' } })
    expect((await followers(who.qiaojie)).follow_user[0]).toMatchObject({ add_way: 1, remark: '新名' })
    expect((await write(who.qiaojie)).status).toBe(200)
  })

  it('by the employee is gone: 84061 for the pair, 40096 once nobody is left, and a new beginning afterwards', async () => {
    await end('shen_ke', who.qiaojie, 'employee')
    expect(await chatOf('shen_ke', who.qiaojie)).toBeUndefined()
    expect((await remark(who.qiaojie)).errcode).toBe(84061)
    expect((await followers(who.qiaojie)).follow_user.map(({ userid }) => userid)).toEqual(['tang_qi'])
    await end('tang_qi', who.qiaojie, 'employee')
    expect((await followers(who.qiaojie)).errcode).toBe(40096)
    expect((await end('tang_qi', who.qiaojie, 'customer')).body.keyword).toBe('no relation')

    await add({ userId: 'shen_ke', externalUserId: who.qiaojie, way: 'card' })
    expect((await followers(who.qiaojie)).follow_user).toEqual([expect.objectContaining({ add_way: 3, remark: '阿巧的茶铺子', tags: [] })])
  })

  it('lets one who was half added become a customer', async () => {
    expect((await followers(who.summer)).errcode).toBe(84061)
    expect((await end('he_zhou', who.summer, 'customer')).status).toBe(200)
    expect((await followers(who.summer)).errcode).toBe(84061)
    await add({ userId: 'he_zhou', externalUserId: who.summer, way: 'code' })
    expect((await followers(who.summer)).follow_user).toHaveLength(1)
  })
})
