import { and, desc, eq, inArray } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import type { Me } from '../../http/me.ts'
import { circleOf, isWithin } from '../../http/reach.ts'
import type { GroupChat } from '../../wecom/client.ts'
import { WecomError } from '../../wecom/errors.ts'
import { rowsOf } from './list-customers.ts'
import { within } from './within.ts'

/** So long what WeCom said of a group, or of whom an employee follows, is not asked for again. */
const KNOWN_MS = 60_000
/** So long the answer waits for members who are mine and whom Kebian has not met yet. */
const PATIENCE_MS = 1500

type Answer = Pick<RouteReply<'POST /context'>, 'group' | 'refreshing'>

/**
 * Answers which customer group the sidebar stands beside: to its own members only, and of its other members only those within their own reach.
 * @param sync reads one contact from WeCom; one at a time for all who ask
 * @throws WecomError from the opener when WeCom cannot be asked
 */
export function groupOpener(app: FastifyInstance, sync: (externalUserId: string) => Promise<unknown>) {
  const { store, wecom } = app
  const chats = new LRUCache<string, { chat?: GroupChat }>({ max: 1000, ttl: KNOWN_MS, fetchMethod: async (chatId) => readChat(chatId) })
  const followed = new LRUCache<string, Set<string>>({ max: 1000, ttl: KNOWN_MS, fetchMethod: async (userId) => new Set(await wecom.customerIds(userId)) })
  const meeting = new Map<string, Promise<void>>()

  /** Without `chat` where WeCom has none for the app: no such group, or its owner is out of range. */
  async function readChat(chatId: string): Promise<{ chat?: GroupChat }> {
    try {
      return { chat: await wecom.groupChat(chatId) }
    } catch (error) {
      if (error instanceof WecomError && error.kind === 'refused') return {}
      throw error
    }
  }

  /** Reads from WeCom those members whom I follow by now, while Kebian does not know of it. Never rejects. */
  function meetMine(me: Me, externalUserIds: string[]): Promise<void> {
    const key = `${me.employeeId} ${externalUserIds.join()}`
    const begun = meeting.get(key)
    if (begun) return begun
    const run = meet(me, externalUserIds)
      .catch((error: unknown) => app.log.warn({ err: error }, 'group members not read'))
      .finally(() => meeting.delete(key))
    meeting.set(key, run)
    return run
  }

  async function meet(me: Me, externalUserIds: string[]): Promise<void> {
    const known = new Set(await knownMine(me, externalUserIds))
    if (externalUserIds.every((id) => known.has(id))) return
    const mine = await followed.fetch(me.userId)
    for (const id of externalUserIds) if (mine?.has(id) && !known.has(id)) await sync(id)
  }

  async function knownMine({ corpId, employeeId }: Me, externalUserIds: string[]): Promise<string[]> {
    const { followRelations: relations } = store.tables
    const rows = await store.read
      .select({ id: relations.externalUserId })
      .from(relations)
      .where(
        and(eq(relations.corpId, corpId), eq(relations.employeeId, employeeId), eq(relations.active, true), inArray(relations.externalUserId, externalUserIds)),
      )
    return rows.map(({ id }) => id)
  }

  async function customersAmong(me: Me, externalUserIds: string[]) {
    const { customers, identities } = store.tables
    const members = store.read
      .select({ id: identities.customerId })
      .from(identities)
      .where(
        and(
          eq(identities.corpId, me.corpId),
          eq(identities.type, 'external_contact'),
          eq(identities.namespace, ''),
          inArray(identities.value, externalUserIds),
        ),
      )
    const mine = await circleOf(store.read, store.tables, me, 'mine')
    const rows = await store.read
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.corpId, me.corpId), inArray(customers.id, members), isWithin(store.read, store.tables, mine)))
      .orderBy(desc(customers.activeMs), desc(customers.id))
    return rowsOf(store, me, rows)
  }

  return async function openGroup(me: Me, chatId: string): Promise<Answer> {
    const { chat } = (await chats.fetch(chatId)) ?? {}
    if (!chat?.memberUserIds.some((userId) => sameMember(userId, me.userId))) return {}
    const { name, memberUserIds, externalUserIds } = chat
    const met = await within(PATIENCE_MS, meetMine(me, externalUserIds))
    const customers = await customersAmong(me, externalUserIds)
    const group = { name, members: memberUserIds.length + externalUserIds.length, external: externalUserIds.length, customers }
    return { group, ...(met === 'running' && { refreshing: true }) }
  }
}

/** WeCom tells userids apart whatever their case. */
const sameMember = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
