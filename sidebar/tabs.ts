import { computed, shallowRef, type Component, type ComputedRef } from 'vue'
import { tabOf, type TabId } from './tab-id.ts'

export type { TabId }

/** Loads the component of each tab beside the customer's; they take no props and read `useCurrent()` and `useBundle()`. */
export const tabs: Record<Exclude<TabId, 'customer'>, () => Promise<{ default: Component }>> = {
  scripts: () => import('./features/scripts/ScriptsTab.vue'),
  materials: () => import('./features/materials/MaterialsTab.vue'),
  orders: () => import('./features/orders/OrdersTab.vue'),
  follow: () => import('./features/notes/FollowTab.vue'),
}

/** The address behind `#`, as it is now. */
export const hash = shallowRef(location.hash)
addEventListener('hashchange', () => (hash.value = location.hash))

/** The tab in the address, `#/scripts` and so on; anything unknown is the customer's. */
export function useTab(): { tab: ComputedRef<TabId>; open: (tab: TabId) => void } {
  return {
    tab: computed(() => tabOf(hash.value)),
    open: (tab) => {
      location.hash = `#/${tab}`
    },
  }
}
