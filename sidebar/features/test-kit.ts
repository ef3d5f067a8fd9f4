import { PiniaColada } from '@pinia/colada'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import Value from 'typebox/value'
import { defineComponent, h, type Component } from 'vue'
import { routes, type RouteInput, type RouteKey, type RouteReply } from '../../shared/contracts/index.ts'
import { configureFormat } from '../ui/format.ts'
import { useCurrent, type Bundle } from './customer/index.ts'

/** A ULID that ends in `tail`, for records of a test. */
export const id = (tail: string): string => tail.toUpperCase().padStart(26, '0')

export const ME = { employeeId: id('ME'), userId: 'linxiao', name: '林晓', role: 'sales' as const }

const STAGES = [
  { stageId: id('S1'), name: '兴趣', kind: 'open' },
  { stageId: id('S2'), name: '索取资料', kind: 'open' },
  { stageId: id('S3'), name: '评估价格', kind: 'open' },
  { stageId: id('S4'), name: '购买', kind: 'won' },
  { stageId: id('S9'), name: '流失', kind: 'lost' },
] as const

/** A customer in the second of five stages, with one corp tag. */
export function bundleOf(customerId = id('C1'), over: Partial<Bundle> = {}): Bundle {
  return {
    customer: { customerId, name: '周岚', nickname: '岚岚', kind: 'wechat', gender: 'female' },
    access: 'own',
    opportunity: {
      opportunityId: id('P1'),
      pipelineId: id('W1'),
      pipelineName: '供豆流程',
      stageId: id('S2'),
      enteredAt: '2026-11-15T02:00:00.000Z',
      version: 3,
      stages: [...STAGES],
    },
    tagGroups: [{ name: '客户类型', tags: [{ tagId: id('T1'), name: '独立咖啡馆', kind: 'corp', setBy: 'person', byName: ME.name }] }],
    identities: [],
    followers: [],
    now: [],
    openTasks: 0,
    ...over,
  }
}

type Handler<Key extends RouteKey> = (input: RouteInput<Key> & { key: string | undefined }) => RouteReply<Key> | Response | Promise<RouteReply<Key> | Response>
export type Handlers = { [Key in RouteKey]?: Handler<Key> }

export interface Call {
  route: RouteKey
  path: string
  body: unknown
  key: string | undefined
}

/** An error of the BFF, in its envelope. */
export function refusal(status: number, code: string, details: Record<string, unknown> = {}): Response {
  return new Response(JSON.stringify({ error: { code, message: code, requestId: 'req-1', details } }), { status })
}

/** Answers `fetch` by route. A reply that breaks the contract fails the test; a route without a handler is a lost network. Returns the calls made, in order. */
export function stubApi(handlers: Handlers): Call[] {
  const calls: Call[] = []
  globalThis.fetch = async (address, init) => {
    const url = new URL(String(address))
    const path = url.pathname.replace(/^\/api/, '')
    const method = init?.method ?? 'GET'
    const found = routeOf(method, path)
    if (!found) throw new Error(`no such route: ${method} ${path}`)
    const body: unknown = init?.body ? JSON.parse(String(init.body)) : undefined
    const key = new Headers(init?.headers).get('idempotency-key') ?? undefined
    calls.push({ route: found.route, path: path + url.search, body, key })
    const handler = handlers[found.route] as ((input: unknown) => unknown) | undefined
    if (!handler) throw new TypeError('network')
    const reply = await handler({ params: found.params, query: Object.fromEntries(url.searchParams), body, key })
    if (reply instanceof Response) return reply
    if (!Value.Check(routes[found.route].reply, reply)) console.error(`not a reply of ${found.route}: ${JSON.stringify(reply)}`)
    return new Response(JSON.stringify(reply))
  }
  return calls
}

function routeOf(method: string, path: string): { route: RouteKey; params: Record<string, string> } | undefined {
  for (const route of Object.keys(routes) as RouteKey[]) {
    const [routeMethod, pattern = ''] = route.split(' ')
    const match = routeMethod === method && new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(path)
    if (match) return { route, params: { ...match.groups } }
  }
  return undefined
}

/** Puts a customer on screen, as the head start does. */
export function show(bundle: Bundle, role: 'sales' | 'service' = 'sales'): void {
  useCurrent().adopt({ state: 'customer', me: { ...ME, role }, bundle, host: { entry: 'single_chat_tools', externalUserId: 'wm1' } })
}

/** Mounts a component on a fresh page with that customer on screen. */
export async function mountOn(
  component: Component,
  props: Record<string, unknown>,
  bundle = bundleOf(),
  role: 'sales' | 'service' = 'sales',
): Promise<VueWrapper> {
  configureFormat({ language: 'zh-CN', timeZone: 'Asia/Shanghai' })
  const pinia = createPinia()
  setActivePinia(pinia)
  const wrapper = mount(defineComponent({ setup: () => (show(bundle, role), () => h(component, props)) }), {
    attachTo: document.body,
    global: { plugins: [pinia, PiniaColada] },
  })
  await flushPromises()
  return wrapper
}

/** Runs a composable as a component on such a page would. */
export async function runOn<Result>(use: () => Result, bundle = bundleOf(), role: 'sales' | 'service' = 'sales'): Promise<Result> {
  let result: Result | undefined
  const host = defineComponent({ setup: () => ((result = use()), () => h('div')) })
  await mountOn(host, {}, bundle, role)
  return result as Result
}
