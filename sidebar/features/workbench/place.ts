import { computed, shallowRef, type ComputedRef } from 'vue'
import { TAB_IDS } from '../../tab-id.ts'

/** Where the workbench is, by the address: `#/me`, a customer `#/customers/01J…`, the list, or a tab of the customer who is open. */
export type Place = { at: 'list' | 'me' | 'tab' } | { at: 'customer'; customerId: string }

export function placeOf(hash: string): Place {
  const customerId = /^#\/customers\/(\w{26})$/.exec(hash)?.[1]
  if (customerId) return { at: 'customer', customerId }
  if (hash === ME) return { at: 'me' }
  return { at: TAB_IDS.some((id) => hash === `#/${id}`) ? 'tab' : 'list' }
}

export const LIST = '#/customers'
export const ME = '#/me'
export const addressOf = (customerId: string): string => `#/customers/${customerId}`

const hash = shallowRef(location.hash)
addEventListener('hashchange', () => (hash.value = location.hash))

export const usePlace = (): ComputedRef<Place> => computed(() => placeOf(hash.value))

/** The address of a customer gives way to the one of the page as it opens, without a way back to it. */
export function leaveCustomer(): void {
  if (placeOf(location.hash).at !== 'customer') return
  history.replaceState(history.state, '', '#/')
  dispatchEvent(new HashChangeEvent('hashchange'))
}
