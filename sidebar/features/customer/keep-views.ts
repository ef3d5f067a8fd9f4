import { watch, type Ref } from 'vue'
import { openShelf } from '../../device/shelf.ts'
import { VIEW_KEPT_MS, type CachedView } from '../../head-start/cached-view.ts'
import type { Bundle } from '../../head-start/outcome.ts'
import type { useCurrent } from './current.ts'

/** So many customers, the last seen ones. */
const VIEWS = 100

const views = openShelf<CachedView>('views')

/**
 * Keeps on the device what is seen of customers whom the employee follows, for the next time that their chat is opened; nothing of others', whose every reading
 * is to leave its trace. Where the browser gives no storage nothing is kept.
 */
export function keepViews(current: ReturnType<typeof useCurrent>, bundle: Ref<Bundle | undefined>): void {
  void thin().catch(() => undefined)
  watch(
    [() => current.outcome, bundle],
    ([outcome]) => {
      if (!outcome || outcome.state === 'failed' || outcome.cached) return
      const { externalUserId } = outcome.host
      // the shelf is of whom the page was made for
      if (!externalUserId || outcome.me.employeeId !== window.kebian?.boot.device?.employeeId) return
      const kept =
        bundle.value?.access === 'own'
          ? views.put({ id: externalUserId, customerId: bundle.value.customer.customerId, value: { me: outcome.me, bundle: bundle.value } })
          : views.remove(externalUserId)
      kept.catch(() => undefined)
    },
    { immediate: true },
  )
}

/** Throws away what is too old to be shown, and the oldest of too many. */
async function thin(): Promise<void> {
  const all = await views.all()
  const old = all.filter(({ at }, place) => Date.now() - at >= VIEW_KEPT_MS || place < all.length - VIEWS)
  await Promise.all(old.map(({ id }) => views.remove(id)))
}
