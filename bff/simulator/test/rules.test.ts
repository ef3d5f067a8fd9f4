import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { who } from '../demo/contacts.ts'
import { tag } from '../demo/tags.ts'
import { amr, form, mp4, png, startRig, type Answer, type Rig } from './rig.ts'

const day = 24 * 3600
let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const plain = async (path: string, init?: RequestInit) => {
  const response = await fetch(`${rig.url}/simulator/wecom/cgi-bin/${path}`, init)
  return { status: response.status, text: await response.text() }
}
const answerOf = async (path: string, init?: RequestInit) => JSON.parse((await plain(path, init)).text) as Answer
const relation = async (userId: string, externalUserId: string) => (await rig.control('GET', `/relations/${userId}/${externalUserId}`)).body

describe('envelope', () => {
  it('answers an unknown path with 404 and nothing', async () => {
    expect(await plain('externalcontact/no_such_call')).toEqual({ status: 404, text: '' })
  })

  it('takes the token from the query only', async () => {
    const token = await rig.token()
    const inHeader = await answerOf('department/list', { headers: { authorization: `Bearer ${token}` } })
    const inBody = await answerOf('externalcontact/get_corp_tag_list', { method: 'POST', body: JSON.stringify({ access_token: token }) })
    expect([inHeader.errcode, inBody.errcode]).toEqual([41001, 41001])
  })

  it('fails with HTTP 200, empty default fields and the tail of errmsg', async () => {
    const { status, text } = await plain('externalcontact/get?access_token=bad&external_userid=x')
    const answer = JSON.parse(text) as Answer
    expect(status).toBe(200)
    expect(answer).toMatchObject({ errcode: 40014, external_contact: {}, follow_user: [] })
    expect(answer.errmsg).toMatch(
      /^invalid access_token, hint: \[\d+\], from ip: [\d.:a-f]+, more info at https:\/\/open\.work\.weixin\.qq\.com\/devtool\/query\?e=40014$/,
    )
    expect(await answerOf('user/get?access_token=bad')).toMatchObject({ department: [], order: [], is_leader_in_dept: [], direct_leader: [] })
  })

  it('checks the token before the body', async () => {
    expect((await answerOf('externalcontact/mark_tag?access_token=bad', { method: 'POST', body: '{broken' })).errcode).toBe(40014)
  })

  it('tolerates broken JSON, says so, and treats it as empty', async () => {
    const answer = await answerOf(`externalcontact/get_corp_tag_list?access_token=${await rig.token()}`, { method: 'POST', body: '{broken' })
    expect(answer.errcode).toBe(0)
    expect(answer.errmsg).toContain('Warning: wrong json format.')
  })

  it('refuses a GET where a POST belongs', async () => {
    expect((await rig.call('externalcontact/remark')).errcode).toBe(40058)
  })

  it('reports a missing secret before a missing corp id', async () => {
    expect((await answerOf('gettoken')).errcode).toBe(41004)
    expect((await answerOf('gettoken?corpsecret=x')).errcode).toBe(41002)
    expect((await answerOf('gettoken?corpid=x&corpsecret=x')).errcode).toBe(40013)
    expect((await answerOf(`gettoken?corpid=${rig.corp.corpId}&corpsecret=x`)).errcode).toBe(40001)
  })
})

describe('tokens', () => {
  it('lets a token live for 7200 seconds', async () => {
    const token = await rig.token()
    await rig.advance(7199)
    expect((await rig.call('department/list', {}, undefined, token)).errcode).toBe(0)
    await rig.advance(1)
    expect((await rig.call('department/list', {}, undefined, token)).errcode).toBe(42001)
  })

  it('gives the same token while it lives, and another after it was dropped', async () => {
    const first = await rig.token()
    expect(await rig.token()).toBe(first)
    await rig.control('POST', '/invalidate', { what: 'access_token' })
    expect((await rig.call('department/list', {}, undefined, first)).errcode).toBe(40014)
    expect(await rig.token()).not.toBe(first)
  })

  it('keeps the two secrets apart', async () => {
    const directory = await rig.token(rig.corp.directorySecret)
    expect((await rig.call('user/list_id', {}, { cursor: '', limit: 100 }, directory)).dept_user).toHaveLength(7)
    expect((await rig.call('user/get', { userid: 'shen_ke' }, undefined, directory)).errcode).toBe(48009)
    expect((await rig.call('externalcontact/get', { external_userid: who.momo }, undefined, directory)).errcode).toBe(48002)
    expect((await rig.call('user/list_id', {}, { cursor: '' })).errcode).toBe(48002)
  })
})

describe('reach of the app', () => {
  it('refuses customer contact while the app is not listed for it', async () => {
    const unlisted = await startRig({ change: (corp) => (corp.appMayContactCustomers = false) })
    expect(await unlisted.call('externalcontact/get', { external_userid: who.momo })).toMatchObject({ errcode: 48002, follow_user: [] })
    expect((await unlisted.call('user/get', { userid: 'shen_ke' })).errcode).toBe(0)
    await unlisted.close()
  })

  it('refuses or leaves out whom the app cannot see', async () => {
    expect((await rig.call('user/get', { userid: 'qin_shu' })).errcode).toBe(60011)
    expect((await rig.call('user/get', { userid: 'nobody' })).errcode).toBe(60111)
    expect((await rig.call('user/simplelist', { department_id: '2' })).errcode).toBe(60011)
    expect((await rig.call('externalcontact/get_follow_user_list')).follow_user).not.toContain('qin_shu')
    expect((await rig.call('user/getuserid', {}, { mobile: '15400000107' })).errcode).toBe(46004)
    expect((await rig.call('user/getuserid', {}, { mobile: '15400000101' })).userid).toBe('shen_ke')
  })

  it('does not count the contacts of a member without customer contact', async () => {
    const narrow = await startRig({
      change(corp) {
        for (const employee of corp.employees) if (employee.userId === 'tang_qi') employee.contactsCustomers = false
      },
    })
    const contact = await narrow.call('externalcontact/get', { external_userid: who.qiaojie })
    expect(contact.follow_user).toMatchObject([{ userid: 'shen_ke' }])
    expect((await narrow.call('externalcontact/get', { external_userid: who.aze })).errcode).toBe(40096)
    await narrow.close()
  })

  it('reads userids whatever their case, and never gives phone or mail away', async () => {
    const member = await rig.call('user/get', { userid: 'SHEN_KE' })
    expect(member).toMatchObject({ errcode: 0, userid: 'shen_ke' })
    for (const field of ['mobile', 'email', 'biz_mail', 'avatar', 'gender', 'qr_code', 'address']) expect(member).not.toHaveProperty(field)
  })
})

describe('contacts', () => {
  it('leaves a half contact out and refuses what needs its relation', async () => {
    expect((await rig.call('externalcontact/list', { userid: 'he_zhou' })).external_userid).not.toContain(who.summer)
    expect((await rig.call('externalcontact/get', { external_userid: who.summer })).errcode).toBe(84061)
    expect((await rig.call('externalcontact/remark', {}, { userid: 'he_zhou', external_userid: who.summer, remark: 'x' })).errcode).toBe(84061)
    const both = await startRig({
      change: (corp) =>
        corp.follows.push({
          ...(corp.follows.find((follow) => follow.externalUserId === who.summer) as (typeof corp.follows)[number]),
          userId: 'shen_ke',
          state: 'friend',
        }),
    })
    expect((await both.call('externalcontact/get', { external_userid: who.summer })).follow_user).toMatchObject([{ userid: 'shen_ke' }])
    await both.close()
  })

  it('keeps serving a contact who deleted the member', async () => {
    expect((await rig.call('externalcontact/get', { external_userid: who.dengjun })).follow_user).toHaveLength(1)
    expect((await rig.call('externalcontact/mark_tag', {}, { userid: 'shen_ke', external_userid: who.dengjun, add_tag: [tag.gradeA] })).errcode).toBe(0)
  })

  it('gives two shapes: tag objects when asked for one, tag ids in batches', async () => {
    const one = await rig.call('externalcontact/get', { external_userid: who.qiaojie })
    const batch = await rig.call('externalcontact/batch/get_by_user', {}, { userid_list: ['shen_ke'], limit: 100 })
    const follow = (one.follow_user as Answer[])[0] as Answer
    const info = (batch.external_contact_list as Answer[])[0]?.follow_info as Answer
    expect(follow.tags).toContainEqual({ group_name: '个人标签', tag_name: '爱发语音', type: 2 })
    expect(follow).not.toHaveProperty('tag_id')
    expect(info.tag_id).toEqual([tag.gradeA, tag.teaHouse, tag.rock, tag.fair])
    expect(info).not.toHaveProperty('tags')
  })

  it('holds a unionid only where the corp can know it', async () => {
    const unionids = await Promise.all(
      [who.qiaojie, who.shanli, who.hemin].map(async (externalUserId) => {
        const { external_contact: contact } = await rig.call('externalcontact/get', { external_userid: externalUserId })
        return typeof (contact as Answer).unionid
      }),
    )
    expect(unionids).toEqual(['string', 'undefined', 'undefined'])
  })

  it('pages with opaque cursors to an empty one, and refuses any other', async () => {
    const tiny = await startRig({ pageAtMost: 2 })
    const seen: unknown[] = []
    let cursor = ''
    do {
      const page = await tiny.call('externalcontact/batch/get_by_user', {}, { userid_list: ['shen_ke', 'tang_qi'], cursor })
      expect((page.external_contact_list as unknown[]).length).toBeLessThanOrEqual(2)
      seen.push(...(page.external_contact_list as unknown[]))
      cursor = page.next_cursor as string
    } while (cursor)
    expect(seen).toHaveLength(15)
    const ofOther = ((await tiny.call('externalcontact/contact_list', {}, { limit: 1 })).next_cursor as string) || 'none'
    for (const wrong of ['garbage', ofOther]) {
      expect(await tiny.call('externalcontact/batch/get_by_user', {}, { userid_list: ['shen_ke', 'tang_qi'], cursor: wrong })).toMatchObject({
        errcode: 50100,
        external_contact_list: [],
      })
    }
    await tiny.close()
  })

  it('limits remark to 20 and description to 150 characters, counted as people count', async () => {
    const change = (fields: object) => rig.call('externalcontact/remark', {}, { userid: 'shen_ke', external_userid: who.qiaojie, ...fields })
    expect((await change({ remark: '茶'.repeat(21) })).errcode).toBe(40058)
    expect((await change({ description: '茶'.repeat(151) })).errcode).toBe(40058)
    expect((await change({})).errcode).toBe(40058)
    expect((await change({ remark: '🍵'.repeat(20), description: '茶'.repeat(150), remark_mobiles: [''] })).errcode).toBe(0)
    const { follow_user: follows } = await rig.call('externalcontact/get', { external_userid: who.qiaojie })
    expect((follows as Answer[])[0]).toMatchObject({ remark: '🍵'.repeat(20), remark_mobiles: [] })
  })

  it('lets the name stand in for an empty remark', async () => {
    expect((await relation('lu_yining', who.momo)).remark).toBe('Momo🌿')
  })

  it('counts a day of work from the chats, two fields absent on quiet days', async () => {
    const end = Math.floor(rig.time.now.getTime() / 1000)
    const { behavior_data: days } = await rig.call(
      'externalcontact/get_user_behavior_data',
      {},
      { userid: ['lu_yining'], start_time: end - 3 * day, end_time: end },
    )
    expect(days).toHaveLength(4)
    expect((days as Answer[])[0]).toMatchObject({ chat_cnt: 1, message_cnt: 1, avg_reply_time: 1 })
    expect((days as Answer[])[1]).not.toHaveProperty('reply_percentage')
    expect((await rig.call('externalcontact/get_user_behavior_data', {}, { userid: ['lu_yining'], start_time: end - 31 * day, end_time: end })).errcode).toBe(
      40058,
    )
  })
})

describe('tags', () => {
  const mark = (userId: string, externalUserId: string, fields: object) =>
    rig.call('externalcontact/mark_tag', {}, { userid: userId, external_userid: externalUserId, ...fields })

  it('belong to one relation, not to the contact', async () => {
    await mark('tang_qi', who.qiaojie, { add_tag: [tag.white] })
    const ids = (body: Answer) => (body.tags as { tagId?: string }[]).map((set) => set.tagId)
    expect(ids(await relation('tang_qi', who.qiaojie))).toEqual([tag.white])
    expect(ids(await relation('shen_ke', who.qiaojie))).not.toContain(tag.white)
  })

  it('refuses unknown ids, an empty change and a stranger, and changes nothing then', async () => {
    const before = await relation('shen_ke', who.qiaojie)
    expect((await mark('shen_ke', who.qiaojie, { add_tag: [tag.white, 'etNo'] })).errcode).toBe(40068)
    expect((await mark('shen_ke', who.qiaojie, {})).errcode).toBe(40058)
    expect((await mark('shen_ke', who.momo, { add_tag: [tag.white] })).errcode).toBe(84061)
    expect((await mark('qin_shu', who.momo, { add_tag: [tag.white] })).errcode).toBe(60011)
    expect(await relation('shen_ke', who.qiaojie)).toEqual(before)
  })

  it('refuse two changes of one pair at the same time', async () => {
    await rig.fault({ call: 'externalcontact/mark_tag', effect: 'slow', value: 60_000, times: 1 })
    const both = [mark('shen_ke', who.qiaojie, { add_tag: [tag.white] }), mark('shen_ke', who.qiaojie, { remove_tag: [tag.rock] })]
    const ends = Promise.allSettled(both)
    expect((await Promise.race(both)).errcode).toBe(45035)
    await rig.close()
    await ends
  })

  it('can be made, renamed and deleted by the app that made them, with their group', async () => {
    const made = await rig.call('externalcontact/add_corp_tag', {}, { group_name: '节令', tag: [{ name: '清明' }, { name: '清明' }, { name: '中秋' }] })
    const group = made.tag_group as { group_id: string; tag: { id: string; name: string }[] }
    expect(group.tag.map((one) => one.name)).toEqual(['清明', '中秋'])
    const [first, second] = group.tag.map((one) => one.id) as [string, string]
    await mark('shen_ke', who.qiaojie, { add_tag: [first] })
    expect((await rig.call('externalcontact/edit_corp_tag', {}, { id: first, name: '中秋' })).errcode).toBe(40071)
    expect((await rig.call('externalcontact/edit_corp_tag', {}, { id: tag.gradeA, name: '大客户' })).errcode).toBe(48002)
    expect((await rig.call('externalcontact/del_corp_tag', {}, { tag_id: [first, second] })).errcode).toBe(0)
    expect((await rig.call('externalcontact/get_corp_tag_list', {}, {})).tag_group).toHaveLength(4)
    expect((await rig.call('externalcontact/get_corp_tag_list', {}, { tag_id: [first] })).tag_group).toMatchObject([
      { deleted: true, tag: [{ id: first, deleted: true }] },
    ])
    expect(JSON.stringify(await relation('shen_ke', who.qiaojie))).not.toContain(first)
  })

  it('join an existing group by its name and refuse a name that is there', async () => {
    const join = (name: string) => rig.call('externalcontact/add_corp_tag', {}, { group_name: '爱喝', tag: [{ name }] })
    expect(((await join('黄茶')).tag_group as Answer).group_id).toBe(
      ((await rig.call('externalcontact/get_corp_tag_list', {}, {})).tag_group as Answer[])[2]?.group_id,
    )
    expect((await join('黄茶')).errcode).toBe(40071)
    expect((await join('茶'.repeat(31))).errcode).toBe(40058)
  })
})

describe('media', () => {
  const upload = (type: string, bytes: Buffer, name = 'a.bin') => rig.call('media/upload', { type }, form(bytes, name))

  it('answers an upload with an empty errmsg and a time as text', async () => {
    const answer = await upload('image', png, 'a.png')
    expect(answer).toMatchObject({ errcode: 0, errmsg: '', type: 'image', created_at: String(Math.floor(rig.time.now.getTime() / 1000)) })
  })

  it('keeps a file three days', async () => {
    const { media_id: mediaId } = await upload('file', Buffer.from('%PDF-1.7 text'), '报价.pdf')
    const address = async () => `${rig.url}/simulator/wecom/cgi-bin/media/get?access_token=${await rig.token()}&media_id=${String(mediaId)}`
    await rig.advance(3 * day - 1)
    const response = await fetch(await address())
    expect(await response.text()).toBe('%PDF-1.7 text')
    expect(response.headers.get('content-disposition')).toContain('filename=')
    await rig.advance(1)
    expect(await (await fetch(await address())).json()).toMatchObject({ errcode: 40007 })
  })

  it('looks at what a file is, not at its name', async () => {
    expect((await upload('image', Buffer.from('not a picture'), 'a.png')).errcode).toBe(40123)
    expect((await upload('image', Buffer.from('GIF89a....'), 'a.gif')).errcode).toBe(40123)
    expect((await upload('video', png, 'a.mp4')).errcode).toBe(40004)
    expect((await upload('voice', mp4, 'a.amr')).errcode).toBe(40004)
    expect((await upload('video', mp4)).errcode).toBe(0)
    expect((await upload('voice', amr)).errcode).toBe(0)
    expect((await upload('picture', png)).errcode).toBe(40004)
  })

  it('limits sizes by type', async () => {
    const big = (start: Buffer, megabytes: number) => Buffer.concat([start, Buffer.alloc(megabytes * 1024 * 1024)])
    expect((await upload('file', Buffer.from('12345'))).errcode).toBe(40006)
    expect((await upload('image', big(png, 10))).errcode).toBe(40009)
    expect((await upload('voice', big(amr, 2))).errcode).toBe(45001)
    expect((await upload('file', big(png, 20))).errcode).toBe(45001)
    expect((await rig.call('media/uploadimg', {}, form(big(png, 2), 'a.png'))).errcode).toBe(40009)
    expect((await rig.call('media/upload', { type: 'image' }, {})).errcode).toBe(40063)
  })

  it('binds attachments and files fetched by address to their own use', async () => {
    const attachment = await rig.call('media/upload_attachment', { media_type: 'image', attachment_type: '1' }, form(png, 'a.png'))
    const { jobid } = await rig.call('media/upload_by_url', {}, { scene: 1, type: 'file', filename: 'a.pdf', url: 'https://example.test/a', md5: 'x' })
    const fetched = await rig.call('media/get_upload_by_url_result', {}, { jobid })
    expect(fetched.status).toBe(2)
    const send = (msgtype: string, mediaId: unknown) =>
      rig.control('POST', '/messages', { userId: 'shen_ke', externalUserId: who.qiaojie, from: 'employee', msgtype, mediaId })
    expect((await send('image', attachment.media_id)).status).toBe(422)
    expect((await send('file', (fetched.detail as Answer).media_id)).status).toBe(422)
    expect((await rig.call('media/uploadimg', {}, form(png, 'a.png'))).url).toContain('/simulator/api/media/')
  })
})

describe('login', () => {
  const page = (changes: Record<string, string | undefined> = {}, cookie = '') => {
    const query = {
      appid: rig.corp.corpId,
      redirect_uri: 'http://localhost:5170/auth/callback',
      response_type: 'code',
      scope: 'snsapi_base',
      state: 's1',
      agentid: rig.corp.agentId,
      ...changes,
    }
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
    return fetch(`${rig.url}/simulator/wecom/connect/oauth2/authorize?${new URLSearchParams(given)}`, { redirect: 'manual', headers: { cookie } })
  }
  const codeOf = (response: Response) => new URL(response.headers.get('location') ?? 'http://none').searchParams.get('code') ?? ''

  it('signs in the employee of the cookie, otherwise the first one', async () => {
    const asks = async (cookie: string) => (await rig.call('auth/getuserinfo', { code: codeOf(await page({}, cookie)) })).userid
    expect([await asks(''), await asks('a=1; kebian_sim_user=gu_yuan'), await asks('kebian_sim_user=%E0%A4%A')]).toEqual(['shen_ke', 'gu_yuan', 'shen_ke'])
  })

  it('never lets the address choose the employee', async () => {
    expect((await rig.call('auth/getuserinfo', { code: codeOf(await page({ as: 'gu_yuan' })) })).userid).toBe('shen_ke')
  })

  it('gives a code five minutes and one use', async () => {
    const [late, once] = [codeOf(await page()), codeOf(await page())]
    expect((await rig.call('user/getuserinfo', { code: once })).UserId).toBe('shen_ke')
    expect((await rig.call('auth/getuserinfo', { code: once })).errcode).toBe(40029)
    await rig.advance(300)
    expect((await rig.call('auth/getuserinfo', { code: late })).errcode).toBe(42003)
  })

  it('does not use up a code when the token is bad', async () => {
    const code = codeOf(await page())
    expect((await rig.call('auth/getuserinfo', { code }, undefined, 'bad')).errcode).toBe(40014)
    expect((await rig.call('auth/getuserinfo', { code })).errcode).toBe(0)
  })

  it.each([
    ['a foreign corp', { appid: 'ww0' }],
    ['a foreign app', { agentid: '1' }],
    ['an untrusted host', { redirect_uri: 'https://evil.example/auth/callback' }],
    ['a host that only begins like a trusted one', { redirect_uri: 'http://localhost.evil.example/' }],
    ['a state with other characters', { state: 'a-b' }],
    ['a state that is too long', { state: 'a'.repeat(129) }],
    ['an unknown scope', { scope: 'snsapi_userinfo' }],
    ['another response type', { response_type: 'token' }],
  ])('refuses %s', async (_, changes) => {
    const response = await page(changes)
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
  })

  it('gives a ticket for details only with privateinfo and an agent id, for half an hour', async () => {
    const details = async (changes: object) => rig.call('auth/getuserinfo', { code: codeOf(await page({ ...changes })) })
    expect(await details({ scope: 'snsapi_privateinfo', agentid: undefined })).not.toHaveProperty('user_ticket')
    const { user_ticket: ticket } = await details({ scope: 'snsapi_privateinfo' })
    expect(await rig.call('auth/getuserdetail', {}, { user_ticket: ticket })).toMatchObject({ userid: 'shen_ke', gender: '0', mobile: '15400000101' })
    await rig.advance(1800)
    expect((await rig.call('auth/getuserdetail', {}, { user_ticket: ticket })).errcode).toBe(84014)
    expect((await rig.call('auth/getuserdetail', {}, { user_ticket: 'x' })).errcode).toBe(84015)
    expect((await page({ scope: 'snsapi_privateinfo' }, 'kebian_sim_user=qin_shu')).status).toBe(400)
  })

  it('reports a member out of range all the same: the caller has to refuse them', async () => {
    expect((await rig.call('auth/getuserinfo', { code: codeOf(await page({}, 'kebian_sim_user=qin_shu')) })).userid).toBe('qin_shu')
  })
})

describe('faults', () => {
  it('strike as often as told, on the named call only, and are logged', async () => {
    await rig.fault({ call: 'user/get', effect: 'errcode', value: 45009, times: 2 }, { call: 'department/list', effect: 'slow', value: 60 })
    const codes: unknown[] = []
    for (let round = 0; round < 3; round++) codes.push((await rig.call('user/get', { userid: 'shen_ke' })).errcode)
    await rig.call('department/list')
    expect(codes).toEqual([45009, 45009, 0])
    expect((await rig.control('GET', '/faults')).body.faults).toHaveLength(1)
    expect((await rig.calls('user/get')).map((made) => made.errcode)).toEqual([45009, 45009, 0])
    expect((await rig.calls('department/list'))[0]?.ms).toBeGreaterThanOrEqual(55)
  })

  it('go on until taken away', async () => {
    await rig.token()
    await rig.fault({ call: '*', effect: 'garbage' })
    for (let round = 0; round < 3; round++) expect((await plain('gettoken')).text).toMatch(/^<html>/)
    await rig.fault()
    expect((await answerOf('gettoken')).errcode).toBe(41004)
  })

  it('cut the line', async () => {
    await rig.fault({ call: 'gettoken', effect: 'cut', times: 1 })
    await expect(plain('gettoken')).rejects.toThrow('fetch failed')
    expect(await rig.calls('gettoken')).toMatchObject([{ errcode: 'cut' }])
  })

  it('keep the last 500 calls, without queries', async () => {
    for (let round = 0; round < 17; round++) await Promise.all(Array.from({ length: 30 }, () => plain('gettoken?corpsecret=hidden')))
    const calls = await rig.calls()
    expect([calls.length, calls[0]?.seq, JSON.stringify(calls).includes('hidden')]).toEqual([500, 11, false])
    expect((await rig.control('GET', '/calls?after=509')).body.calls).toHaveLength(1)
  })
})

describe('a second simulator', () => {
  let other: Rig
  beforeAll(async () => {
    other = await startRig()
  })
  afterAll(() => other.close())

  it('shares nothing with the first', async () => {
    await rig.call('externalcontact/remark', {}, { userid: 'shen_ke', external_userid: who.qiaojie, remark: '改了' })
    const { follow_user: follows } = await other.call('externalcontact/get', { external_userid: who.qiaojie })
    expect((follows as Answer[])[0]?.remark).toBe('巧姐 温州两家店')
    expect((await other.call('department/list', {}, undefined, await rig.token())).errcode).toBe(40014)
  })
})
