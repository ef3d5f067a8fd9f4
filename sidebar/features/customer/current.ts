import { useQuery, useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, shallowRef, type ComputedRef } from 'vue'
import { api } from '../../api/api.ts'
import { loadContext } from '../../head-start/load-context.ts'
import type { Bundle, Failure, Me, Outcome } from '../../head-start/outcome.ts'
import type { HostContext } from '../../wecom/bridge-types.ts'
import { bridge } from '../../wecom/bridge.ts'

type CurrentState = Outcome['state']

/** How long WeCom's newer facts, asked for behind an answer, are given before the bundle is read again. */
const REFRESHED_MS = 2_000

const bundleKey = (customerId: string): string[] => ['customer', customerId]

/**
 * Whom the panel is about. `generation` goes up with every change of customer: an answer that was asked for under an older one is not to be used.
 * The customer's data is not in here but in the query cache, see {@link useBundle}.
 */
export const useCurrent = defineStore('current', () => {
  const outcome = shallowRef<Outcome>()
  const generation = shallowRef(0)
  const loading = shallowRef(false)
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
    if (next.state !== 'failed' && next.bundle) useQueryCache().setQueryData(bundleKey(next.bundle.customer.customerId), next.bundle)
    outcome.value = next
    loading.value = false
    if (customerId.value !== before) generation.value++
    if (next.state !== 'failed' && next.refreshing) readAgain(generation.value)
  }

  /** Once, and only while the customer is still the one on screen: the values change in place. */
  function readAgain(asked: number): void {
    setTimeout(() => asked === generation.value && customerId.value && void refreshBundle(customerId.value), REFRESHED_MS)
  }

  /** Nobody is on screen from here on, until the next outcome: what belonged to the last customer stops at once. */
  function leave(): void {
    if (customerId.value !== undefined) generation.value++
    outcome.value = undefined
    loading.value = true
  }

  /** Asks host and BFF anew. An answer that a newer call has overtaken is dropped, its request cut. */
  async function reload(): Promise<void> {
    inFlight?.abort()
    const mine = (inFlight = new AbortController())
    const next = await loadContext({ signal: mine.signal })
    if (!mine.signal.aborted) adopt(next)
  }

  return { outcome, state, me, host, customerId, externalUserId, access, failure, generation, loading, adopt, leave, reload }
})

/** The bundle of the current customer, kept fresh by {@link refreshBundle}; undefined while there is none. */
export function useBundle(): { bundle: ComputedRef<Bundle | undefined>; refresh: () => Promise<void> } {
  const current = useCurrent()
  const { data } = useQuery<Bundle>(() => ({
    key: bundleKey(current.customerId ?? ''),
    query: ({ signal }) => api('GET /customers/:customerId', { params: { customerId: current.customerId ?? '' } }, { signal }),
    enabled: current.customerId !== undefined,
    staleTime: 60_000,
  }))
  return {
    bundle: computed(() => (data.value?.customer.customerId === current.customerId ? data.value : undefined)),
    refresh: () => (current.customerId ? refreshBundle(current.customerId) : Promise.resolve()),
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
  const { externalUserId: expected, generation } = current
  let now: string | undefined
  try {
    now = await bridge.currentContact()
  } catch {
    return false
  }
  if (now !== undefined && now === current.externalUserId) return now === expected && generation === current.generation
  if (now === undefined && current.externalUserId === undefined && !current.loading) return false
  current.leave()
  await current.reload()
  return false
}
