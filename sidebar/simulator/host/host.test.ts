// @vitest-environment node
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { HostSettings, WireStyle } from './types.ts'
import { buildHost, corp, flipBit, openPage, people, refusalOf, settingsOf, startSimulator } from './fixtures/test-page.ts'

let simulator: Awaited<ReturnType<typeof startSimulator>>
let leaked: unknown[] = []
const pages: { close(): Promise<void> }[] = []
const catchLeak = (reason: unknown) => void leaked.push(reason)

beforeAll(() => void process.on('unhandledRejection', catchLeak))
afterAll(() => void process.off('unhandledRejection', catchLeak))
beforeEach(async () => {
  simulator = await startSimulator()
  leaked = []
})
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()))
  await simulator.close()
  expect(leaked.filter((reason) => !(reason as { errMsg?: string }).errMsg?.startsWith('agentConfig:'))).toEqual([])
})

const open = async (changes: Partial<HostSettings> = {}, path?: string) => {
  const page = await openPage(simulator, settingsOf(changes), path)
  pages.push(page)
  return page
}
const text = (content = '您好') => ({ msgtype: 'text', text: { content } })

describe('the handshake', () => {
  it('accepts the page and answers whom the chat is with', async () => {
    const { ww, host, register } = await open()
    const count = register()
    expect(ww.env.isWeCom).toBe(true)
    expect(await ww.getContext()).toMatchObject({ entry: 'single_chat_tools', errMsg: 'getContext:ok' })
    expect(await ww.getCurExternalContact()).toMatchObject({ userId: people.customer })
    expect(count.signed).toBe(1)
    expect(host.calls().map(({ name, keyword }) => `${name} ${keyword}`)).toEqual(['agentConfig ok', 'getContext ok', 'getCurExternalContact ok'])
    expect(host.calls()[0]?.params).toMatchObject({ corpid: corp.corpId, agentid: corp.agentId })
  })

  const now = () => Math.floor(Date.now() / 1000)
  it.each([
    ['ticket', () => ({ ticket: flipBit(simulator.ticket) }), 'invalid signature'],
    ['address', () => ({ url: flipBit(`${simulator.origin}/sidebar/?from=chat`) }), 'invalid signature'],
    ['agent id', () => ({ agentId: flipBit(corp.agentId) }), 'invalid signature'],
    ['clock', () => ({ seconds: now() ^ (1 << 10) }), 'invalid signature'],
  ])('refuses one flipped bit of the %s, and every call after it', async (_what, spoil, keyword) => {
    const { ww, register } = await open()
    register(spoil())
    expect(await refusalOf(ww.getCurExternalContact())).toBe(`agentConfig:${keyword}`)
    expect(await refusalOf(ww.sendChatMessage(text()))).toBe(`agentConfig:${keyword}`)
    expect(await simulator.arrived()).toEqual([])
  })

  it('refuses an employee outside the range of the app', async () => {
    const { ww, register } = await open({ userId: people.stranger })
    register()
    expect(await refusalOf(ww.getContext())).toBe('agentConfig:user not in allow list')
  })

  it('refuses a call that carries no signature, one of another address, or a name that was not asked for', async () => {
    const { ww, page, host, register } = await open()
    expect(await refusalOf(ww.invoke('sendChatMessage'))).toContain('permission denied')
    register({}, ['getContext'])
    await ww.getContext()
    expect(await refusalOf(ww.getCurExternalContact())).toBe('getCurExternalContact:no permission')
    const signed = host.calls().find(({ name }) => name === 'getContext')?.params ?? {}
    const { WeixinJSBridge: bridge } = page as unknown as { WeixinJSBridge: { invoke(name: string, params: unknown, done: (reply: unknown) => void): void } }
    const ask = (params: unknown) => new Promise((resolve) => bridge.invoke('getContext', params, resolve))
    expect(await ask(signed)).toMatchObject({ err_msg: 'getContext:ok' })
    expect(await ask({ ...signed, verifySignature: flipBit(String(signed.verifySignature)) })).toEqual({ err_msg: 'getContext:fail_permission denied' })
    page.history.pushState(null, '', '/sidebar/?from=elsewhere')
    expect(await ask(signed)).toEqual({ err_msg: 'getContext:fail_permission denied' })
  })

  it('refuses what needs the app to a page that only the corp has signed', async () => {
    const { ww, host, registerAsCorp } = await open()
    registerAsCorp()
    expect(await refusalOf(ww.getContext())).toBe('resolved')
    expect(await refusalOf(ww.getCurExternalContact())).toBe('getCurExternalContact:no permission')
    expect(host.calls()[0]).toMatchObject({ name: 'preVerifyJSAPI', keyword: 'ok' })
  })

  it('takes no orders by message when no window is around it', async () => {
    const { page, host } = await open()
    page.eval(
      `dispatchEvent(new MessageEvent('message', { origin: location.origin, source: window, data: { kebianShell: 'set', settings: { externalUserId: 'other' } } }))`,
    )
    expect(host.settings().externalUserId).toBe(people.customer)
  })

  it('gives the drawer its two refusals', async () => {
    const { ww, register } = await open({ faults: [{ kind: 'refuse_signature', why: 'url' }] })
    register()
    expect(await refusalOf(ww.getContext())).toBe('agentConfig:invalid url domain')
  })
})

describe('sending', () => {
  it('puts a text, a file, a link and a mini program into the chat of the one it is with', async () => {
    const { ww, register } = await open()
    register()
    const mediaid = await simulator.upload('file', '报价.pdf', new TextEncoder().encode('%PDF-1.4 one page'))
    await ww.sendChatMessage(text('账期可以 30 天'))
    await ww.sendChatMessage({ msgtype: 'file', file: { mediaid } })
    await ww.sendChatMessage({ msgtype: 'news', news: { link: 'https://example.test/a', title: '报价', desc: '秋季', imgUrl: '' } })
    await ww.sendChatMessage({
      msgtype: 'miniprogram',
      miniprogram: { appid: 'wx1', title: '样品', imgUrl: 'https://example.test/i.png', page: 'pages/a.html?x=1' },
    })
    expect(await simulator.arrived()).toMatchObject([
      { from: 'employee', msgtype: 'text', text: '账期可以 30 天' },
      { from: 'employee', msgtype: 'file', fileName: '报价.pdf' },
      { from: 'employee', msgtype: 'news', link: { url: 'https://example.test/a', title: '报价', description: '秋季', imageUrl: '' } },
      { from: 'employee', msgtype: 'miniprogram', link: { url: 'pages/a.html?x=1', title: '样品', imageUrl: 'https://example.test/i.png' } },
    ])
    expect(await simulator.arrived(people.other)).toEqual([])
  })

  it.each([
    [{ msgtype: 'song' }, 'invalid param, msgtype is invalid'],
    [{ msgtype: 'toString' }, 'invalid param, msgtype is invalid'],
    [text(''), 'invalid param, content is empty'],
    [{ msgtype: 'image', image: { imgUrl: 'https://example.test/i.png' } }, 'invalid mediaid'],
    [{ msgtype: 'image', image: { mediaid: 'gone' } }, 'invalid mediaid'],
    [{ msgtype: 'news', news: { link: 'javascript:alert(1)', title: 'x' } }, 'invalid param, link or imgurl is invalid'],
    [{ msgtype: 'miniprogram', miniprogram: { appid: 'wx1', title: 'x', imgUrl: 'i.png', page: 'a.html' } }, 'invalid imgurl'],
    [
      { msgtype: 'miniprogram', miniprogram: { appid: 'wx1', title: 'x', imgUrl: 'https://a.test/i.png', page: 'a' } },
      'invalid param, page must end with .html',
    ],
  ])('refuses %j', async (message, keyword) => {
    const { ww, register } = await open()
    register()
    expect(await refusalOf(ww.sendChatMessage(message))).toBe(`sendChatMessage:${keyword}`)
    expect(await simulator.arrived()).toEqual([])
  })

  it('cancels the second message only, and what is cancelled does not arrive', async () => {
    const { ww, register } = await open({ faults: [{ kind: 'cancel', nth: 2 }] })
    register()
    expect(await refusalOf(ww.sendChatMessage(text('一')))).toBe('resolved')
    expect(await refusalOf(ww.sendChatMessage(text('二')))).toBe('sendChatMessage:cancel')
    expect(await refusalOf(ww.sendChatMessage(text('三')))).toBe('resolved')
    expect((await simulator.arrived()).map((message) => message.text)).toEqual(['一', '三'])
  })

  it('changes the customer between tap and send, so that a guard can see it', async () => {
    const { ww, register } = await open({ faults: [{ kind: 'switch_before_send', externalUserId: people.other }] })
    register()
    expect(await ww.getCurExternalContact()).toMatchObject({ userId: people.customer })
    expect(await ww.getCurExternalContact()).toMatchObject({ userId: people.other })
  })
})

describe('what each client says', () => {
  const styles: [WireStyle, string, string][] = [
    [{ field: 'err_msg', prefix: 'fail_' }, 'no permission', 'cancel'],
    [{ field: 'errmsg', prefix: 'fail_' }, 'no permission', 'cancel'],
    [{ field: 'err_msg', prefix: 'fail_fail_' }, 'failno permission', 'cancel'],
    [{ field: 'errMsg', prefix: 'fail ' }, 'fail no permission', 'cancel'],
    [{ field: 'err_msg', prefix: 'fail ' }, 'fail no permission', 'cancel'],
    [{ field: 'errmsg', prefix: '' }, 'no permission', 'cancel'],
  ]
  it.each(styles)('words a refusal and a cancel in the style %j', async (wire, refused, cancelled) => {
    const { ww, host, register } = await open({ wire, faults: [{ kind: 'no_permission' }] })
    register()
    expect(await refusalOf(ww.getCurExternalContact())).toBe(`getCurExternalContact:${refused}`)
    host.set({ faults: [] })
    host.outcomes.push({ api: 'sendChatMessage', times: 1, keyword: 'cancel' })
    expect(await refusalOf(ww.sendChatMessage(text()))).toBe(`sendChatMessage:${cancelled}`)
    expect(await refusalOf(ww.sendChatMessage(text()))).toBe('resolved')
  })

  it('gives the error code of a Mac beside its text', async () => {
    const { ww, register } = await open({ client: 'mac', faults: [{ kind: 'no_permission' }] })
    register()
    await expect(ww.sendChatMessage(text())).rejects.toMatchObject({ errCode: 2, errMsg: 'sendChatMessage:failno permission' })
  })

  it('hands objects over as JSON text on Android, which the SDK reads', async () => {
    const { ww, host, register } = await open({ client: 'android' })
    register()
    expect(await ww.checkJsApi({ jsApiList: ['previewImage', 'openDefaultBrowser'] })).toMatchObject({
      checkResult: { previewImage: true, imagePreview: true, openDefaultBrowser: false },
    })
    expect(await ww.chooseImage()).toMatchObject({ localIds: ['wxLocalResource://simulated-1'] })
    expect(host.calls()[0]?.reply).toMatchObject({ checkResult: expect.stringContaining('"getContext":true') as string })
  })

  it.each([
    ['windows', 'chooseImage', 'not exist'],
    ['mac', 'openDefaultBrowser', 'not exist'],
    ['ios', 'openDefaultBrowser', 'not exist'],
    ['windows', 'openDefaultBrowser', 'resolved'],
  ] as const)('on %s answers %s with %s', async (client, api, answer) => {
    const { ww, register } = await open({ client })
    register()
    expect(await refusalOf(ww[api]({ url: 'https://example.test' }))).toContain(answer)
  })

  it.each(['ios', 'android', 'windows', 'mac'] as const)('passes for %s in the chosen theme and language', async (client) => {
    const { page, ww } = await open({ client, theme: 'dark', language: 'en' })
    const { userAgent, platform } = page.navigator
    expect(ww.env.isWeCom).toBe(true)
    expect(userAgent).toContain('ColorScheme/Dark')
    expect(userAgent).toContain('Language/en')
    expect(platform).toBe({ ios: 'iPhone', android: 'Linux aarch64', windows: 'Win32', mac: 'MacIntel' }[client])
  })
})

describe('where the page was opened', () => {
  const matrix: [HostSettings['entry'], HostSettings['client'], string, string][] = [
    ['contact_profile', 'ios', 'resolved', 'without context'],
    ['single_chat_tools', 'ios', 'resolved', 'resolved'],
    ['single_kf_tools', 'ios', 'resolved', 'resolved'],
    ['group_chat_tools', 'ios', 'without context', 'resolved'],
    ['chat_attachment', 'windows', 'without context', 'resolved'],
    ['chat_attachment', 'mac', 'without context', 'without context'],
    ['normal', 'ios', 'without context', 'without context'],
  ]
  it.each(matrix)('from %s on %s: reading the contact %s, sending %s', async (entry, client, contact, send) => {
    const { ww, register } = await open({ entry, client, wire: { field: 'err_msg', prefix: 'fail_' } })
    register()
    expect(await refusalOf(ww.getCurExternalContact())).toContain(contact)
    expect(await refusalOf(ww.sendChatMessage(text()))).toContain(send)
  })

  it('names a group by its chat, no contact, and puts what is sent before all of it', async () => {
    const { ww, host, register } = await open({ entry: 'group_chat_tools', chatId: people.group })
    register()
    expect(await ww.getContext()).toMatchObject({ entry: 'group_chat_tools' })
    expect(await ww.getCurExternalChat()).toMatchObject({ chatId: people.group })
    expect(await refusalOf(ww.getCurExternalContact())).toBe('getCurExternalContact:without context of external contact')
    await ww.sendChatMessage(text('新茶到样'))
    expect(await simulator.arrivedInGroup()).toMatchObject([{ from: 'employee', senderId: people.employee, text: '新茶到样' }])
    expect(await simulator.arrived()).toEqual([])
    host.set({ entry: 'single_chat_tools' })
    expect(await refusalOf(ww.getCurExternalChat())).toContain('without context')
  })

  it('sends nothing into a group that the employee is not in', async () => {
    const other = corp.groups.find(({ owner }) => owner !== people.employee)?.chatId
    const { ww, register } = await open({ entry: 'group_chat_tools', chatId: other })
    register()
    expect(await refusalOf(ww.sendChatMessage(text()))).toBe('sendChatMessage:invalid param')
  })

  it('stays a plain browser without settings, and outside the sidebar', async () => {
    const plain = await openPage(simulator, undefined)
    const elsewhere = await openPage(simulator, settingsOf(), '/simulator/')
    pages.push(plain, elsewhere)
    expect([plain.ww.env.isWeCom, plain.host, elsewhere.ww.env.isWeCom, elsewhere.host]).toEqual([false, undefined, false, undefined])
  })

  it('reads the settings that the window around it has left', async () => {
    const first = await openPage(simulator, undefined)
    pages.push(first)
    const { page } = first
    page.sessionStorage.setItem('kebian.simulator', JSON.stringify(settingsOf()))
    page.eval(await buildHost())
    expect(page.eval('window.__kebianHost.settings().externalUserId')).toBe(people.customer)
  })
})

describe('a bridge in trouble', () => {
  it('never answers while it is mute, and answers the next call when it is not', async () => {
    const { ww, host, register } = await open()
    register()
    await ww.getContext()
    host.set({ faults: [{ kind: 'never_answer' }] })
    let settled = false
    void ww.getCurExternalContact().finally(() => (settled = true))
    await expect.poll(() => host.calls().length).toBe(3)
    host.set({ faults: [] })
    await ww.getContext()
    expect([settled, host.calls()[2]?.keyword]).toEqual([false, undefined])
  })

  it('is waited for when it is late with its event', async () => {
    const { ww, register } = await open({ bridge: 'late', bridgeDelayMs: 30 })
    register()
    expect(await ww.getContext()).toMatchObject({ entry: 'single_chat_tools' })
  })

  it.each(['late_silent', 'none'] as const)('is never noticed by the SDK when it is %s', async (bridge) => {
    const { ww, page, host, register } = await open({ bridge, bridgeDelayMs: 10 })
    register()
    void ww.getContext()
    if (bridge === 'late_silent') await expect.poll(() => 'WeixinJSBridge' in page).toBe(true)
    expect(host.calls()).toEqual([])
  })

  it('answers late by as much as it is told', async () => {
    const { ww, host, register } = await open()
    register()
    await ww.getContext()
    host.set({ faults: [{ kind: 'slow', ms: 80 }] })
    await ww.getContext()
    expect(host.calls()[2]?.ms).toBeGreaterThanOrEqual(75)
  })

  it('hands out a fresh copy each time, because the SDK writes into it', async () => {
    const reply = { err_msg: 'getContext:ok', entry: 'normal' }
    const { ww, host, register } = await open({ outcomes: [{ api: 'getContext', reply }] })
    register()
    expect(await ww.getContext()).toMatchObject({ entry: 'normal', errMsg: 'getContext:ok' })
    expect(host.outcomes[0]?.reply).toEqual(reply)
  })

  it('gives a scripted reply as it is, and an event to every listener', async () => {
    const { ww, host, register } = await open({ outcomes: [{ api: 'getContext', times: 1, reply: { errMsg: 'getContext:OK' } }] })
    register()
    expect(await refusalOf(ww.getContext())).toBe('getContext:OK')
    expect(await refusalOf(ww.getContext())).toBe('resolved')
    ww.onHistoryBack(() => false)
    await expect.poll(() => host.emit('historyBack')).toEqual([false])
  })
})
