import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bundleOf, id, ME, mountOn, refusal, runOn, stubApi } from '../fixtures/test-kit.ts'
import type { Outcome } from '../../head-start/outcome.ts'
import { kinds } from '../../kinds.ts'
import { dropEdit, keepEdit } from '../customer/editing.ts'
import { useCurrent, verifyContact } from '../customer/index.ts'
import { keepEdits } from '../customer/keep-edits.ts'
import { useOutbox } from '../outbox/index.ts'
import { useSend } from '../sending/index.ts'
import { useFollowPlace } from './follow-place.ts'
import MyPage from './MyPage.vue'
import { addressOf, LIST, placeOf } from './place.ts'
import Workbench from './Workbench.vue'

/** The chat that the page stands beside: with somebody out of reach. */
const host = vi.hoisted(() => ({ contact: 'wmStranger' as string | undefined, chatId: undefined as string | undefined }))
vi.mock('../../wecom/bridge.ts', () => ({
  bridge: {
    currentContact: async () => host.contact,
    context: async () => (host.chatId ? { entry: 'group_chat_tools', chatId: host.chatId } : { entry: 'single_chat_tools', externalUserId: host.contact }),
  },
}))

const stranger = { state: 'unknown' as const, me: ME, host: { entry: 'single_chat_tools' as const, externalUserId: 'wmStranger' } }
const go = async (hash: string) => {
  location.hash = hash
  dispatchEvent(new HashChangeEvent('hashchange'))
  await flushPromises()
}

beforeEach(() => Object.assign(host, { contact: 'wmStranger', chatId: undefined }))
afterEach(async () => {
  document.body.innerHTML = ''
  await go(LIST)
})

describe('a customer opened from the list', () => {
  const open = async () => {
    stubApi({ 'GET /customers/:customerId': ({ params }) => bundleOf(params.customerId), 'POST /context': () => ({ state: 'unknown', me: ME }) })
    await go(LIST)
    const page = await runOn(() => {
      const current = useCurrent()
      current.adopt(stranger)
      return { current, follow: useFollowPlace(), send: useSend() }
    })
    await go(addressOf(id('C7')))
    return page
  }

  it('is on screen, and cannot be sent anything, though a chat with somebody else stands beside it', async () => {
    const { current, send } = await open()
    expect([current.customerId, current.externalUserId, send.canSend.value, send.outside.value]).toEqual([id('C7'), undefined, false, true])
    expect(await verifyContact()).toBe(false)
    expect(current.customerId).toBe(id('C7'))
  })

  it('gives way to the list when the address does, and to the chat when that changes', async () => {
    const { current } = await open()
    await go('#/orders')
    expect(current.customerId).toBe(id('C7'))
    await go(LIST)
    expect([current.state, current.externalUserId]).toEqual(['unknown', 'wmStranger'])
    await go(addressOf(id('C7')))
    host.contact = 'wmOther'
    await verifyContact()
    expect([current.home, current.externalUserId]).toEqual([undefined, 'wmOther'])
  })

  it('does not come late into a chat that the page came back in', async () => {
    const { current } = await open()
    await go(LIST)
    let answer = (): void => undefined
    const held = new Promise<void>((resolve) => (answer = resolve))
    stubApi({
      'GET /customers/:customerId': ({ params }) => held.then(() => bundleOf(params.customerId)),
      'POST /context': () => ({ state: 'customer', me: ME, bundle: bundleOf(id('C9')) }),
    })
    await go(addressOf(id('C8')))
    host.contact = 'wmOther'
    await verifyContact()
    answer()
    await flushPromises()
    expect([current.customerId, current.externalUserId, location.hash]).toEqual([id('C9'), 'wmOther', '#/'])
  })

  it('is left with its address when the chat changes, and does not come up beside the next one', async () => {
    const { current } = await open()
    host.contact = 'wmOther'
    await verifyContact()
    expect([current.customerId, location.hash]).toEqual([undefined, '#/'])
  })

  it('does not come up beside a chat from an address that was there before', async () => {
    await open()
    const { current } = await runOn(() => (useCurrent().adopt(stranger), { current: useCurrent(), follow: useFollowPlace() }))
    expect([current.customerId, current.state, location.hash]).toEqual([undefined, 'unknown', '#/'])
  })

  it('is not there when it is out of reach: the list says so', async () => {
    stubApi({ 'GET /customers/:customerId': () => refusal(404, 'not_found') })
    await go(LIST)
    const { current, follow } = await runOn(() => (useCurrent().adopt(stranger), { current: useCurrent(), follow: useFollowPlace() }))
    await go(addressOf(id('C8')))
    expect([current.state, follow.failed.value?.code]).toEqual(['unknown', 'not_found'])
  })
})

describe('the workbench', () => {
  const row = (n: number) => ({ customerId: id(`R${n}`), name: `客户 ${n}`, nickname: `客户 ${n}`, kind: 'wechat' as const })
  const mount = async (customers: ReturnType<typeof row>[], q = '') => {
    stubApi({ 'GET /customers': ({ query }) => ({ customers: query.q === undefined || query.q === q ? customers : [] }) })
    return mountOn(defineComponent({ setup: () => (useCurrent().adopt(stranger), () => h(Workbench, { busy: false })) }), {})
  }

  it('says why there is nobody, and shows my customers', async () => {
    const page = await mount([row(1), row(2)])
    expect(page.find('h1').text()).toBe('您看不到这位客户')
    expect(page.findAll('.customer-row').map((link) => link.attributes('href'))).toEqual([addressOf(id('R1')), addressOf(id('R2'))])
  })

  it('goes from the box through the rows and back by the arrows', async () => {
    const page = await mount([row(1), row(2)])
    const box = page.find('input')
    box.element.focus()
    await box.trigger('keydown', { key: 'ArrowDown' })
    await flushPromises()
    expect(document.activeElement).toBe(page.findAll('.customer-row')[0]?.element)
    await page.findAll('.customer-row')[0]?.trigger('keydown', { key: 'ArrowUp' })
    expect(document.activeElement).toBe(box.element)
  })
})

describe('in a group', () => {
  const row = (n: number) => ({ customerId: id(`G${n}`), name: `组员 ${n}`, nickname: `组员 ${n}`, kind: 'wechat' as const })
  const groupOf = (name: string, customers = [row(1), row(2)]) => ({ name, members: 8, external: 6, customers })
  const asked: (string | undefined)[] = []

  /** `answers`: what the BFF says of each group, one after the other. */
  async function mount(chatId: string, answers: Record<string, Partial<Pick<Outcome & { state: 'group' }, 'group' | 'refreshing'>>[]>) {
    Object.assign(host, { contact: undefined, chatId })
    asked.length = 0
    const answer = (of = '') => ({ state: 'group' as const, me: ME, ...((answers[of]?.length ?? 0) > 1 ? answers[of]?.shift() : answers[of]?.[0]) })
    stubApi({
      'GET /customers': () => ({ customers: [] }),
      'POST /context': ({ body }) => (asked.push(body.chatId), answer(body.chatId)),
    })
    const group = { ...answer(chatId), host: { entry: 'group_chat_tools' as const, chatId } }
    return mountOn(defineComponent({ setup: () => (useCurrent().adopt(group), () => h(Workbench, { busy: false })) }), {})
  }
  const people = (page: Awaited<ReturnType<typeof mount>>) => page.findAll('.customer-row').map((link) => link.attributes('href'))

  it('says which it is and how many are in it, and leads to those who are mine', async () => {
    const page = await mount('wrA', { wrA: [{ group: groupOf('试茶群') }] })
    expect([page.find('h1').text(), page.find('.why').text()]).toEqual(['试茶群', '群聊 · 8 人，其中外部 6 人'])
    expect(people(page)).toEqual([addressOf(id('G1')), addressOf(id('G2'))])
    expect(page.findAll('button').map((button) => button.text())).not.toContain('重试')
  })

  it('has words for one without a name, and for one where I have nobody', async () => {
    const page = await mount('wrA', { wrA: [{ group: groupOf('', []) }] })
    expect([page.find('h1').text(), page.find('.none').text()]).toEqual(['未命名的群聊', '群里还没有您的客户。加为好友以后，会出现在这里。'])
  })

  it('says why when nothing can be said of it, with a way to ask again', async () => {
    const page = await mount('wrA', { wrA: [{}] })
    expect(page.find('h1').text()).toBe('看不到这个群聊')
    expect(page.findAll('button').map((button) => button.text())).toContain('重试')
    expect(page.find('.part').exists()).toBe(false)
  })

  it('changes over when the kept page comes back beside another group, and only then', async () => {
    const page = await mount('wrA', { wrA: [{ group: groupOf('甲') }], wrB: [{ group: groupOf('乙', [row(3)]) }] })
    document.dispatchEvent(new Event('visibilitychange'))
    await flushPromises()
    expect(asked).toEqual([])
    host.chatId = 'wrB'
    document.dispatchEvent(new Event('visibilitychange'))
    await flushPromises()
    expect([asked, page.find('h1').text(), people(page)]).toEqual([['wrB'], '乙', [addressOf(id('G3'))]])
  })

  it('asks again in two seconds while members are being read, until all are there', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const page = await mount('wrA', {
      wrA: [{ group: groupOf('甲', []), refreshing: true }, { group: groupOf('甲', [row(1)]), refreshing: true }, { group: groupOf('甲') }],
    })
    expect(page.find('.none').text()).toBe('正在加载')
    for (const known of [1, 2, 2]) {
      await vi.advanceTimersByTimeAsync(2_000)
      expect(people(page)).toHaveLength(known)
    }
    expect(asked).toHaveLength(2)
    vi.useRealTimers()
  })
})

describe('signing out', () => {
  it('asks first about writes and typed text that the device cannot keep, a phone too', async () => {
    const calls = stubApi({ 'GET /looks': () => ({ looks: [] }) })
    const page = await mountOn(MyPage, {})
    keepEdits()(ME.employeeId)
    useOutbox().write(kinds[0]!, { customerId: id('C1'), name: '周岚', input: { text: '没有网络时写的' } })
    keepEdit({ customerId: id('C1'), field: id('F1'), text: '13800000101', touched: true, secret: true })
    await flushPromises()
    await page.find('.out').trigger('click')
    await flushPromises()
    expect(page.find('[role=alert]').text()).toBe('还有 1 条没提交、1 处写了没存，现在退出就没了。')
    expect(calls.map(({ route }) => route)).not.toContain('DELETE /session')
    dropEdit({ customerId: id('C1'), field: id('F1') })
  })
})

describe('placeOf', () => {
  it.each([
    ['', 'list'],
    ['#/customers', 'list'],
    ['#/scripts', 'tab'],
    ['#/me', 'me'],
    [addressOf(id('C1')), 'customer'],
    ['#/customers/short', 'list'],
  ])('%s is %s', (hash, at) => expect(placeOf(hash).at).toBe(at))
})
