import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bundleOf, id, ME, refusal, runOn, stubApi, type Handlers } from '../fixtures/test-kit.ts'
import { patchBundle, refreshBundle, useBundle, useCurrent, verifyContact } from './current.ts'

/** The host: whom the chat is with now. */
const host = vi.hoisted(() => ({ contact: 'wm1' as string | undefined | Error, entry: 'single_chat_tools' }))
vi.mock('../../wecom/bridge.ts', () => ({
  bridge: {
    currentContact: async () => {
      if (host.contact instanceof Error) throw host.contact
      return host.contact
    },
    context: async () => (host.contact === undefined ? { entry: 'group_chat_tools', chatId: 'wr1' } : { entry: host.entry, externalUserId: host.contact }),
  },
}))

const customers: Record<string, ReturnType<typeof bundleOf>> = {
  wm1: bundleOf(id('C1')),
  wm2: bundleOf(id('C2'), { customer: { customerId: id('C2'), name: '陈屿', nickname: '陈屿', kind: 'wechat', gender: 'male' } }),
  wm3: bundleOf(id('C3'), { customer: { customerId: id('C3'), name: '唐可', nickname: '唐可', kind: 'wechat', gender: 'male' } }),
}

const contexts: Handlers = {
  'POST /context': ({ body }) => {
    const bundle = customers[body.externalUserId ?? '']
    return bundle ? { state: 'customer', me: ME, bundle } : { state: body.chatId ? 'group' : 'unknown', me: ME }
  },
}

const panel = () => runOn(() => ({ current: useCurrent(), bundle: useBundle().bundle }), customers.wm1)

/** A promise to be resolved by hand. */
function later<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined
  return { promise: new Promise<Value>((done) => (resolve = done)), resolve }
}

beforeEach(() => (host.contact = 'wm1'))

describe('the customer on screen', () => {
  it('is the one that the head start asked for, without a second request', async () => {
    const calls = stubApi(contexts)
    const { current, bundle } = await panel()
    expect([current.state, current.customerId, bundle.value?.customer.name, current.access]).toEqual(['customer', id('C1'), '周岚', 'own'])
    expect(calls).toEqual([])
  })

  it('changes at once when it is patched, and is read again on demand', async () => {
    const calls = stubApi({ 'GET /customers/:customerId': () => bundleOf(id('C1'), { openTasks: 7 }) })
    const { bundle } = await panel()
    const before = patchBundle(id('C1'), (now) => ({ ...now, openTasks: 3 }))
    expect([before?.openTasks, bundle.value?.openTasks]).toEqual([0, 3])
    await refreshBundle(id('C1'))
    expect(bundle.value?.openTasks).toBe(7)
    expect(calls.map((call) => call.path)).toEqual([`/customers/${id('C1')}`])
  })
})

describe('a page that comes back to the same customer', () => {
  afterEach(() => vi.useRealTimers())

  it.each([
    [59_000, false],
    [61_000, true],
  ])('after %i ms away reads its data again, in place: %s', async (age, read) => {
    vi.useFakeTimers()
    const calls = stubApi({ 'GET /customers/:customerId': () => bundleOf(id('C1'), { openTasks: 7 }) })
    const { bundle } = await panel()
    await vi.advanceTimersByTimeAsync(age)
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(10)
    expect([calls.length > 0, bundle.value?.openTasks]).toEqual(read ? [true, 7] : [false, 0])
  })
})

describe('a customer who is out of reach by now', () => {
  it('leaves the screen when the page finds out while it reads them again', async () => {
    stubApi({ 'GET /customers/:customerId': () => refusal(404, 'not_found'), 'POST /context': () => ({ state: 'unknown', me: ME }) })
    const { current, bundle } = await panel()
    await refreshBundle(id('C1'))
    await vi.waitFor(() => expect(current.state).toBe('unknown'))
    expect(bundle.value).toBeUndefined()
  })
})

describe('a server that is away', () => {
  it('takes nobody off the screen: their data stays, with the moment that it is of, until it answers', async () => {
    stubApi({ 'POST /context': () => refusal(503, 'unavailable') })
    const read = Date.now()
    const { current, bundle, staleSince } = await runOn(() => ({ current: useCurrent(), ...useBundle() }), customers.wm1)
    expect(staleSince.value).toBeUndefined()
    await current.reload()
    expect([current.failure, bundle.value?.customer.name]).toEqual([undefined, '周岚'])
    expect(staleSince.value).toBeGreaterThanOrEqual(read)
    stubApi(contexts)
    await current.reload()
    expect(staleSince.value).toBeUndefined()
  })

  it('does so for a bundle that could not be read again, too', async () => {
    stubApi({ 'GET /customers/:customerId': () => refusal(503, 'unavailable') })
    const { bundle, staleSince } = await runOn(() => useBundle(), customers.wm1)
    await refreshBundle(id('C1'))
    expect([bundle.value?.customer.name, staleSince.value]).toEqual(['周岚', expect.any(Number)])
  })
})

describe('an answer that WeCom is being asked behind', () => {
  const refreshing = {
    state: 'customer',
    me: ME,
    bundle: customers.wm1,
    refreshing: true,
    host: { entry: 'single_chat_tools', externalUserId: 'wm1' },
  } as const
  const panelOf = async () => {
    vi.useFakeTimers()
    const calls = stubApi({ 'GET /customers/:customerId': () => bundleOf(id('C1'), { openTasks: 7 }) })
    const page = await panel()
    page.current.adopt(refreshing)
    return { ...page, calls }
  }
  afterEach(() => vi.useRealTimers())

  it('is read again once, after two seconds, and stays on screen meanwhile', async () => {
    const { bundle, calls } = await panelOf()
    await vi.advanceTimersByTimeAsync(1_900)
    expect([calls.length, bundle.value?.openTasks]).toEqual([0, 0])
    vi.advanceTimersByTime(100)
    expect(bundle.value?.openTasks).toBe(0)
    await flushPromises()
    expect(bundle.value?.openTasks).toBe(7)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.map(({ path }) => path)).toEqual([`/customers/${id('C1')}`])
  })

  it('is let go when the chat has changed by then', async () => {
    const { current, calls } = await panelOf()
    const { refreshing: _refreshing, ...plain } = { ...refreshing, bundle: customers.wm2 }
    current.adopt(plain)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(calls).toEqual([])
  })
})

describe('verifyContact', () => {
  it('lets a send pass while the contact is the same, without asking the BFF', async () => {
    const calls = stubApi(contexts)
    const { current } = await panel()
    expect(await verifyContact()).toBe(true)
    expect([current.generation, calls]).toEqual([1, []])
  })

  it('stops it when the contact is another, and changes the panel over', async () => {
    stubApi(contexts)
    const { current, bundle } = await panel()
    host.contact = 'wm2'
    const same = verifyContact()
    await Promise.resolve()
    await Promise.resolve()
    expect([current.loading, current.customerId, bundle.value]).toEqual([true, undefined, undefined])
    expect(await same).toBe(false)
    expect([current.customerId, current.externalUserId, bundle.value?.customer.name]).toEqual([id('C2'), 'wm2', '陈屿'])
    expect(current.generation).toBeGreaterThan(1)
  })

  it('stops it when the host does not say who it is, and leaves the panel as it is', async () => {
    stubApi(contexts)
    const { current } = await panel()
    host.contact = new Error('no permission')
    expect(await verifyContact()).toBe(false)
    expect(current.customerId).toBe(id('C1'))
  })

  it('shows nobody when the chat has become a group', async () => {
    stubApi(contexts)
    const { current, bundle } = await panel()
    host.contact = undefined
    expect(await verifyContact()).toBe(false)
    expect([current.state, bundle.value]).toEqual(['group', undefined])
  })

  it('shows nobody when the new contact cannot be loaded', async () => {
    stubApi({ 'POST /context': () => refusal(503, 'unavailable') })
    const { current, bundle } = await panel()
    host.contact = 'wm2'
    expect(await verifyContact()).toBe(false)
    expect([current.state, current.failure?.kind, current.customerId, bundle.value]).toEqual(['failed', 'server', undefined, undefined])
  })

  it('drops the late answer about a customer whom the chat has left', async () => {
    const slow = later<void>()
    stubApi({
      'POST /context': async (input) => {
        if (input.body.externalUserId === 'wm2') await slow.promise
        return contexts['POST /context']?.(input) as never
      },
    })
    const { current, bundle } = await panel()
    host.contact = 'wm2'
    const first = verifyContact()
    await flushPromises()
    host.contact = 'wm3'
    expect(await verifyContact()).toBe(false)
    slow.resolve()
    expect(await first).toBe(false)
    expect([current.customerId, bundle.value?.customer.name]).toEqual([id('C3'), '唐可'])
  })

  it('returns to the first customer when the chat does, before the second has come', async () => {
    const slow = later<void>()
    stubApi({
      'POST /context': async (input) => {
        if (input.body.externalUserId === 'wm2') await slow.promise
        return contexts['POST /context']?.(input) as never
      },
    })
    const { current } = await panel()
    host.contact = 'wm2'
    const first = verifyContact()
    await flushPromises()
    host.contact = 'wm1'
    await verifyContact()
    slow.resolve()
    await first
    expect([current.customerId, current.loading]).toEqual([id('C1'), false])
  })
})
