import { LRUCache } from 'lru-cache'
import type { FastifyInstance } from 'fastify'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import type { Me } from '../../http/me.ts'
import { bundleLoader, type BundleRows } from './load-bundle.ts'
import { groupOpener } from './open-group.ts'
import { presentBundle } from './present-bundle.ts'
import { syncCustomer } from './sync-customer.ts'
import { within } from './within.ts'

/** Older than this, a customer is read from WeCom again behind the answer. */
const STALE_MS = 10 * 60_000
/** Older than this, the answer waits for WeCom: too much may have happened, the end of the relation among it. */
const OLD_MS = 3600_000
/** So long an answer about a known customer waits for WeCom before it tells what was known. */
const PATIENCE_MS = 1500
/** So long nobody asks WeCom again about a contact out of an employee's reach. */
const UNKNOWN_MS = 60_000

type Question = RouteInput<'POST /context'>['body']
type Answer = RouteReply<'POST /context'>
interface Found {
  rows: BundleRows | undefined
  /** A sync that was begun for this question still runs. */
  refreshing?: boolean
}

/** Answers what the sidebar is about, from the database where it knows, else from WeCom. */
export function contextOpener(app: FastifyInstance) {
  const loader = bundleLoader(app.store)
  const outOfReach = new LRUCache<string, true>({ max: 10_000, ttl: UNKNOWN_MS })
  const syncing = new Map<string, Promise<unknown>>()
  const openGroup = groupOpener(app, sync)

  /** One read of a contact at a time, shared by all who ask. */
  function sync(externalUserId: string): Promise<unknown> {
    let run = syncing.get(externalUserId)
    if (!run) {
      run = syncCustomer(app, externalUserId).finally(() => syncing.delete(externalUserId))
      syncing.set(externalUserId, run)
    }
    return run
  }

  const syncBehind = (externalUserId: string) =>
    sync(externalUserId).then(
      () => 'ended' as const,
      (error: unknown) => {
        app.log.warn({ err: error }, 'customer not refreshed')
        return 'failed' as const
      },
    )

  async function find(me: Me, externalUserId: string, now: Date): Promise<Found> {
    const known = await loader.byExternalUserId(me, externalUserId)
    if (!known) return { rows: await findNew(me, externalUserId) }
    const ageMs = now.getTime() - known.first.syncedAt.getTime()
    if (ageMs < STALE_MS) return { rows: known }
    const end = syncBehind(externalUserId)
    const outcome = ageMs < OLD_MS ? 'running' : await within(PATIENCE_MS, end)
    if (outcome === 'ended') return { rows: await loader.byExternalUserId(me, externalUserId) }
    return { rows: known, refreshing: outcome === 'running' }
  }

  /** A foreign customer and an unknown one take the same way: both are asked of WeCom, once a minute. */
  async function findNew(me: Me, externalUserId: string): Promise<BundleRows | undefined> {
    const missed = `${me.employeeId} ${externalUserId}`
    if (outOfReach.has(missed)) return undefined
    await sync(externalUserId)
    const fresh = await loader.byExternalUserId(me, externalUserId)
    if (!fresh) outOfReach.set(missed, true)
    return fresh
  }

  return async function openContext(me: Me, { entry, externalUserId, chatId }: Question, now: Date): Promise<Answer> {
    const { employeeId, userId, name, role } = me
    const answer = { me: { employeeId, userId, name, role } }
    if (entry === 'group_chat_tools') return { state: 'group', ...answer, ...(chatId && (await openGroup(me, chatId))) }
    if (!externalUserId) return { state: 'none', ...answer }
    const { rows, refreshing } = await find(me, externalUserId, now)
    if (!rows) return { state: 'unknown', ...answer }
    const { customerId } = rows.first
    const lookedAt = rows.access === 'own' ? undefined : await app.look({ me, customerId, now, route: 'POST /context' })
    const bundle = presentBundle(rows, { me, now, timeZone: app.config.timeZone, ...(lookedAt && { lookedAt }) })
    return { state: 'customer', ...answer, bundle, ...(refreshing && { refreshing }) }
  }
}
