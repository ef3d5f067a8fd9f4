import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { png, startRig, type Rig } from '../simulator/test/rig.ts'
import { who } from '../simulator/demo/contacts.ts'
import { tag } from '../simulator/demo/tags.ts'
import { createWecomClient, type WecomClient, type WecomClientOptions } from './client.ts'
import { WecomError } from './errors.ts'
import { signPage } from './signature.ts'
import { memoryTokenStore } from './token-store.ts'

let rig: Rig
let client: WecomClient
const logged: { level: 'info' | 'warn'; fields: object; message: string }[] = []
const log = (level: 'info' | 'warn') => (fields: object, message: string) => void logged.push({ level, fields, message })

function clientOf(changes: Partial<WecomClientOptions> = {}): WecomClient {
  const base = `${rig.url}/simulator/wecom`
  return createWecomClient({
    corpId: rig.corp.corpId,
    agentId: rig.corp.agentId,
    secret: rig.corp.secret,
    apiBase: base,
    oauthBase: base,
    tokens: memoryTokenStore(),
    now: () => rig.time.now,
    log: { info: log('info'), warn: log('warn') },
    timeoutMs: 10_000,
    retryDelayMs: 5,
    ...changes,
  })
}

async function failureOf(call: Promise<unknown>): Promise<WecomError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(WecomError)
  return error as WecomError
}

beforeEach(async () => {
  logged.length = 0
  rig = await startRig()
  client = clientOf()
})

afterEach(async () => {
  await client.close()
  await rig.close()
})

describe('tokens', () => {
  it('fetches one token for fifty calls at once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => client.member('shen_ke')))
    expect(await rig.calls('gettoken')).toHaveLength(1)
    expect(await rig.calls('user/get')).toHaveLength(50)
  })

  it('warns of a token that WeCom drops only when a fresh one is refused too', async () => {
    await client.member('shen_ke')
    await rig.control('POST', '/invalidate', { what: 'access_token' })
    await client.member('shen_ke')
    expect(logged).toMatchObject([{ level: 'info', fields: { api: 'user/get', errcode: 40014 } }])
    await rig.fault({ call: 'user/get', effect: 'errcode', value: 40014 })
    await failureOf(client.member('shen_ke'))
    expect(logged.map(({ level }) => level)).toEqual(['info', 'info', 'warn'])
  })

  it('fetches one token again when WeCom drops it under fifty calls, and every call succeeds', async () => {
    await client.member('shen_ke')
    await rig.control('POST', '/invalidate', { what: 'access_token' })
    const members = await Promise.all(Array.from({ length: 50 }, () => client.member('shen_ke')))
    expect(members.every((member) => member.name === '沈可')).toBe(true)
    expect(await rig.calls('gettoken')).toHaveLength(2)
  })

  it('renews an expired token once and repeats the call once', async () => {
    await client.markTags({ userId: 'shen_ke', externalUserId: who.xiaoman, add: [tag.gradeB], remove: [] })
    await rig.advance(7201)
    await client.markTags({ userId: 'shen_ke', externalUserId: who.xiaoman, add: [tag.gradeC], remove: [tag.gradeB] })
    expect((await rig.calls('externalcontact/mark_tag')).map((made) => made.errcode)).toEqual([0, 42001, 0])
    expect(await rig.calls('gettoken')).toHaveLength(2)
  })

  it('gives up when the fresh token is refused too', async () => {
    await rig.fault({ call: 'user/get', effect: 'errcode', value: 42001 })
    expect(await failureOf(client.member('shen_ke'))).toMatchObject({ errcode: 42001, kind: 'token' })
    expect(await rig.calls('user/get')).toHaveLength(2)
    expect(await rig.calls('gettoken')).toHaveLength(2)
  })

  it.each([
    ['secret', { secret: 'not it' }, 40001, 'secret_wrong'],
    ['corp id', { corpId: 'ww0' }, 40013, 'corp_id_wrong'],
  ])('asks once with a wrong %s, fails fast for a minute, then asks once more', async (_, change, errcode, hint) => {
    const wrong = clientOf(change)
    for (let round = 0; round < 10; round++) expect(await failureOf(wrong.member('shen_ke'))).toMatchObject({ errcode, kind: 'fatal_config', hint })
    await Promise.all(Array.from({ length: 20 }, () => failureOf(wrong.externalContact(who.qiaojie))))
    expect(await rig.calls()).toHaveLength(1)
    rig.time.now = new Date(rig.time.now.getTime() + 61_000)
    await failureOf(wrong.agentTicket())
    expect(await rig.calls()).toHaveLength(2)
    await wrong.close()
  })

  it('renews before the end: when less than a tenth of the life remains', async () => {
    await client.member('shen_ke')
    const tenMinutesBefore = new Date(rig.time.now.getTime() + (7200 - 719) * 1000)
    await rig.control('POST', '/invalidate', { what: 'access_token' })
    rig.time.now = tenMinutesBefore
    await client.member('shen_ke')
    expect((await rig.calls('user/get')).map((made) => made.errcode)).toEqual([0, 0])
    expect(await rig.calls('gettoken')).toHaveLength(2)
  })

  it('uses the old token when renewing it early fails', async () => {
    await client.member('shen_ke')
    rig.time.now = new Date(rig.time.now.getTime() + (7200 - 600) * 1000)
    await rig.fault({ call: 'gettoken', effect: 'errcode', value: -1 })
    expect((await client.member('shen_ke')).userId).toBe('shen_ke')
  })

  it('takes what another process has put into the store', async () => {
    const tokens = memoryTokenStore()
    const one = clientOf({ tokens })
    const other = clientOf({ tokens })
    await one.agentTicket()
    await other.agentTicket()
    await other.member('shen_ke')
    expect(await rig.calls('gettoken')).toHaveLength(1)
    expect(await rig.calls('ticket/get')).toHaveLength(1)
    await Promise.all([one.close(), other.close()])
  })

  it('does not forget a token that another process has renewed meanwhile', async () => {
    const tokens = memoryTokenStore()
    await tokens.write('access_token', 'newer', rig.time.now)
    await tokens.forget('access_token', 'older')
    expect((await tokens.read('access_token'))?.value).toBe('newer')
  })

  it('fetches each ticket once for many pages, and both kinds sign what the host accepts', async () => {
    const [agent] = await Promise.all(Array.from({ length: 20 }, () => client.agentTicket()))
    const corp = await client.corpTicket()
    expect(agent).not.toBe(corp)
    expect(await rig.calls('ticket/get')).toHaveLength(1)
    const page = { url: 'http://127.0.0.1:5170/sidebar/', nonceStr: 'n1', timestamp: String(Math.floor(rig.time.now.getTime() / 1000)) }
    for (const [kind, ticket] of [
      ['agent_config', agent],
      ['corp', corp],
    ] as const) {
      const signature = signPage({ ticket: ticket as string, ...page })
      const check = { kind, corpId: rig.corp.corpId, agentId: rig.corp.agentId, signature, userId: 'shen_ke', ...page }
      expect((await rig.control('POST', '/verify-signature', check)).body).toEqual({ ok: true })
    }
  })
})

describe('failures', () => {
  it.each([
    ['garbage', 'unreadable'],
    ['cut', 'interrupted'],
  ] as const)('repeats a read after %s, and a write never', async (effect, hint) => {
    await rig.fault({ call: 'externalcontact/get', effect, times: 2 }, { call: 'externalcontact/remark', effect, times: 1 })
    expect((await client.externalContact(who.momo)).name).toBe('Momo🌿')
    const error = await failureOf(client.setRelation({ userId: 'lu_yining', externalUserId: who.momo, remark: '默默' }))
    expect(error).toMatchObject({ kind: 'network', hint, errcode: undefined })
    expect(await rig.calls('externalcontact/get')).toHaveLength(3)
    expect(await rig.calls('externalcontact/remark')).toHaveLength(1)
  })

  it('gives up a read after the third attempt', async () => {
    await rig.fault({ call: 'department/list', effect: 'errcode', value: -1 })
    expect(await failureOf(client.departments())).toMatchObject({ errcode: -1, kind: 'retry_later' })
    expect(await rig.calls('department/list')).toHaveLength(3)
  })

  it('does not multiply attempts when the token itself cannot be had', async () => {
    await rig.fault({ call: 'gettoken', effect: 'garbage' })
    expect(await failureOf(client.departments())).toMatchObject({ api: 'gettoken', kind: 'network' })
    expect(await rig.calls('gettoken')).toHaveLength(3)
  })

  it('counts a silent WeCom as a failed line', async () => {
    const tokens = memoryTokenStore()
    const [patient, hasty] = [clientOf({ tokens }), clientOf({ tokens, timeoutMs: 100 })]
    await patient.departments()
    await rig.fault({ call: 'externalcontact/mark_tag', effect: 'slow', value: 60_000 })
    const error = await failureOf(hasty.markTags({ userId: 'shen_ke', externalUserId: who.qiaojie, add: [tag.white], remove: [] }))
    expect(error).toMatchObject({ api: 'externalcontact/mark_tag', kind: 'network', hint: 'timeout' })
    await Promise.all([patient.close(), hasty.close()])
  })

  it('counts a refused connection as a failed line', async () => {
    const lost = clientOf({ apiBase: 'http://127.0.0.1:9' })
    expect(await failureOf(lost.departments())).toMatchObject({ kind: 'network', hint: 'interrupted' })
    await lost.close()
  })

  it.each([
    [45009, 'rate_limited'],
    [45033, 'rate_limited'],
    [48002, 'fatal_config'],
    [60020, 'fatal_config'],
    [60011, 'refused'],
    [987654, 'refused'],
  ])('does not repeat after %i and names its kind', async (value, kind) => {
    await rig.fault({ call: 'user/get', effect: 'errcode', value })
    expect(await failureOf(client.member('shen_ke'))).toMatchObject({ errcode: value, kind, api: 'user/get' })
    expect(await rig.calls('user/get')).toHaveLength(1)
  })

  it('says which address of ours WeCom refused, and takes nothing else from its words', async () => {
    await rig.fault({ call: 'user/get', effect: 'errcode', value: 60020 })
    expect(await failureOf(client.member('shen_ke'))).toMatchObject({ ip: '127.0.0.1', message: 'user/get: 60020 (ip_not_trusted: 127.0.0.1)' })
    expect(logged.at(-1)).toMatchObject({ fields: { ip: '127.0.0.1' } })
    await rig.fault({ call: 'user/get', effect: 'errcode', value: 60011 })
    expect((await failureOf(client.member('shen_ke'))).ip).toBeUndefined()
  })

  it('tells a missing relation and an unknown contact apart', async () => {
    expect(await failureOf(client.externalContact('wmNobody'))).toMatchObject({ errcode: 40096, hint: 'contact_unknown' })
    expect(await failureOf(client.externalContact(who.summer))).toMatchObject({ errcode: 84061, hint: 'no_relation' })
    const stranger = client.markTags({ userId: 'shen_ke', externalUserId: who.momo, add: [tag.gradeA], remove: [] })
    expect(await failureOf(stranger)).toMatchObject({ errcode: 84061, hint: 'no_relation' })
  })

  it('keeps tokens and secrets out of errors and the log', async () => {
    await rig.fault({ call: 'user/get', effect: 'cut' })
    const error = await failureOf(client.member('shen_ke'))
    const told = JSON.stringify([logged, error.message, error.stack, String((error.cause as Error | undefined)?.stack)])
    expect(logged.length).toBeGreaterThan(0)
    for (const secret of [await rig.token(), rig.corp.secret]) expect(told).not.toContain(secret)
  })
})

describe('in our names', () => {
  it('reads a contact with all relations of the visible range', async () => {
    const contact = await client.externalContact(who.qiaojie)
    expect(contact).toMatchObject({ name: '阿巧的茶铺子', kind: 'wechat', gender: 'female', avatarUrl: `${rig.url}/simulator/avatars/qiaojie.svg` })
    expect(contact.followers.map((follower) => follower.userId)).toEqual(['shen_ke', 'tang_qi'])
    expect(contact.followers[0]).toMatchObject({
      remark: '巧姐 温州两家店',
      addWay: 1,
      remarkMobiles: ['15400000201'],
      remarkCorpName: '巧茶',
      startedBy: who.qiaojie,
    })
    expect(contact.followers[0]?.tags).toContainEqual({ tagId: tag.rock, groupName: '爱喝', name: '岩茶', kind: 'corp' })
    expect(contact.followers[0]?.tags).toContainEqual({ tagId: undefined, groupName: '个人标签', name: '爱发语音', kind: 'personal' })
  })

  it('follows the cursor to the last page of followers', async () => {
    const tiny = await startRig({ pageAtMost: 1 })
    const base = `${tiny.url}/simulator/wecom`
    const paging = clientOf({ apiBase: base, oauthBase: base })
    expect((await paging.externalContact(who.qiaojie)).followers).toHaveLength(2)
    expect(await tiny.calls('externalcontact/get')).toHaveLength(2)
    await paging.close()
    await tiny.close()
  })

  it('reads a masked contact and a company contact', async () => {
    expect(await client.externalContact(who.masked)).toMatchObject({ name: '', avatarUrl: undefined, unionid: undefined })
    expect(await client.externalContact(who.hemin)).toMatchObject({ kind: 'wecom', corpName: '听澜酒店', position: '采购主管', unionid: undefined })
    expect(await client.externalContact(who.dengjun)).toMatchObject({ followers: [{ userId: 'shen_ke' }] })
  })

  it('reads members, departments and who may contact customers', async () => {
    expect(await client.member('fang_hui')).toMatchObject({ name: '方慧', departmentIds: [3], leaderOfDepartmentIds: [3], status: 'active' })
    expect((await client.departments()).map((department) => department.name)).toEqual(['销售一组', '销售二组', '客服组'])
    expect((await client.departmentMembers(3)).map((member) => member.userId)).toEqual(['shen_ke', 'lu_yining', 'fang_hui'])
    expect(await client.followUserIds()).not.toContain('qin_shu')
  })

  it('writes Chinese as UTF-8 and reads back what it wrote', async () => {
    await client.setRelation({ userId: 'shen_ke', externalUserId: who.xiaoman, remark: '满满「果茶」', description: '' })
    await client.markTags({ userId: 'shen_ke', externalUserId: who.xiaoman, add: [tag.gradeA, tag.jasmine], remove: [tag.green] })
    const relation = (await client.externalContact(who.xiaoman)).followers[0]
    expect(relation).toMatchObject({ remark: '满满「果茶」', description: '' })
    expect(relation?.tags.map((set) => set.tagId).sort()).toEqual([tag.gradeA, tag.jasmine, tag.teaHouse].sort())
  })

  it('lists corp tags by group', async () => {
    const groups = await client.corpTagGroups()
    expect(groups.map((group) => group.name)).toEqual(['客户级别', '客户类型', '爱喝', '从哪来'])
    expect(groups[0]?.tags[0]).toEqual({ tagId: tag.gradeA, name: 'A 常年补货', order: 3 })
  })

  it('uploads a picture whose id the chat accepts for three days', async () => {
    const { mediaId, expiresAt } = await client.uploadMedia({ kind: 'image', fileName: '秋茶 报价.png', mime: 'image/png', bytes: png })
    expect(expiresAt.getTime() - rig.time.now.getTime()).toBe(3 * 24 * 3600 * 1000)
    const message = { userId: 'shen_ke', externalUserId: who.qiaojie, from: 'employee', viaSidebar: true, msgtype: 'image', mediaId }
    expect((await rig.control('POST', '/messages', message)).body).toMatchObject({ fileName: '秋茶 报价.png', viaSidebar: true })
    await rig.advance(3 * 24 * 3600)
    expect(await rig.control('POST', '/messages', message)).toEqual({ status: 422, body: { keyword: 'invalid media_id' } })
  })

  it('signs a member in with a code that works once', async () => {
    const address = client.authorizeUrl({ redirectUri: 'http://127.0.0.1:5170/auth/callback?to=%2Fsidebar%2F', state: 'abc123' })
    expect(address).toBe(
      `${rig.url}/simulator/wecom/connect/oauth2/authorize?appid=wwqingyu0000000001&redirect_uri=http%3A%2F%2F127.0.0.1%3A5170%2Fauth%2Fcallback%3Fto%3D%252Fsidebar%252F` +
        '&response_type=code&scope=snsapi_base&state=abc123&agentid=1000002#wechat_redirect',
    )
    const response = await fetch(address, { redirect: 'manual', headers: { cookie: 'kebian_sim_user=tang_qi' } })
    const back = new URL(response.headers.get('location') ?? '')
    expect([back.pathname, back.searchParams.get('to'), back.searchParams.get('state')]).toEqual(['/auth/callback', '/sidebar/', 'abc123'])
    const code = back.searchParams.get('code') ?? ''
    expect(await client.userOfCode(code)).toMatchObject({ userId: 'tang_qi' })
    expect(await failureOf(client.userOfCode(code))).toMatchObject({ errcode: 40029, hint: 'login_code_used' })
  })

  it('never repeats the exchange of a code', async () => {
    await rig.fault({ call: 'auth/getuserinfo', effect: 'cut', times: 1 })
    expect(await failureOf(client.userOfCode('x'))).toMatchObject({ kind: 'network' })
    expect(await rig.calls('auth/getuserinfo')).toHaveLength(1)
  })
})
