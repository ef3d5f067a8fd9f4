import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp } from '../../../e2e/fixtures/app.ts'
import { startChild, type Child } from '../../../e2e/fixtures/child.ts'
import { createCursors } from '../cursors.ts'
import { createRelations } from '../relations.ts'
import { itemsOf } from '../sequence.ts'
import { avatar } from '../demo/avatars.ts'
import { generatedCorp } from './corp.ts'

type Row = { external_contact: { external_userid: string; avatar: string }; follow_info: { userid: string; tag_id: string[] } }

describe('a corp of 100,000 customers', () => {
  /** As `npm run simulator` starts it. */
  const size = ['--contacts', '100000', '--seed', '7']
  const { corp, crowd } = generatedCorp({ contacts: 100_000, employees: 50, seed: 7 })
  const userIds = corp.employees.map(({ userId }) => userId)
  let child: Child
  let api: (path: string, query?: Record<string, string>, body?: object) => Promise<any>
  const residentMb = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024

  beforeAll(async () => {
    child = await startChild(['--max-semi-space-size=4', '--import', 'tsx', 'bff/simulator/server.ts', '--port', '0', ...size], /WECOM_OAUTH_BASE=\S+\n/)
    const base = /WECOM_API_BASE=(\S+)/.exec(child.said())?.[1]
    const read = async (path: string, query: Record<string, string>, body?: object) => {
      const answer = await fetch(`${base}/cgi-bin/${path}?${new URLSearchParams(query)}`, body && { method: 'POST', body: JSON.stringify(body) })
      return JSON.parse(await answer.text())
    }
    const { access_token } = await read('gettoken', { corpid: corp.corpId, corpsecret: corp.secret })
    api = (path, query = {}, body) => read(path, { access_token, ...query }, body)
  }, 60_000)
  afterAll(() => child.stop())

  it('gives each relation once over all pages, and needs no memory for it', async () => {
    const walk = async (each: (row: Row) => void) => {
      let cursor = ''
      do {
        const page = await api('externalcontact/batch/get_by_user', {}, { userid_list: userIds, limit: 100, cursor })
        expect(page.errcode).toBe(0)
        for (const row of page.external_contact_list as Row[]) each(row)
        cursor = page.next_cursor as string
      } while (cursor)
    }
    await api('externalcontact/batch/get_by_user', {}, { userid_list: userIds.slice(0, 5), limit: 100 })
    const before = residentMb()
    const pairs = new Set<string>()
    const contacts = new Set<string>()
    let rows = 0
    let most = before
    await walk(({ external_contact, follow_info }) => {
      if (++rows % 5000 === 0) most = Math.max(most, residentMb())
      pairs.add(`${follow_info.userid} ${external_contact.external_userid}`)
      contacts.add(external_contact.external_userid)
    })
    expect(rows).toBe(pairs.size)
    const half = userIds.reduce((sum, userId) => sum + [...itemsOf(crowd.followsOfEmployee(userId))].filter(({ state }) => state === 'half').length, 0)
    expect(rows).toBe(110_000 - half)
    expect(contacts.size).toBeGreaterThan(98_000)
    expect(most - before, `resident: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`).toBeLessThan(60)
  }, 240_000)

  it('tells and changes one customer as the small corp does', async () => {
    const { external_userid: ids } = await api('externalcontact/list', { userid: 'sales0003' })
    const externalUserId = ids[41] as string
    expect(externalUserId).toMatch(/^w[mo][\w-]{30}$/)
    const tagId = corp.tagGroups[0]!.tags[0]!.tagId
    const pair = { userid: 'sales0003', external_userid: externalUserId }
    expect((await api('externalcontact/remark', {}, { ...pair, remark: '改过的备注' })).errcode).toBe(0)
    expect((await api('externalcontact/mark_tag', {}, { ...pair, add_tag: [tagId] })).errcode).toBe(0)
    const { follow_user } = await api('externalcontact/get', { external_userid: externalUserId })
    const mine = follow_user.find(({ userid }: { userid: string }) => userid === 'sales0003')
    expect(mine.remark).toBe('改过的备注')
    expect(mine.tags.map((tag: { tag_id: string }) => tag.tag_id)).toContain(tagId)
    const { group_chat_list: chats } = await api('externalcontact/groupchat/list', {}, { limit: 1000 })
    expect(chats).toHaveLength(100)
    const { group_chat: chat } = await api('externalcontact/groupchat/get', {}, { chat_id: chats[41].chat_id })
    expect(chat.member_list.length).toBeGreaterThan(4)
    expect((await api('externalcontact/get', { external_userid: externalUserId.slice(0, -1) + (externalUserId.endsWith('A') ? 'Q' : 'A') })).errcode).toBe(
      40096,
    )
  })
})

describe('a generated corp', () => {
  const make = (seed: number) => generatedCorp({ contacts: 500, employees: 5, seed })
  const all = ({ corp, crowd }: ReturnType<typeof make>) =>
    corp.employees.flatMap(({ userId }) =>
      [...itemsOf(crowd.followsOfEmployee(userId))].map((follow) => ({ follow, contact: crowd.contact(follow.externalUserId) })),
    )

  it('is the same for the same seed, and another for another', () => {
    expect(all(make(7))).toEqual(all(make(7)))
    expect(all(make(8))).not.toEqual(all(make(7)))
  })

  it('finds each customer by id with those who follow them, and no other', () => {
    const made = make(7)
    const rows = all(made)
    expect(new Set(rows.map(({ contact }) => contact?.externalUserId)).size).toBe(500)
    expect(rows).toHaveLength(550)
    for (const { follow } of rows) expect(made.crowd.followsOfContact(follow.externalUserId)).toContainEqual(follow)
    expect(make(8).crowd.contact(rows[0]!.follow.externalUserId)).toBeUndefined()
    expect(rows.every(({ contact, follow }) => contact && [...follow.remark].length <= 20 && (!contact.avatarId || avatar(contact.avatarId)))).toBe(true)
  })

  it('has two groups for each employee, of customers of the owner and a colleague, found by id and in no other corp', () => {
    const { corp, crowd } = make(7)
    const groups = corp.employees.flatMap(({ userId }) => [...itemsOf(crowd.groupsOfEmployee(userId))].filter(({ owner }) => owner === userId))
    expect(new Set(groups.map(({ chatId }) => chatId)).size).toBe(10)
    for (const group of groups) {
      expect(group.chatId).toMatch(/^wr[\w-]{30}$/)
      expect(crowd.group(group.chatId)).toEqual(group)
      expect(make(8).crowd.group(group.chatId)).toBeUndefined()
      const [owner, colleague, ...guests] = group.members.map(({ memberId }) => memberId)
      expect(new Set(guests).size).toBe(guests.length)
      expect([...itemsOf(crowd.groupsOfEmployee(colleague ?? ''))]).toContainEqual(group)
      for (const guest of guests) expect(crowd.followsOfContact(guest).some(({ userId }) => userId === owner || userId === colleague)).toBe(true)
    }
    expect(generatedCorp({ contacts: 0, employees: 2, seed: 1 }).crowd.groupsOfEmployee('sales0001').length).toBe(0)
  })

  it('is walked once through while customers come and go', () => {
    const { corp, crowd } = make(7)
    const relations = createRelations(crowd)
    const page = createCursors(Infinity)
    const parts = () => corp.employees.map(({ userId }) => relations.ofEmployee(userId))
    const stay = new Set(all({ corp, crowd }).map(({ follow }) => `${follow.userId} ${follow.externalUserId}`))
    const seen: string[] = []
    let cursor = ''
    for (let round = 0; ; round++) {
      const { items, next_cursor } = page('walk', parts(), cursor, 7)
      seen.push(...items.map((follow) => `${follow.userId} ${follow.externalUserId}`))
      if (!next_cursor) break
      cursor = next_cursor
      const [first] = items
      if (round % 3 === 0 && first) {
        relations.remove(first)
        if (round % 2 === 0) relations.put(first)
      }
      const victim = relations.ofEmployee('sales0004').at(round)
      if (victim && !seen.includes(`sales0004 ${victim.externalUserId}`)) {
        relations.remove(victim)
        stay.delete(`sales0004 ${victim.externalUserId}`)
      }
      const newcomer = { ...crowd.followsOfEmployee('sales0005').at(0)!, externalUserId: `wmNew${round}` }
      relations.put(newcomer)
      stay.add(`sales0005 wmNew${round}`)
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect([...stay].filter((key) => !seen.includes(key))).toEqual([])
  })
})

describe('Kebian at a generated corp', () => {
  it('signs in and opens a chat', async () => {
    const wecom = generatedCorp({ contacts: 100_000, employees: 50, seed: 7 })
    const test = await startTestApp({ wecom, adminUserIds: 'sales0001' })
    try {
      const cookie = await test.signIn('sales0002')
      const follow = [...itemsOf(wecom.crowd.followsOfEmployee('sales0002'))].find(({ state, remark }) => state === 'friend' && remark)!
      const { status, body } = await test.call('POST', '/api/context', { cookie, body: { entry: 'single_chat_tools', externalUserId: follow.externalUserId } })
      expect([status, body.state]).toEqual([200, 'customer'])
      expect(JSON.stringify(body.bundle)).toContain(follow.remark)
    } finally {
      await test.close()
    }
  })
})
