import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bundleOf, id, ME, mountOn, refusal, runOn, stubApi } from '../fixtures/test-kit.ts'
import { useCurrent, verifyContact } from '../customer/index.ts'
import { useSend } from '../sending/index.ts'
import { useFollowPlace } from './follow-place.ts'
import { addressOf, LIST, placeOf } from './place.ts'
import Workbench from './Workbench.vue'

/** The chat that the page stands beside: with somebody out of reach. */
const host = vi.hoisted(() => ({ contact: 'wmStranger' as string | undefined, opened: [] as string[] }))
vi.mock('../../wecom/bridge.ts', () => ({
  bridge: { currentContact: async () => host.contact, context: async () => ({ entry: 'single_chat_tools', externalUserId: host.contact }) },
}))

const stranger = { state: 'unknown' as const, me: ME, host: { entry: 'single_chat_tools' as const, externalUserId: 'wmStranger' } }
const go = async (hash: string) => {
  location.hash = hash
  dispatchEvent(new HashChangeEvent('hashchange'))
  await flushPromises()
}

beforeEach(() => (host.contact = 'wmStranger'))
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
