import { useQuery, useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef, type ComputedRef } from 'vue'
import { api } from '../../api/api.ts'
import { ApiError } from '../../api/api-error.ts'
import { cachedOutcome, orCached } from '../../head-start/cached-view.ts'
import { loadContext } from '../../head-start/load-context.ts'
import { passes, type Bundle, type Failure, type Me, type Outcome } from '../../head-start/outcome.ts'
import type { HostContext } from '../../wecom/bridge-types.ts'
import { bridge } from '../../wecom/bridge.ts'

type CurrentState = Outcome['state']

/** How long WeCom's newer facts, asked for behind an answer, are given before the bundle is read again. */
const REFRESHED_MS = 2_000

const bundleKey = (customerId: string): string[] => ['customer', customerId]

/** What lays the writes that the server has not taken yet over what it has, once that code is there. */
export const layOver = shallowRef<(bundle: Bundle) => Bundle>((bundle) => bundle)

/** Of which moment each customer's bundle is, in milliseconds. */
const readAt = shallowReactive(new Map<string, number>())

/**
 * Whom the panel is about. `generation` goes up with every change of customer: an answer that was asked for under an older one is not to be used.
 * The customer's data is not in here but in the query cache, see {@link useBundle}.
 */
export const useCurrent = defineStore('current', () => {
  const outcome = shallowRef<Outcome>()
  const generation = shallowRef(0)
  const loading = shallowRef(false)
  /** What the page is about apart from the customer on screen, while that one was opened from a list: nothing can be sent to them here. */
  const home = shallowRef<Outcome>()
  let inFlight: AbortController | undefined

  const reply = computed(() => (outcome.value && outcome.value.state !== 'failed' ? outcome.value : undefined))
  const state = computed<CurrentState>(() => outcome.value?.state ?? 'none')
  const me = computed<Me | undefined>(() => reply.value?.me)
  const host = computed<HostContext | undefined>(() => reply.value?.host)
  const customerId = computed(() => reply.value?.bundle?.customer.customerId)
  const externalUserId = computed(() => host.value?.externalUserId)
  const access = computed(() => reply.value?.bundle?.access)
  const failure = computed<Failure | undefined>(() => (outcome.value?.state === 'failed' ? outcome.value.failure : undefined))

  /** Makes an outcome the one on screen and seeds its customer's query, so that nothing is asked twice. */
  function adopt(next: Outcome): void {
    const before = customerId.value
    if (next.state !== 'failed' && next.bundle) keep(next.bundle, next.cached?.at)
    outcome.value = next
    home.value = undefined
    loading.value = false
    if (customerId.value !== before) generation.value++
    if (next.state !== 'failed' && next.refreshing) readAgain(generation.value)
  }

  /** What the device had is no news where the page has read the customer itself. */
  function keep(bundle: Bundle, cachedAt?: number): void {
    const { customerId: id } = bundle.customer
    const cache = useQueryCache()
    if (cachedAt !== undefined && cache.getQueryData(bundleKey(id))) return
    cache.setQueryData(bundleKey(id), bundle)
    readAt.set(id, cachedAt ?? Date.now())
  }

  /** Once, and only while the customer is still the one on screen: the values change in place. */
  function readAgain(asked: number): void {
    setTimeout(() => asked === generation.value && customerId.value && void refreshBundle(customerId.value), REFRESHED_MS)
  }

  /** Nobody is on screen from here on, until the next outcome: what belonged to the last customer stops at once. */
  function leave(): void {
    if (customerId.value !== undefined) generation.value++
    outcome.value = home.value = undefined
    loading.value = true
  }

  /** Asks host and BFF anew. An answer that a newer call has overtaken is dropped, its request cut. */
  async function reload(): Promise<void> {
    if (home.value) return refreshBundle(customerId.value ?? '')
    inFlight?.abort()
    const mine = (inFlight = new AbortController())
    const next = await loadContext({ signal: mine.signal }).then(staying)
    if (!mine.signal.aborted && !home.value) adopt(next)
  }

  /** A failure that passes takes nobody off the screen of whom something is known. */
  async function staying(next: Outcome): Promise<Outcome> {
    const here = reply.value
    if (next.state !== 'failed' || !here?.bundle || here.host.externalUserId !== next.host?.externalUserId || !passes(next.failure)) return orCached(next)
    return { ...here, cached: { at: readAt.get(here.bundle.customer.customerId) ?? 0, failure: next.failure } }
  }

  /** The chat is with somebody else now: the last one leaves at once, and what the device has of the new one shows until the BFF's answer does. */
  async function changeTo(contact?: string): Promise<void> {
    const { entry = 'single_chat_tools' } = host.value ?? {}
    leave()
    const answered = reload()
    const asked = inFlight
    const cached = await cachedOutcome({ entry, externalUserId: contact })
    if (cached && outcome.value === undefined && asked === inFlight) adopt(cached)
    await answered
  }

  return { outcome, home, state, me, host, customerId, externalUserId, access, failure, generation, loading, adopt, leave, reload, changeTo }
})

/**
 * The bundle of the current customer, kept fresh by {@link refreshBundle}; undefined while there is none. `known` is what the server has, without the writes that
 * have not reached it. `staleSince` is the moment that it is of, in
 * milliseconds, where a newer one could not be had.
 */
export function useBundle(): {
  bundle: ComputedRef<Bundle | undefined>
  known: ComputedRef<Bundle | undefined>
  staleSince: ComputedRef<number | undefined>
  refresh: () => Promise<void>
} {
  const current = useCurrent()
  const { data, error } = useQuery<Bundle>(() => ({
    key: bundleKey(current.customerId ?? ''),
    query: ({ signal }) => readBundle(current.customerId ?? '', signal),
    enabled: current.customerId !== undefined,
    staleTime: 60_000,
  }))
  const staleSince = computed(() => {
    const at = readAt.get(current.customerId ?? '')
    const { cached } = current.outcome?.state === 'customer' ? current.outcome : {}
    return error.value || (cached?.failure && cached.at === at) ? at : undefined
  })
  const known = computed(() => (data.value?.customer.customerId === current.customerId ? data.value : undefined))
  return {
    staleSince,
    known,
    bundle: computed(() => known.value && layOver.value(known.value)),
    refresh: () => (current.customerId ? refreshBundle(current.customerId) : Promise.resolve()),
  }
}

async function readBundle(customerId: string, signal: AbortSignal): Promise<Bundle> {
  try {
    const bundle = await api('GET /customers/:customerId', { params: { customerId } }, { signal })
    readAt.set(customerId, Date.now())
    return bundle
  } catch (error) {
    const current = useCurrent()
    // no longer within reach: whoever is on screen is to leave it
    if (error instanceof ApiError && error.code === 'not_found' && current.customerId === customerId) void current.changeTo(current.externalUserId)
    throw error
  }
}

/** Changes one customer's bundle on screen at once, for optimistic writes. Returns the bundle as it was, to be put back on refusal. */
export function patchBundle(customerId: string, change: (bundle: Bundle) => Bundle): Bundle | undefined {
  const cache = useQueryCache()
  const before = cache.getQueryData<Bundle>(bundleKey(customerId))
  if (before) cache.setQueryData(bundleKey(customerId), change(before))
  return before
}

/** Reads one customer's bundle again from the BFF. Never rejects: a failure stands in the query, and the bundle stays as it is. */
export async function refreshBundle(customerId: string): Promise<void> {
  await useQueryCache()
    .invalidateQueries({ key: bundleKey(customerId), exact: true })
    .catch(() => undefined)
}

/**
 * Asks the host who the contact is now. Called when the page becomes visible and right before each send.
 * @returns whether it is still the one on screen. If not, the panel has left the old one at once, and has changed over to the new one when this resolves.
 * False also when the host does not say: then nothing may be sent.
 */
export async function verifyContact(): Promise<boolean> {
  const current = useCurrent()
  const { externalUserId: expected, generation, home } = current
  let now: string | undefined
  try {
    now = await bridge.currentContact()
  } catch {
    return false
  }
  if (now !== undefined && now === current.externalUserId) return now === expected && generation === current.generation
  if (now === undefined && current.externalUserId === undefined && !current.loading) return false
  if (home && now === home.host?.externalUserId) return false
  await current.changeTo(now)
  return false
}
