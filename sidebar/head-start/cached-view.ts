import { readKept } from '../device/device.ts'
import type { HostContext } from '../wecom/bridge-types.ts'
import { passes, type Bundle, type Me, type Outcome } from './outcome.ts'

/** What the device keeps of a customer whom the employee follows, under WeCom's id: the question comes with no other. */
export interface CachedView {
  me: Me
  bundle: Bundle
}

/** A session lasts no longer; whoever may still see the customer has seen them since. */
export const VIEW_KEPT_MS = 24 * 3600_000

/** What the device has of whom the page is about. Never rejects. */
export async function cachedOutcome(host: HostContext): Promise<Exclude<Outcome, { state: 'failed' }> | undefined> {
  const view = host.externalUserId ? await readKept<CachedView>('views', host.externalUserId).catch(() => undefined) : undefined
  return view && Date.now() - view.at < VIEW_KEPT_MS ? { state: 'customer', ...view.value, host, cached: { at: view.at } } : undefined
}

/** In the place of a failure that passes: what the device has of the same customer, with that failure. */
export async function orCached(outcome: Outcome): Promise<Outcome> {
  if (outcome.state !== 'failed' || !outcome.host || !passes(outcome.failure)) return outcome
  const cached = await cachedOutcome(outcome.host)
  return cached?.cached ? { ...cached, cached: { ...cached.cached, failure: outcome.failure } } : outcome
}
