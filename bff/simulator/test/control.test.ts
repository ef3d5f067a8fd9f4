import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewMessage, SimConversation, VerifySignature } from '../../../shared/simulator.ts'
import { who } from '../demo/contacts.ts'
import { form, mp4, png, startRig, type Answer, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

describe('the signature check', () => {
  const url = 'http://127.0.0.1:5170/sidebar/?v=客户'

  async function signed(change: Partial<VerifySignature> & { ticket?: string } = {}): Promise<VerifySignature> {
    const own = (await rig.call('ticket/get', { type: 'agent_config' })).ticket as string
    const { ticket = own, ...rest } = change
    const timestamp = rest.timestamp ?? String(Math.floor(rig.time.now.getTime() / 1000))
    const text = `jsapi_ticket=${ticket}&noncestr=n1&timestamp=${timestamp}&url=${rest.url ?? url}`
    const signature = createHash('sha1').update(text).digest('hex')
    return { kind: 'agent_config', corpId: rig.corp.corpId, agentId: rig.corp.agentId, nonceStr: 'n1', userId: 'shen_ke', url, signature, ...rest, timestamp }
  }
  const check = async (body: VerifySignature) => (await rig.control('POST', '/verify-signature', body)).body
  const flip = (text: string) => text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1)
  const invalid = { ok: false, keyword: 'invalid signature' }

  it('accepts the right one, hash or no hash in the address', async () => {
    const good = await signed()
    expect(await check(good)).toEqual({ ok: true })
    expect(await check({ ...good, url: `${url}#/scripts` })).toEqual({ ok: true })
  })

  it('refuses one changed bit of ticket, address, nonce, app, corp, time and signature', async () => {
    const good = await signed()
    expect(await check(await signed({ ticket: flip((await rig.call('ticket/get', { type: 'agent_config' })).ticket as string) }))).toEqual(invalid)
    for (const field of ['url', 'nonceStr', 'agentId', 'corpId', 'timestamp'] as const)
      expect(await check({ ...good, [field]: flip(good[field]) })).toEqual(invalid)
    expect(await check({ ...good, signature: good.signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })).toEqual(invalid)
    expect(await check({ ...good, signature: good.signature.toUpperCase() })).toEqual(invalid)
  })

  it('refuses the ticket of the other kind', async () => {
    const corpTicket = (await rig.call('get_jsapi_ticket')).ticket as string
    expect(await check(await signed({ ticket: corpTicket }))).toEqual(invalid)
    expect(await check(await signed({ ticket: corpTicket, kind: 'corp' }))).toEqual({ ok: true })
    expect(await check(await signed({ kind: 'corp' }))).toEqual(invalid)
  })

  it('refuses a time more than 300 seconds off, either way', async () => {
    const now = Math.floor(rig.time.now.getTime() / 1000)
    for (const off of [-300, 300]) expect(await check(await signed({ timestamp: String(now + off) }))).toEqual({ ok: true })
    for (const off of [-301, 301]) expect(await check(await signed({ timestamp: String(now + off) }))).toEqual(invalid)
  })

  it('refuses an old ticket and one that was dropped', async () => {
    const good = await signed()
    rig.time.now = new Date(rig.time.now.getTime() + 7200_000)
    expect(await check({ ...good, timestamp: String(Math.floor(rig.time.now.getTime() / 1000)) })).toEqual(invalid)
    const fresh = await signed()
    expect(await check(fresh)).toEqual({ ok: true })
    await rig.control('POST', '/invalidate', { what: 'ticket' })
    expect(await check(fresh)).toEqual(invalid)
  })

  it('lets time that a test adds leave signatures alone', async () => {
    const good = await signed()
    await rig.advance(4 * 24 * 3600)
    expect(await check(good)).toEqual({ ok: true })
  })

  it('refuses untrusted hosts and members without the right', async () => {
    expect(await check(await signed({ url: 'https://crm.example/sidebar/' }))).toEqual({ ok: false, keyword: 'invalid url domain' })
    expect(await check(await signed({ userId: 'qin_shu' }))).toEqual({ ok: false, keyword: 'user not in allow list' })
    expect(await check(await signed({ userId: 'nobody' }))).toEqual({ ok: false, keyword: 'user not in allow list' })
    await rig.close()
    rig = await startRig({ trustedHosts: ['crm.example'], change: (corp) => (corp.appMayContactCustomers = false) })
    expect(await check(await signed({ url: 'https://crm.example/sidebar/' }))).toEqual({ ok: false, keyword: 'no permission' })
  })
})

describe('messages', () => {
  const base = { userId: 'shen_ke', externalUserId: who.qiaojie, from: 'employee' } as const
  const send = (message: Partial<NewMessage>) => rig.control('POST', '/messages', { ...base, ...message })
  const link = { url: 'https://tea.example/a', title: '秋茶报价', description: '', imageUrl: '' }
  const upload = async (type: string, bytes: Buffer) => (await rig.call('media/upload', { type }, form(bytes, 'a'))).media_id as string

  it('appear in the chat, newest last, and in the list of chats', async () => {
    const sent = await send({ msgtype: 'text', text: '老价走', viaSidebar: true })
    const { messages } = (await rig.control('GET', `/messages?userId=shen_ke&externalUserId=${who.qiaojie}`)).body as { messages: Answer[] }
    expect(messages.at(-1)).toEqual(sent.body)
    const { conversations } = (await rig.control('GET', '/conversations?userId=shen_ke')).body as { conversations: SimConversation[] }
    expect(conversations[0]).toMatchObject({
      lastText: '老价走',
      unread: 0,
      state: 'friend',
      contact: { externalUserId: who.qiaojie, name: '巧姐 温州两家店' },
    })
  })

  it('stay with their own pair', async () => {
    await send({ msgtype: 'text', text: '只给巧姐' })
    const other = await rig.control('GET', `/messages?userId=tang_qi&externalUserId=${who.qiaojie}`)
    expect(JSON.stringify(other.body)).not.toContain('只给巧姐')
    expect((await send({ externalUserId: who.momo, msgtype: 'text', text: 'x' })).status).toBe(422)
  })

  it('of a customer count as unread until the chat is opened', async () => {
    const unread = async () =>
      ((await rig.control('GET', '/conversations?userId=shen_ke')).body.conversations as SimConversation[]).find(
        (chat) => chat.contact.externalUserId === who.kelvin,
      )?.unread
    for (const text of ['在吗', '发我看看']) await send({ externalUserId: who.kelvin, from: 'customer', msgtype: 'text', text })
    expect(await unread()).toBe(2)
    await rig.control('GET', `/messages?userId=shen_ke&externalUserId=${who.kelvin}`)
    expect(await unread()).toBe(0)
  })

  it('take text up to 2048 bytes', async () => {
    expect((await send({ msgtype: 'text', text: '茶'.repeat(682) })).status).toBe(200)
    for (const text of ['茶'.repeat(683), '', '  ']) expect(await send({ msgtype: 'text', text })).toEqual({ status: 422, body: { keyword: 'invalid param' } })
  })

  it('take a medium of the right type only', async () => {
    const [image, video] = [await upload('image', png), await upload('video', mp4)]
    const sent = await send({ msgtype: 'image', mediaId: image })
    expect(sent.body.mediaUrl).toBe(`/simulator/api/media/${image}`)
    const picture = await fetch(rig.url + String(sent.body.mediaUrl))
    expect([picture.headers.get('content-type'), Buffer.from(await picture.arrayBuffer()).equals(png)]).toEqual(['image/png', true])
    expect((await send({ msgtype: 'video', mediaId: video })).status).toBe(200)
    for (const [msgtype, mediaId] of [
      ['image', video],
      ['file', image],
      ['image', 'no'],
      ['image', undefined],
    ] as const) {
      expect(await send({ msgtype, mediaId })).toEqual({ status: 422, body: { keyword: 'invalid media_id' } })
    }
  })

  it('take a link with address and title, and a mini-program with its page', async () => {
    expect((await send({ msgtype: 'news', link })).body.link).toEqual(link)
    for (const wrong of [{ url: 'javascript:alert(1)' }, { url: '' }, { title: ' ' }, { imageUrl: 'data:x' }]) {
      expect((await send({ msgtype: 'news', link: { ...link, ...wrong } })).body.keyword).toBe('invalid param, link or img_url is invalid')
    }
    const program = { ...link, url: 'pages/index.html', imageUrl: 'https://tea.example/a.png' }
    expect((await send({ msgtype: 'miniprogram', link: program })).status).toBe(200)
    expect((await send({ msgtype: 'miniprogram', link: { ...program, url: 'pages/index' } })).body.keyword).toBe('invalid param')
    expect((await send({ msgtype: 'miniprogram', link: { ...program, imageUrl: '' } })).body.keyword).toBe('invalid imgurl')
  })

  it('do not reach someone who is not a friend', async () => {
    expect((await send({ externalUserId: who.dengjun, msgtype: 'text', text: 'x' })).body).toEqual({ keyword: 'not friend' })
    expect((await send({ userId: 'he_zhou', externalUserId: who.summer, msgtype: 'text', text: 'x' })).body).toEqual({ keyword: 'not friend' })
  })

  it('of a customer may hold a picture, which nobody else can slip in', async () => {
    const imageDataUrl = `data:image/png;base64,${png.toString('base64')}`
    expect((await send({ from: 'customer', msgtype: 'image', imageDataUrl })).body.mediaUrl).toMatch(/^\/simulator\/api\/media\//)
    expect((await send({ msgtype: 'image', imageDataUrl })).status).toBe(422)
    for (const wrong of ['data:image/svg+xml;base64,PHN2Zy8+', `data:image/png;base64,${Buffer.from('<html>').toString('base64')}`]) {
      expect((await send({ from: 'customer', msgtype: 'image', imageDataUrl: wrong })).status).toBe(422)
    }
  })

  it('never serve an uploaded page as a page', async () => {
    const mediaId = await upload('file', Buffer.from('<script>alert(1)</script>'))
    const response = await fetch(`${rig.url}/simulator/api/media/${mediaId}`)
    expect([response.headers.get('content-type'), response.headers.get('x-content-type-options')]).toEqual(['application/octet-stream', 'nosniff'])
  })

  it('refuse what the body may not hold, without a 5xx', async () => {
    for (const wrong of [{ msgtype: 'voice' }, { from: 'nobody' }, { text: 'x'.repeat(10_001), msgtype: 'text' }, { link: {} }])
      expect((await send(wrong as Partial<NewMessage>)).status).toBe(400)
  })
})

describe('who the browser is', () => {
  it('changes by a call or by an address, for known employees and own paths only', async () => {
    const post = await fetch(`${rig.url}/simulator/api/become`, {
      method: 'POST',
      body: '{"userId":"GU_YUAN"}',
      headers: { 'content-type': 'application/json' },
    })
    const cookie = (post.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const state = (await (await fetch(`${rig.url}/simulator/api/state`, { headers: { cookie } })).json()) as Answer
    expect(state.userId).toBe('gu_yuan')
    const go = async (path: string) => {
      const response = await fetch(`${rig.url}/simulator/api/become/${path}`, { redirect: 'manual' })
      return [response.status, response.headers.get('location')]
    }
    expect(await go('he_zhou?to=/sidebar/%23/tasks')).toEqual([302, '/sidebar/#/tasks'])
    expect(await go('he_zhou')).toEqual([302, '/simulator/'])
    for (const to of ['//evil.example', '/%5Cevil.example', 'https://evil.example', '/a%0d%0aSet-Cookie:x'])
      expect(await go(`he_zhou?to=${to}`)).toEqual([404, null])
    expect(await go('nobody?to=/')).toEqual([404, null])
  })

  it('is told together with the corp, without a secret', async () => {
    const { body } = await rig.control('GET', '/state')
    expect(body.corp).toEqual({ corpId: 'wwqingyu0000000001', agentId: '1000002', name: '青屿茶业' })
    expect((body.employees as Answer[]).map((employee) => [employee.userId, employee.roleHint, employee.inRange])).toEqual([
      ['shen_ke', 'sales', true],
      ['lu_yining', 'sales', true],
      ['he_zhou', 'sales', true],
      ['fang_hui', 'supervisor', true],
      ['tang_qi', 'service', true],
      ['gu_yuan', 'admin', true],
      ['qin_shu', 'sales', false],
    ])
    expect(JSON.stringify(body)).not.toContain('secret')
  })
})

describe('the invented corp', () => {
  it('lies in the past, holds together, and has a drawing for every avatar', async () => {
    const { corp } = rig
    const drawn = new Set<string>()
    for (const contact of corp.contacts) {
      if (!contact.avatarId) continue
      const response = await fetch(`${rig.url}/simulator/avatars/${contact.avatarId}.svg`)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8'])
      drawn.add(await response.text())
    }
    expect(drawn.size).toBe(40)
    const tags = new Set(corp.tagGroups.flatMap((group) => group.tags.map((tag) => tag.tagId)))
    for (const follow of corp.follows) {
      expect(corp.contacts.some((contact) => contact.externalUserId === follow.externalUserId)).toBe(true)
      expect(follow.tagIds.every((id) => tags.has(id))).toBe(true)
      expect([...follow.remark].length).toBeLessThanOrEqual(20)
      expect(follow.createdAt < rig.time.now).toBe(true)
    }
    for (const chat of corp.chats) for (const message of chat.messages) expect(message.at < rig.time.now).toBe(true)
    expect((await fetch(`${rig.url}/simulator/avatars/constructor.svg`)).status).toBe(404)
  })
})
