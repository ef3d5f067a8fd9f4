import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SimGroup, SimMessage } from '../../../shared/simulator.ts'
import { who } from '../demo/contacts.ts'
import { groupIds } from '../demo/groups.ts'
import { startRig, type Answer, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const list = (body: object) => rig.call('externalcontact/groupchat/list', {}, body)
const get = (body: object) => rig.call('externalcontact/groupchat/get', {}, body)
const idsOf = (answer: Answer) => (answer.group_chat_list as { chat_id: string }[]).map(({ chat_id }) => chat_id)

describe('the list of groups', () => {
  it('names the groups of owners in range, or only of those that are asked for', async () => {
    expect(idsOf(await list({ limit: 10 })).sort()).toEqual(Object.values(groupIds).sort())
    expect(idsOf(await list({ limit: 10, owner_filter: { userid_list: ['shen_ke', 'tang_qi'] } }))).toEqual([groupIds.tasting])
    expect(idsOf(await list({ limit: 10, status_filter: 1 }))).toEqual([])
  })

  it('needs a limit from 1 to 1000, a known status, and at most a hundred owners', async () => {
    const tooMany = { userid_list: Array.from({ length: 101 }, () => 'shen_ke') }
    for (const body of [{}, { limit: 0 }, { limit: 1001 }, { limit: 1, status_filter: 4 }, { limit: 1, owner_filter: tooMany }])
      expect((await list(body)).errcode, JSON.stringify(body).slice(0, 60)).toBe(40058)
  })

  it('goes on where its cursor stands, and takes no other', async () => {
    const first = await list({ limit: 2 })
    const rest = await list({ limit: 2, cursor: first.next_cursor })
    expect([...idsOf(first), ...idsOf(rest)].sort()).toEqual(Object.values(groupIds).sort())
    expect(rest.next_cursor).toBe('')
    expect((await list({ limit: 2, cursor: first.next_cursor, owner_filter: { userid_list: ['shen_ke'] } })).errcode).toBe(50100)
  })

  it('is refused without a filter where the app sees more than a thousand members', async () => {
    await rig.close()
    rig = await startRig({
      change: ({ employees }) => employees.push(...Array.from({ length: 1000 }, (_, at) => ({ ...employees[0]!, userId: `more${at}` }))),
    })
    expect((await list({ limit: 1 })).errcode).toBe(81017)
    expect(idsOf(await list({ limit: 1, owner_filter: { userid_list: ['shen_ke'] } }))).toEqual([groupIds.tasting])
  })
})

describe('one group', () => {
  it('tells employees from people outside, with names only when they are asked for', async () => {
    const { group_chat: group } = await get({ chat_id: groupIds.tasting, need_name: 1 })
    expect(group).toMatchObject({
      name: '青屿试茶群',
      owner: 'shen_ke',
      notice: expect.stringContaining('新茶'),
      member_version: expect.stringMatching(/^\w{32}$/),
    })
    const members = (group as { member_list: Answer[] }).member_list
    expect(members.find(({ userid }) => userid === 'tang_qi')).toMatchObject({ type: 1, name: '唐琪', invitor: { userid: 'shen_ke' } })
    expect(members.find(({ userid }) => userid === who.minmin)).toMatchObject({ type: 2, name: '敏敏团长', group_nickname: '敏敏（社区团）' })
    const bare = (await get({ chat_id: groupIds.tasting })).group_chat as { member_list: Answer[] }
    expect(bare.member_list.some((member) => 'name' in member)).toBe(false)
  })

  it('is refused when there is none, or when its owner is out of range', async () => {
    expect((await get({})).errcode).toBe(40063)
    expect((await get({ chat_id: 'wrNobody' })).errcode).toBe(40058)
    await rig.close()
    rig = await startRig({ change: ({ groups }) => (groups[0]!.owner = 'qin_shu') })
    expect((await get({ chat_id: groupIds.tasting })).errcode).toBe(60011)
    expect(idsOf(await list({ limit: 10 }))).not.toContain(groupIds.tasting)
  })
})

describe('in the window', () => {
  const groups = async (userId: string) => (await rig.control('GET', `/groups?userId=${userId}`)).body.groups as SimGroup[]
  const messages = async (userId: string) => rig.control('GET', `/groups/${groupIds.tasting}/messages?userId=${userId}`)
  const say = (message: object) => rig.control('POST', `/groups/${groupIds.tasting}/messages`, { msgtype: 'text', text: '到了', ...message })
  const unread = async (userId: string) => (await groups(userId)).find(({ chatId }) => chatId === groupIds.tasting)?.unread

  it('shows each employee the groups they are in, with members and the last word', async () => {
    expect((await groups('lu_yining')).length).toBe(0)
    const [newest] = await groups('shen_ke')
    expect(newest).toMatchObject({ chatId: groupIds.tasting, lastName: '阿巧的茶铺子', lastText: expect.stringContaining('重火'), unread: 1 })
    expect(newest?.members.map(({ name, kind, isOwner }) => `${name} ${kind}${isOwner ? ' owner' : ''}`)).toContain('沈可 employee owner')
    expect(newest?.members.find(({ memberId }) => memberId === who.minmin)?.name).toBe('敏敏（社区团）')
  })

  it('puts what one member says before all, unread until each looks', async () => {
    const { body } = await say({ senderId: who.xiaoman })
    expect(((await messages('tang_qi')).body.messages as SimMessage[]).at(-1)).toEqual(body)
    expect(body).toMatchObject({ from: 'customer', senderId: who.xiaoman, viaSidebar: false })
    expect([await unread('tang_qi'), await unread('shen_ke')]).toEqual([0, 2])
    await say({ senderId: 'shen_ke' })
    expect([await unread('tang_qi'), await unread('shen_ke')]).toEqual([1, 0])
  })

  it('takes nothing from who is not in it, and shows them nothing', async () => {
    for (const senderId of ['lu_yining', who.kelvin, 'nobody'])
      expect(await say({ senderId })).toMatchObject({ status: 422, body: { keyword: 'invalid param' } })
    expect((await messages('lu_yining')).status).toBe(422)
    expect((await say({ senderId: who.xiaoman, msgtype: 'image', mediaId: 'gone' })).body).toEqual({ keyword: 'invalid media_id' })
  })

  it('marks what came through the sidebar, from employees only', async () => {
    expect((await say({ senderId: 'shen_ke', viaSidebar: true })).body).toMatchObject({ from: 'employee', viaSidebar: true })
    expect((await say({ senderId: who.xiaoman, viaSidebar: true })).body).toMatchObject({ from: 'customer', viaSidebar: false })
  })
})
