import { LRUCache } from 'lru-cache'
import type { FastifyInstance } from 'fastify'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import { auditRead } from '../../http/handle.ts'
import type { Me } from '../../http/me.ts'
import { bundleLoader, type BundleRows } from './load-bundle.ts'
import { presentBundle } from './present-bundle.ts'
import { syncCustomer } from './sync-customer.ts'

/** Older than this, a customer is read from WeCom again behind the answer. */
const STALE_MS = 10 * 60_000
/** Older than this, the answer waits for WeCom: too much may have happened. */
const OLD_MS = 24 * 3600_000
/** So long nobody asks WeCom again about a contact out of an employee's reach. */
const UNKNOWN_MS = 60_000

type Question = RouteInput<'POST /context'>['body']
type Answer = RouteReply<'POST /context'>

/** Answers what the sidebar is about, from the database where it knows, else from WeCom. */
export function contextOpener(app: FastifyInstance) {
  const loader = bundleLoader(app.store)
  const outOfReach = new LRUCache<string, true>({ max: 10_000, ttl: UNKNOWN_MS })
  const syncing = new Map<string, Promise<unknown>>()

  /** One read of a contact at a time, shared by all who ask. */
  function sync(externalUserId: string): Promise<unknown> {
    let run = syncing.get(externalUserId)
    if (!run) {
      run = syncCustomer(app, externalUserId).finally(() => syncing.delete(externalUserId))
      syncing.set(externalUserId, run)
    }
    return run
  }

  async function find(me: Me, externalUserId: string, now: Date): Promise<BundleRows | undefined> {
    const known = await loader.byExternalUserId(me, externalUserId)
    const ageMs = known ? now.getTime() - known.first.syncedAt.getTime() : Infinity
    if (known && ageMs < STALE_MS) return known
    if (known && ageMs < OLD_MS) {
      sync(externalUserId).catch((error: unknown) => app.log.warn({ err: error }, 'customer not refreshed'))
      return known
    }
    // A foreign customer and an unknown one take the same way: both are asked of WeCom, once a minute.
    const missed = `${me.employeeId} ${externalUserId}`
    if (!known && outOfReach.has(missed)) return undefined
    const failure = await sync(externalUserId).then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    if (failure && !known) throw failure.error
    const fresh = await loader.byExternalUserId(me, externalUserId)
    if (!fresh) outOfReach.set(missed, true)
    return fresh
  }

  return async function openContext(me: Me, { entry, externalUserId }: Question, now: Date): Promise<Answer> {
    const { employeeId, userId, name, role } = me
    const answer = { me: { employeeId, userId, name, role } }
    if (entry === 'group_chat_tools') return { state: 'group', ...answer }
    if (!externalUserId) return { state: 'none', ...answer }
    const rows = await find(me, externalUserId, now)
    if (!rows) return { state: 'unknown', ...answer }
    if (rows.access !== 'own') await auditRead(app, me, rows.first.customerId, now, 'POST /context')
    return { state: 'customer', ...answer, bundle: presentBundle(rows, { me, now, timeZone: app.config.timeZone }) }
  }
}
