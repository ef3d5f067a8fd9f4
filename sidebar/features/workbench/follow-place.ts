import { shallowRef, watch, type ShallowRef } from 'vue'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'
import { useCurrent } from '../customer/index.ts'
import { usePlace } from './place.ts'

/** Why the customer in the address is not on screen. */
const failed = shallowRef<ApiError>()
let asking: AbortController | undefined

/**
 * Keeps the page about the customer that the address names, apart from any chat: nothing can be sent to them. Without one the page goes back to what it was
 * opened about.
 */
export function useFollowPlace(): { failed: ShallowRef<ApiError | undefined>; again: () => Promise<void> } {
  const place = usePlace()

  async function follow(): Promise<void> {
    const current = useCurrent()
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
  watch(place, follow, { immediate: true })
  return { failed, again: follow }
}
