import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'
import { useCurrent } from '../customer/index.ts'
import { leaveCustomer, usePlace } from './place.ts'

/** Why the customer in the address is not on screen. */
const failed = shallowRef<ApiError>()
let asking: AbortController | undefined

/**
 * Keeps the page about the customer that the address names, apart from any chat: nothing can be sent to them. Without one the page goes back to what it was
 * opened about. Beside a chat only a tap on a customer opens them: an address that was there before, or whose chat has changed, is left.
 */
export function useFollowPlace(): { failed: ShallowRef<ApiError | undefined>; again: () => Promise<void> } {
  const place = usePlace()
  const current = useCurrent()

  async function follow(): Promise<void> {
    const { outcome, home } = current
    const from = home ?? outcome
    if (home && place.value.at === 'tab') return
    asking?.abort()
    failed.value = undefined
    if (place.value.at !== 'customer') return void (home && current.adopt(home))
    const { customerId } = place.value
    if (current.customerId === customerId || !from || from.state === 'failed') return
    const { signal } = (asking = new AbortController())
    try {
      const bundle = await api('GET /customers/:customerId', { params: { customerId } }, { signal })
      if (signal.aborted) return
      current.adopt({ state: 'customer', me: from.me, bundle, host: { entry: 'normal' } })
      current.home = from
    } catch (error) {
      if (!signal.aborted) failed.value = error instanceof ApiError ? error : new ApiError('internal')
    }
  }

  function leave(): void {
    asking?.abort()
    leaveCustomer()
  }
  const besideChat = current.host !== undefined && (current.host.externalUserId ?? current.host.chatId) !== undefined
  if (besideChat && !current.home) leave()
  watch(
    () => current.loading,
    (loading) => loading && leave(),
    { flush: 'sync' },
  )
  onScopeDispose(() => current.home ?? asking?.abort())
  watch(place, follow, { immediate: true })
  return { failed, again: follow }
}
