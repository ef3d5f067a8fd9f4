import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { NewGroupMessage, NewMessage, SimConversation, SimGroup, SimMessage } from '../../shared/simulator.ts'
import App from './App.vue'
import type { HostSettings } from './host/types.ts'

vi.hoisted(() => Object.defineProperty(navigator, 'language', { value: 'zh-CN', configurable: true }))

interface Fake {
  messages: Record<string, SimMessage[]>
  faults: unknown[]
  refuses: Set<string>
  /** Answers held back until released, by the customer they are for. */
  held: Map<string, Promise<void>>
}

const contact = (externalUserId: string, name: string): SimConversation => ({
  contact: { externalUserId, name, avatarUrl: '', kind: 'wechat' },
  state: 'friend',
  lastText: `${name}说`,
  lastAt: '2026-11-20T07:21:00.000Z',
  unread: 0,
})
const said = (messageId: number, text: string): SimMessage => ({
  messageId,
  from: 'customer',
  viaSidebar: false,
  at: '2026-11-20T07:21:00.000Z',
  msgtype: 'text',
  text,
})
const group: SimGroup = {
  chatId: 'wrCafe',
  name: '咖啡馆主理人群',
  members: [
    { memberId: 'lin', kind: 'employee', name: '林晓', avatarUrl: '', isOwner: true },
    { memberId: 'zhou', kind: 'external', name: '周岚', avatarUrl: '', isOwner: false },
    { memberId: 'xu', kind: 'external', name: '许青禾', avatarUrl: '', corpName: '山野', isOwner: false },
  ],
  lastText: '拼配到货了吗',
  lastName: '许青禾',
  lastAt: '2026-11-20T06:40:00.000Z',
  unread: 5,
}
const people = { corp: { corpId: 'ww1', agentId: '1', name: '栖谷' }, employees: [{ userId: 'lin', name: '林晓' }, { userId: 'zhao', name: '赵一帆' }], userId: 'lin' } // prettier-ignore

/** What stands in the frames is not part of this: every page there is empty. */
interface BrowserSettings {
  enableIframePageLoading: boolean
  fetch: { interceptor: { beforeAsyncRequest(context: { window: Window & typeof globalThis }): Promise<Response> } }
}
const { settings } = (window as unknown as { happyDOM: { settings: BrowserSettings } }).happyDOM
settings.enableIframePageLoading = true
settings.fetch.interceptor = { beforeAsyncRequest: ({ window }) => Promise.resolve(new window.Response('', { headers: { 'content-type': 'text/html' } })) }

let fake: Fake
let app: ReturnType<typeof mount>

async function answer(input: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(input, 'http://localhost')
  const route = `${init.method} ${url.pathname.replace('/simulator/api/', '')}`
  const body = JSON.parse(String(init.body ?? '{}')) as NewMessage & NewGroupMessage & { faults: unknown[] }
  if (fake.refuses.has(route)) return Response.json({ keyword: 'not friend' }, { status: 422 })
  const customer = url.searchParams.get('externalUserId') ?? ''
  if (route === 'GET messages') await fake.held.get(customer)
  if (route === 'POST messages') fake.messages[body.externalUserId]?.push({ ...said(99, body.text ?? ''), from: body.from })
  if (route === 'POST groups/wrCafe/messages') fake.messages.wrCafe?.push({ ...said(98, body.text ?? ''), senderId: body.senderId })
  if (route === 'PUT faults') fake.faults = body.faults
  const answers: Record<string, unknown> = {
    'GET state': {
      ...people,
      employees: people.employees.map((employee) => ({ ...employee, departmentName: '销售', isLeader: false, inRange: true, roleHint: 'sales' })),
    },
    'GET conversations': { conversations: [contact('zhou', '周岚'), contact('chen', '陈屿')] },
    'GET groups': { groups: [group] },
    'GET groups/wrCafe/messages': { messages: fake.messages.wrCafe },
    'GET messages': { messages: fake.messages[customer] ?? [] },
    'GET faults': { faults: fake.faults },
    'POST relations': { externalUserId: 'wmNew' },
    'GET limits': { mode: 'official', counters: [{ api: 'user/get', window: 'minute', used: 3, limit: 10_000, blockedSeconds: 0 }] },
    'GET calls': { calls: [{ seq: 1, at: '2026-11-20T07:20:41.000Z', path: 'media/upload', errcode: -1, ms: 3020 }] },
  }
  return Response.json(answers[route] ?? {})
}

async function start(): Promise<void> {
  app = mount(App, { attachTo: document.body })
  await flushPromises()
}
const button = (text: string) => {
  const found = app.findAll('button').find((candidate) => candidate.text().includes(text))
  if (!found) throw new Error(`no button ${text}`)
  return found
}
const webview = () => app.find('iframe')
const hostSettings = () => JSON.parse(sessionStorage.getItem('kebian.simulator') ?? '{}') as HostSettings
const bubbles = () => app.findAll('.bu').map((bubble) => bubble.text())

beforeEach(() => {
  fake = {
    messages: { zhou: [said(1, '账期能放到 30 天吗')], chen: [said(2, '收到')], wrCafe: [{ ...said(3, '拼配到货了吗'), senderId: 'xu' }] },
    faults: [],
    refuses: new Set(),
    held: new Map(),
  }
  vi.stubGlobal('fetch', vi.fn(answer))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => {
  app.unmount()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the webview', () => {
  it('signs in as the employee and opens beside the first chat', async () => {
    await start()
    expect(webview().attributes('src')).toBe('/auth/login?to=/sidebar/')
    expect(hostSettings()).toMatchObject({ userId: 'lin', corpId: 'ww1', client: 'windows', entry: 'single_chat_tools', externalUserId: 'zhou' })
  })

  it('is made anew for another chat', async () => {
    await start()
    const before = webview().element
    await button('陈屿').trigger('click')
    await flushPromises()
    expect(webview().element).not.toBe(before)
    expect([webview().attributes('src'), hostSettings().externalUserId]).toEqual(['/sidebar/', 'chen'])
  })

  it('is loaded anew for a group or the workbench, which the host then tells the page', async () => {
    await start()
    const before = webview().element
    await button('咖啡馆主理人群').trigger('click')
    await flushPromises()
    expect(webview().element).not.toBe(before)
    expect(hostSettings()).toMatchObject({ entry: 'group_chat_tools', chatId: 'wrCafe' })
    expect(hostSettings()).not.toHaveProperty('externalUserId')
    await app.find('.side-h select').setValue('normal')
    await flushPromises()
    expect(hostSettings().entry).toBe('normal')
  })

  it('stays when told to keep the page, and only the host learns of the new chat', async () => {
    await start()
    await button('故障与日志').trigger('click')
    await button('换聊天时保留网页').trigger('click')
    const before = webview().element
    await button('陈屿').trigger('click')
    await flushPromises()
    expect(webview().element).toBe(before)
    expect(hostSettings().externalUserId).toBe('chen')
  })

  it('moves the chat along when the host changed the customer, and listens to nobody else', async () => {
    await start()
    const frame = webview().element as HTMLIFrameElement
    const data = { kebianHost: 'contact', externalUserId: 'chen' }
    window.dispatchEvent(new MessageEvent('message', { data, origin: 'https://elsewhere.test', source: frame.contentWindow }))
    window.dispatchEvent(new MessageEvent('message', { data, origin: location.origin, source: window }))
    await flushPromises()
    expect(bubbles()).toEqual(['账期能放到 30 天吗'])
    window.dispatchEvent(new MessageEvent('message', { data, origin: location.origin, source: frame.contentWindow }))
    await flushPromises()
    expect(bubbles()).toEqual(['收到'])
    expect(webview().element).toBe(frame)
    expect(app.find('[role=status]:not([hidden])').text()).toContain('陈屿')
  })
})

describe('the chat', () => {
  it('never shows a late answer under another name', async () => {
    await start()
    let release = () => {}
    fake.held.set('chen', new Promise((resolve) => (release = resolve)))
    await button('陈屿').trigger('click')
    expect(bubbles()).toEqual([])
    await button('周岚').trigger('click')
    release()
    await flushPromises()
    expect(bubbles()).toEqual(['账期能放到 30 天吗'])
  })

  it('sends with Enter, breaks the line with Ctrl+Enter and leaves Enter to the input method', async () => {
    await start()
    const field = app.find('textarea')
    await field.setValue('您好')
    await field.trigger('keydown', { key: 'Enter', isComposing: true })
    await field.trigger('keydown', { key: 'Enter', keyCode: 229 })
    await flushPromises()
    field.element.setSelectionRange(2, 2)
    await field.trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect([field.element.value, bubbles().length]).toEqual(['您好\n', 1])
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect([field.element.value, bubbles()[1]]).toEqual(['', '您好'])
  })

  it('says how much is too much for one message, and sends it when it is shorter', async () => {
    await start()
    await app.find('textarea').setValue('茶'.repeat(683))
    expect(app.find('.inp [role=alert]').text()).toContain('最多 2048 字节，超出 1 字节')
    await app.find('form').trigger('submit')
    await flushPromises()
    expect(bubbles()).toHaveLength(1)
    await app.find('textarea').setValue('茶'.repeat(682))
    await app.find('form').trigger('submit')
    await flushPromises()
    expect([bubbles().length, app.find('.inp [role=alert]').exists()]).toEqual([2, false])
  })

  it('says why a message was refused and keeps what was written', async () => {
    await start()
    fake.refuses.add('POST messages')
    await app.find('textarea').setValue('您好')
    await app.find('form').trigger('submit')
    await flushPromises()
    expect(app.find('[role=status]:not([hidden])').text()).toBe('没有发出：not friend')
    expect(app.find('textarea').element.value).toBe('您好')
  })

  it('swaps the sides for the customer, who has no sidebar button', async () => {
    await start()
    expect(app.find('.bb').classes()).not.toContain('me')
    await button('扮演客户').trigger('click')
    expect(app.find('.bb').classes()).toContain('me')
    expect(app.find('.inp').text()).not.toContain('客边')
    await app.find('textarea').setValue('在吗')
    await app.find('form').trigger('submit')
    await flushPromises()
    expect(fake.messages.zhou?.[1]).toMatchObject({ from: 'customer', text: '在吗' })
  })

  it('of a group shows its members and who says what, and plays any of those from outside', async () => {
    await start()
    await button('咖啡馆主理人群').trigger('click')
    await flushPromises()
    expect(app.find('.chat h1').text()).toBe('咖啡馆主理人群（3）')
    expect(app.findAll('.group-m li').map((row) => row.text())).toEqual(['林林晓同事群主', '周周岚@微信', '许许青禾@山野'])
    expect(app.find('.bb .by').text()).toBe('许青禾')
    expect(app.find('.bb').classes()).not.toContain('me')
    await app.find('textarea').setValue('周五到')
    await app.find('form').trigger('submit')
    await flushPromises()
    await button('扮演客户').trigger('click')
    await app.find('.inp select').setValue('xu')
    await app.find('textarea').setValue('好的')
    await app.find('form').trigger('submit')
    await flushPromises()
    expect(fake.messages.wrCafe?.map(({ senderId, text }) => [senderId, text])).toEqual([
      ['xu', '拼配到货了吗'],
      ['lin', '周五到'],
      ['xu', '好的'],
    ])
    expect(app.find('.bb').classes()).toContain('me')
  })

  it('says that the simulator is away, and comes back when asked', async () => {
    fake.refuses.add('GET state')
    await start()
    expect(app.find('[role=alert]').text()).toContain('模拟器没有应答')
    fake.refuses.clear()
    await button('再试一次').trigger('click')
    await flushPromises()
    expect(bubbles()).toEqual(['账期能放到 30 天吗'])
  })
})

describe('who is played', () => {
  const select = () => app.find<HTMLSelectElement>('.sim-tools select')
  const played = () => app.find('.rail .av').text()

  it('is looked through with the arrow keys and taken with Enter, with the focus where it was', async () => {
    await start()
    select().element.focus()
    await select().trigger('keydown', { key: 'ArrowDown' })
    await select().setValue('zhao')
    await flushPromises()
    expect(played()).toBe('林')
    await select().trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect([played(), document.activeElement]).toEqual(['赵', select().element])
  })

  it('stays who it was after Esc', async () => {
    await start()
    await select().trigger('keydown', { key: 'ArrowDown' })
    await select().setValue('zhao')
    await select().trigger('keydown', { key: 'Escape' })
    await select().trigger('blur')
    await flushPromises()
    expect([played(), select().element.value]).toEqual(['林', 'lin'])
  })

  it('is taken at once when it is chosen with the mouse', async () => {
    await start()
    await select().trigger('pointerdown')
    await select().setValue('zhao')
    await flushPromises()
    expect(played()).toBe('赵')
  })
})

describe('the drawer', () => {
  it('closes at Esc, and its button has the focus again', async () => {
    await start()
    await button('故障与日志').trigger('click')
    app.find<HTMLElement>('[role=switch]').element.focus()
    await app.find('[role=switch]').trigger('keydown', { key: 'Escape' })
    await flushPromises()
    expect(app.find('.drawer').exists()).toBe(false)
    expect(document.activeElement?.textContent).toContain('故障与日志')
  })

  const fault = (label: string) => app.findAll('[role=switch]').find((candidate) => candidate.text() === label)

  it('tells the host what to do wrong', async () => {
    await start()
    await button('故障与日志').trigger('click')
    await fault('发送时取消')?.trigger('click')
    await app.find('.flt select').setValue('3')
    await flushPromises()
    expect(hostSettings().faults).toEqual([{ kind: 'cancel', nth: 3 }])
    expect(app.find('.drawer').text()).toContain('1 项开启')
  })

  it('loads the page again for a fault that strikes at the handshake', async () => {
    await start()
    await button('故障与日志').trigger('click')
    const before = webview().element
    await fault('签名被拒')?.trigger('click')
    await flushPromises()
    expect(webview().element).not.toBe(before)
    expect(hostSettings().faults).toEqual([{ kind: 'refuse_signature', why: 'clock' }])
  })

  it('sets faults of the API, and puts the switch back when the simulator did not take it', async () => {
    await start()
    await button('故障与日志').trigger('click')
    await fault('拒绝写标签')?.trigger('click')
    await flushPromises()
    expect(fake.faults).toEqual([{ call: 'externalcontact/mark_tag', effect: 'errcode', value: 40068 }])
    fake.refuses.add('PUT faults')
    await fault('断网')?.trigger('click')
    await flushPromises()
    expect(fault('断网')?.attributes('aria-checked')).toBe('false')
    expect(app.find('[role=status]:not([hidden])').text()).toContain('已还原')
  })

  it('lists calls of both kinds, newest first, and can show the failed ones only', async () => {
    await start()
    await button('故障与日志').trigger('click')
    const frame = webview().element as HTMLIFrameElement
    const call = {
      page: 'p',
      seq: 1,
      at: '2026-11-20T07:20:43.000Z',
      name: 'getCurExternalContact',
      params: {},
      keyword: 'ok',
      reply: { userId: 'zhou' },
      ms: 21,
    }
    window.dispatchEvent(new MessageEvent('message', { data: { kebianHost: 'call', call }, origin: location.origin, source: frame.contentWindow }))
    await vi.advanceTimersByTimeAsync(1100)
    await flushPromises()
    const rows = () => app.findAll('tbody tr').map((row) => row.findAll('td').slice(1).map((cell) => cell.text()).join(' ')) // prettier-ignore
    expect(rows()).toEqual(['桥 getCurExternalContact ok · 周岚 21', 'API media/upload errcode -1 3,020'])
    await button('失败 1').trigger('click')
    expect(rows()).toEqual(['API media/upload errcode -1 3,020'])
  })
})

describe('the first minute', () => {
  const hint = () => app.find('.hint-line')

  it('gives three hints, one at a time, each gone when its act is done, and remembers it', async () => {
    await start()
    expect(hint().text()).toContain('先选您是谁')
    await hint().get('button').trigger('click')
    expect(hint().text()).toContain('打开一个聊天')
    await button('陈屿').trigger('click')
    await flushPromises()
    expect(hint().text()).toContain('扮演客户')
    await button('扮演客户').trigger('click')
    expect(hint().exists()).toBe(false)
    app.unmount()
    await start()
    expect(hint().exists()).toBe(false)
  })

  it('ends at once when somebody wants none', async () => {
    await start()
    await button('都不看了').trigger('click')
    expect(hint().exists()).toBe(false)
  })
})

describe('a new customer', () => {
  it('adds the employee with a name, a way and the mark of the code, and their chat opens', async () => {
    await start()
    await app.get('button[aria-label="新客户来添加"]').trigger('click')
    await app.get('.adder input').setValue(' 路过的茶客 ')
    await app.get('.adder input[aria-label^="渠道标记"]').setValue('fair')
    await app.get('.adder').trigger('submit')
    await flushPromises()
    const [, init] = vi.mocked(fetch).mock.calls.find(([input]) => String(input).endsWith('/relations')) ?? []
    expect(JSON.parse(String(init?.body))).toEqual({ userId: 'lin', name: '路过的茶客', way: 'code', state: 'fair' })
    expect(hostSettings().externalUserId).toBe('wmNew')
    expect(app.find('.adder').exists()).toBe(false)
  })
})

describe('the limits of calls', () => {
  it('are shown with what is used up, and chosen', async () => {
    await start()
    await button('故障与日志').trigger('click')
    await vi.advanceTimersByTimeAsync(1100)
    await flushPromises()
    expect(app.get('.counts').text()).toMatch(/user\/get\s*3 \/ 10,000 每分钟/)
  })
})
