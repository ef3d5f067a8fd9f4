import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shallowReactive } from 'vue'
import type { HeadStart } from '../head-start/handle.ts'
import type { TypedItem } from './keep-typed.ts'

/** The browser's locks: each is held until the page that asked for it ends. */
const locks = {
  held: [] as { name: string; page: number }[],
  page: 0,
  query: () => Promise.resolve({ held: locks.held }),
  request(name: string): Promise<void> {
    locks.held.push({ name, page: locks.page })
    return new Promise(() => undefined)
  },
  end(page: number): void {
    locks.held = locks.held.filter((lock) => lock.page !== page)
  },
}

/** A page of its own: module state is new, the database and the locks are the browser's. */
async function openPage(customerId = 'c1', employeeId = 'A') {
  vi.resetModules()
  window.kebian = { boot: { device: { employeeId, key: btoa(employeeId.repeat(32)) } } } as HeadStart
  const { keepTyped, waitingFor } = await import('./keep-typed.ts')
  const { openShelf } = await import('./shelf.ts')
  const page = ++locks.page
  const items = shallowReactive(new Map<string, TypedItem<string> & { at?: number }>())
  const tell = keepTyped<string>('note', {
    all: () => Array.from(items.values(), ({ id, customerId: of, value }) => ({ id, customerId: of, value })),
    put: (item, at) => items.set(item.id, { ...item, at }),
    forget: () => items.clear(),
  })
  tell(employeeId, customerId)
  const kept = async () => (await openShelf<string>('drafts').all()).map(({ value }) => value).sort()
  return {
    tell,
    kept,
    waiting: (id = 'c1') => waitingFor('note', id),
    end: () => locks.end(page),
    text: (id = 'c1') => items.get(id)?.value,
    at: (id = 'c1') => items.get(id)?.at,
    async type(value: string, id = 'c1') {
      items.set(id, { id, customerId: id, value })
      dispatchEvent(new Event('pagehide'))
      await vi.waitFor(async () => expect(await kept()).toContain(value))
    },
    save: (id = 'c1') => items.delete(id),
  }
}

const settled = async () => {
  for (let round = 0; round < 10; round++) await new Promise((resolve) => setTimeout(resolve))
  await flushPromises()
}

beforeEach(async () => {
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks as unknown as LockManager)
  await new Promise<void>((resolve) => (indexedDB.deleteDatabase('kebian').onsuccess = () => resolve()))
})
afterEach(() => {
  vi.restoreAllMocks()
  locks.held = []
  window.kebian = undefined
})

describe('what is typed and not written', () => {
  it('is given to the next page that opens the customer, with its time, and to that one alone', async () => {
    const first = await openPage()
    await first.type('一半')
    const { at } = (await import('./shelf.ts').then(({ openShelf }) => openShelf('drafts').all()))[0] ?? {}
    first.end()
    const elsewhere = await openPage('c2')
    await settled()
    expect(elsewhere.text()).toBeUndefined()
    const next = await openPage()
    await vi.waitFor(() => expect([next.text(), next.at()]).toEqual(['一半', at]))
    elsewhere.tell('A', 'c1')
    await settled()
    expect([elsewhere.text(), elsewhere.waiting()]).toEqual([undefined, undefined])
    expect(await next.kept()).toEqual(['一半'])
  })

  it('is given to one of two pages that open the customer in the same moment', async () => {
    const first = await openPage()
    await first.type('一半')
    first.end()
    const both = [await openPage('c2'), await openPage('c2')]
    both.forEach(({ tell }) => tell('A', 'c1'))
    await settled()
    await settled()
    expect(both.map(({ text }) => text()).filter(Boolean)).toEqual(['一半'])
  })

  it('stays on the device when another page of the same customer saves or clears its own', async () => {
    const first = await openPage()
    const second = await openPage()
    await second.type('第二个窗口的短句')
    await first.type('第一个窗口里写了很久的一段话')
    second.save()
    await vi.waitFor(async () => expect(await first.kept()).toEqual(['第一个窗口里写了很久的一段话']))
    first.end()
    const next = await openPage()
    await vi.waitFor(() => expect(next.text()).toBe('第一个窗口里写了很久的一段话'))
  })

  it('is left to a page that is there, and given to the one that comes back once that is gone', async () => {
    const first = await openPage()
    await first.type('一半')
    const second = await openPage()
    await settled()
    expect(second.text()).toBeUndefined()
    first.end()
    await settled()
    expect(second.text()).toBeUndefined()
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.waitFor(() => expect(second.text()).toBe('一半'))
  })

  it('waits while something else is typed in its place, and changes places with it', async () => {
    const first = await openPage()
    await first.type('昨天写到一半的长记录')
    first.end()
    const next = await openPage()
    await next.type('今天')
    await vi.waitFor(() => expect(next.waiting()).toBeDefined())
    expect([next.text(), await next.kept()]).toEqual(['今天', ['今天', '昨天写到一半的长记录']])
    next.waiting()?.bringBack()
    expect(next.text()).toBe('昨天写到一半的长记录')
    next.save()
    await vi.waitFor(async () => expect(await next.kept()).toEqual(['今天']))
    next.waiting()?.bringBack()
    expect([next.text(), next.waiting()]).toEqual(['今天', undefined])
  })

  it('comes back whole after a page that had two in one place: the newest in it, the other waiting', async () => {
    const first = await openPage()
    await first.type('昨天')
    first.end()
    const second = await openPage()
    await second.type('今天')
    await vi.waitFor(() => expect(second.waiting()).toBeDefined())
    second.end()
    const third = await openPage()
    await vi.waitFor(() => expect(third.waiting()).toBeDefined())
    expect([third.text(), await third.kept()]).toEqual(['今天', ['今天', '昨天']])
  })

  it('is given back where the browser cannot tell which pages are there', async () => {
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as unknown as LockManager)
    await (await openPage()).type('一半')
    const next = await openPage()
    await vi.waitFor(() => expect(next.text()).toBe('一半'))
  })

  it('is nobody else’s, and not kept once nobody is here', async () => {
    const page = await openPage()
    await page.type('甲写的')
    page.tell(undefined)
    expect(page.text()).toBeUndefined()
    const before = await page.kept()
    page.tell('B', 'c1')
    await settled()
    expect([page.text(), page.waiting(), await page.kept()]).toEqual([undefined, undefined, before])
  })
})
