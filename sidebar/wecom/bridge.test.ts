import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 wxwork/5.0.6 MicroMessenger/7.0.1 Language/zh ColorScheme/Dark wwmver/3.26.506.378'
const CHROME = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'

type Answers = Record<string, (params: Record<string, unknown>) => Record<string, unknown> | undefined>

const page = () => location.href.split('#')[0] ?? ''
const signature = (url = page()) => ({ url, timestamp: '1700000000', nonceStr: 'nonce', signature: 'f'.repeat(40) })
const ok =
  (more: object = {}) =>
  () => ({ err_msg: 'x:ok', ...more })

/** As the sidebar bundles it; with a number behind it, it is loaded again. */
const realSdk = pathToFileURL(createRequire(`${process.cwd()}/package.json`).resolve('@wecom/jssdk/dist/wecom.prod.js')).href
let loads = 0
let calls: { name: string; params: Record<string, unknown> }[]

/** The real SDK on a host of these answers: `undefined` never answers. Modules are fresh, as the SDK reads the user agent when it is loaded. */
async function bridgeOn(answers: Answers, userAgent = IPHONE, boot: object = { signature: signature() }) {
  vi.resetModules()
  const sdk = `${realSdk}?load=${loads++}`
  vi.doMock('@wecom/jssdk', () => import(/* @vite-ignore */ sdk) as Promise<object>)
  vi.stubGlobal('navigator', { userAgent, platform: 'iPhone', maxTouchPoints: 5 })
  const all: Answers = { agentConfig: ok(), getContext: ok({ entry: 'single_chat_tools' }), getCurExternalContact: ok({ userId: 'wmA' }), ...answers }
  Object.assign(window, {
    WeixinJSBridge: {
      on: () => undefined,
      invoke(name: string, params: Record<string, unknown>, done: (reply: unknown) => void) {
        calls.push({ name, params: JSON.parse(JSON.stringify(params)) as Record<string, unknown> })
        const reply = all[name]?.(params)
        if (reply) queueMicrotask(() => done(reply))
      },
    },
  })
  const { bridge, startBridge } = await import('./bridge.ts')
  startBridge({ corpId: 'ww1', agentId: '1000002', ...boot })
  return bridge
}

const named = (name: string) => calls.filter((call) => call.name === name)

/** The promise's rejection, as it is. */
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as { kind: string; keyword: string; name: string },
  )

/** As a browser does it: a rejection that nobody catches is told to the window. @returns whether the page hid it */
function told(reason: unknown): boolean {
  const event = Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason })
  dispatchEvent(event)
  return event.defaultPrevented
}

let rejections: { reason: unknown; hidden: boolean }[]
const others = process.listeners('unhandledRejection')
beforeAll(() => {
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (reason) => void rejections.push({ reason, hidden: told(reason) }))
})
afterAll(() => {
  process.removeAllListeners('unhandledRejection')
  for (const listener of others) process.on('unhandledRejection', listener)
})

beforeEach(() => {
  calls = []
  rejections = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(window, 'WeixinJSBridge')
})

describe('whom the page is about', () => {
  it('registers with the signature that came inside the HTML, and names the contact', async () => {
    const fetch = vi.fn()
    vi.stubGlobal('fetch', fetch)
    const bridge = await bridgeOn({})
    expect(await bridge.context()).toEqual({ entry: 'single_chat_tools', externalUserId: 'wmA' })
    expect(named('agentConfig')).toHaveLength(1)
    expect(named('agentConfig')[0]?.params).toMatchObject({
      corpid: 'ww1',
      agentid: '1000002',
      signature: 'f'.repeat(40),
      jsApiList: expect.arrayContaining(['sendChatMessage', 'getCurExternalContact']),
    })
    expect(fetch).not.toHaveBeenCalled()
  })

  it('asks the BFF for a signature when the one in the HTML is for another address', async () => {
    const fetch = vi.fn(async () => new Response(JSON.stringify(signature()), { headers: { 'content-type': 'application/json' } }))
    vi.stubGlobal('fetch', fetch)
    const bridge = await bridgeOn({}, IPHONE, { signature: signature('https://elsewhere.example/sidebar/') })
    await bridge.context()
    expect(fetch.mock.calls.map(([url]: unknown[]) => new URL(String(url)).pathname)).toEqual(['/api/signature'])
  })

  it('names the group in a group chat, and nobody elsewhere; an entry of a newer client counts as normal', async () => {
    const group = await bridgeOn({ getContext: ok({ entry: 'group_chat_tools' }), getCurExternalChat: ok({ chatId: 'wrG' }) })
    expect(await group.context()).toEqual({ entry: 'group_chat_tools', chatId: 'wrG' })
    const later = await bridgeOn({ getContext: ok({ entry: 'chain_single_chat_tools' }) })
    expect(await later.context()).toEqual({ entry: 'normal' })
  })

  it('asks the host anew for the contact each time', async () => {
    let userId = 'wmA'
    const bridge = await bridgeOn({ getCurExternalContact: () => ({ err_msg: 'x:ok', userId }) })
    expect(await bridge.currentContact()).toBe('wmA')
    userId = 'wmB'
    expect(await bridge.currentContact()).toBe('wmB')
  })

  it('knows that a group has no contact, but does not take a refusal for that', async () => {
    const group = await bridgeOn({ getCurExternalContact: () => ({ err_msg: 'getCurExternalContact:fail_without context of external contact' }) })
    expect(await group.currentContact()).toBeUndefined()
    const refused = await bridgeOn({ getCurExternalContact: () => ({ err_msg: 'getCurExternalContact:fail_no permission' }) })
    expect(await failure(refused.currentContact())).toMatchObject({ name: 'BridgeError', kind: 'no_permission', keyword: 'no permission' })
  })
})

describe('a host that does not play along', () => {
  it('is not called at all outside WeCom', async () => {
    const bridge = await bridgeOn({}, CHROME)
    expect(await failure(bridge.context())).toMatchObject({ kind: 'outside' })
    expect(calls).toEqual([])
  })

  it('is given up after six seconds of silence', async () => {
    const bridge = await bridgeOn({ getContext: () => undefined })
    const failed = failure(bridge.context())
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await failed).toMatchObject({ kind: 'timeout' })
  })

  it('has half a minute for a send, as the user may be asked first', async () => {
    const bridge = await bridgeOn({ sendChatMessage: () => undefined })
    const failed = failure(bridge.send({ kind: 'text', text: '您好' }))
    await vi.advanceTimersByTimeAsync(29_000)
    expect(named('sendChatMessage')).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await failed).toMatchObject({ kind: 'timeout' })
  })

  it('is left in peace for 5, 15 and 60 seconds after failed handshakes, unless the user asks', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(signature())))
    const bridge = await bridgeOn({ agentConfig: () => ({ err_msg: 'agentConfig:fail_invalid signature' }) })
    expect(await failure(bridge.context())).toMatchObject({ kind: 'signature', keyword: 'invalid signature' })
    expect(named('agentConfig')).toHaveLength(1)

    await vi.advanceTimersByTimeAsync(4_900)
    expect(await failure(bridge.context())).toMatchObject({ kind: 'signature' })
    expect(named('agentConfig')).toHaveLength(1)

    await vi.advanceTimersByTimeAsync(200)
    await failure(bridge.context())
    expect(named('agentConfig')).toHaveLength(2)

    await vi.advanceTimersByTimeAsync(14_000)
    await failure(bridge.context())
    expect(named('agentConfig')).toHaveLength(2)

    bridge.retry()
    await failure(bridge.context())
    expect(named('agentConfig')).toHaveLength(3)
  })

  it('gets no message by itself after the address changed during a handshake, while a question is asked once more', async () => {
    vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => Response.json(signature((JSON.parse(body) as { url: string }).url)))
    let left = 0
    let at = 0
    const move = () => history.replaceState(null, '', `/sidebar/?moved=${(at += 1)}`)
    const agentConfig = () => {
      if (left-- > 0) move()
      return { err_msg: 'agentConfig:ok' }
    }
    const bridge = await bridgeOn({ sendChatMessage: ok(), agentConfig })
    await bridge.currentContact()
    move()
    left = 1
    expect(await failure(bridge.send({ kind: 'text', text: '您好' }))).toMatchObject({ kind: 'unknown', keyword: 'Aborted' })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(named('sendChatMessage')).toEqual([])
    left = 1
    expect(await bridge.currentContact()).toBe('wmA')
    history.replaceState(null, '', '/')
  })

  it('works again after a handshake that worked', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(signature())))
    let answer = 'agentConfig:fail_invalid signature'
    const bridge = await bridgeOn({ agentConfig: () => ({ err_msg: answer }) })
    await failure(bridge.context())
    answer = 'agentConfig:ok'
    bridge.retry()
    expect(await bridge.context()).toMatchObject({ externalUserId: 'wmA' })
  })

  it('leaves no unhandled rejection of the failed handshake, which nobody can catch, and hides no other', async () => {
    const bridge = await bridgeOn({ agentConfig: () => ({ err_msg: 'agentConfig:fail_invalid signature' }) })
    await failure(bridge.context())
    await vi.waitFor(() => expect(rejections.length).toBeGreaterThan(0))
    expect(rejections).toEqual([{ reason: expect.objectContaining({ errMsg: 'agentConfig:invalid signature' }), hidden: true }])
    expect(told(new Error('something else'))).toBe(false)
  })
})

describe('what goes to the chat', () => {
  it.each([
    [{ kind: 'text', text: '您好' } as const, { msgtype: 'text', text: { content: '您好' } }],
    [{ kind: 'image', mediaId: 'M1' } as const, { msgtype: 'image', image: { mediaid: 'M1' } }],
    [
      { kind: 'news', url: 'https://a.example/', title: '报价', description: '秋季', imageUrl: 'https://a.example/i.png' } as const,
      { msgtype: 'news', news: { link: 'https://a.example/', title: '报价', desc: '秋季', imgUrl: 'https://a.example/i.png' } },
    ],
  ])('is written as the host wants it: %j', async (message, wire) => {
    const bridge = await bridgeOn({ sendChatMessage: ok() })
    await bridge.send(message)
    expect(named('sendChatMessage')[0]?.params).toMatchObject(wire)
  })

  it('is cancelled by the user in every wording of the clients', async () => {
    for (const reply of [{ err_msg: 'sendChatMessage:cancel' }, { errmsg: 'sendChatMessage:fail_cancel' }, { errMsg: 'sendChatMessage:fail cancel' }]) {
      const bridge = await bridgeOn({ sendChatMessage: () => reply })
      expect(await failure(bridge.send({ kind: 'text', text: '您好' }))).toMatchObject({ kind: 'cancelled' })
    }
  })
})

describe('the client', () => {
  it.each([
    [IPHONE, 5, 'ios'],
    ['Mozilla/5.0 (Linux; Android 16; V2408A) wxwork/5.0.6', 5, 'android'],
    ['Mozilla/5.0 (Windows NT 10.0; WOW64) wxwork/5.0.3 (MicroMessenger/6.2) WindowsWechat', 0, 'windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) wxwork/4.1.15 (MicroMessenger/6.2)', 0, 'mac'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) wxwork/4.1.15', 5, 'ios'],
  ])('is told from %s with %i touches', async (userAgent, maxTouchPoints, client) => {
    const { clientOf } = await import('./bridge.ts')
    expect(clientOf({ userAgent, maxTouchPoints })).toBe(client)
  })
})
