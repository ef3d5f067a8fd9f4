import { and, count, desc, eq, inArray, lt, max, min, or, sum } from 'drizzle-orm'
import type { Store } from '../../db/index.ts'
import { readOrderCursor, writeOrderCursor } from './order-cursor.ts'

type Db = Pick<Store, 'tables' | 'read'>

interface OrdersOf {
  corpId: string
  customerId: string
  /** A cursor of an earlier page. */
  before?: string
  limit?: number
}

const PAGE_SIZE = 20
/** Nothing was paid: such an order counts, its amount does not. */
const UNPAID = new Set(['created', 'cancelled'])

/**
 * A page of the orders of all accounts attached to a customer, newest first, each with its first item; the totals with the first page only.
 * Four statements at most, whatever the size of the page.
 * @throws AppError `bad_request` for a cursor that is not ours
 */
export async function listOrders(db: Db, { corpId, customerId, before, limit = PAGE_SIZE }: OrdersOf) {
  const { orders, identities } = db.tables
  const place = before === undefined ? undefined : readOrderCursor(before)
  const rows = await db.read
    .select({ order: orders })
    .from(orders)
    .innerJoin(identities, eq(identities.id, orders.identityId))
    .where(
      and(
        eq(identities.customerId, customerId),
        eq(orders.corpId, corpId),
        place && or(lt(orders.placedAt, place.placedAt), and(eq(orders.placedAt, place.placedAt), lt(orders.id, place.id))),
      ),
    )
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit).map(({ order }) => order)
  const last = page.at(-1)
  const firstItems = await firstItemsOf(
    db,
    page.map(({ id }) => id),
  )
  return {
    totals: place ? [] : await totalsOf(db, corpId, customerId),
    orders: page.map((order) => ({ ...order, firstItem: firstItems.get(order.id) })),
    nextCursor: rows.length > limit && last ? writeOrderCursor(last) : undefined,
  }
}

/** The item in first position of each of these orders. */
async function firstItemsOf({ tables: { orderItems }, read }: Db, orderIds: string[]) {
  if (orderIds.length === 0) return new Map<string, { name: string; quantity: number }>()
  const rows = await read
    .select({ orderId: orderItems.orderId, name: orderItems.name, quantity: orderItems.quantity })
    .from(orderItems)
    .where(and(inArray(orderItems.orderId, orderIds), eq(orderItems.position, 1)))
  return new Map(rows.map(({ orderId, name, quantity }) => [orderId, { name, quantity }]))
}

export interface CurrencyTotal {
  currency: string
  /** What was paid and not paid back. */
  netMinor: number
  refundedMinor: number
  count: number
  firstAt: Date
  lastAt: Date
}

/** One total per currency, by its code; never added up across currencies. */
async function totalsOf({ tables: { orders, identities }, read }: Db, corpId: string, customerId: string): Promise<CurrencyTotal[]> {
  const rows = await read
    .select({
      currency: orders.currency,
      status: orders.status,
      amountMinor: sum(orders.amountMinor),
      refundedMinor: sum(orders.refundedMinor),
      count: count(),
      firstAt: min(orders.placedAt),
      lastAt: max(orders.placedAt),
    })
    .from(orders)
    .innerJoin(identities, eq(identities.id, orders.identityId))
    .where(and(eq(identities.customerId, customerId), eq(orders.corpId, corpId)))
    .groupBy(orders.currency, orders.status)
  const totals = new Map<string, CurrencyTotal>()
  for (const { currency, status, amountMinor, refundedMinor, count: orderCount, firstAt, lastAt } of rows) {
    if (!firstAt || !lastAt) continue
    const total = totals.get(currency) ?? { currency, netMinor: 0, refundedMinor: 0, count: 0, firstAt, lastAt }
    const refunded = Number(refundedMinor)
    totals.set(currency, {
      currency,
      netMinor: total.netMinor + (UNPAID.has(status) ? 0 : Number(amountMinor)) - refunded,
      refundedMinor: total.refundedMinor + refunded,
      count: total.count + orderCount,
      firstAt: firstAt < total.firstAt ? firstAt : total.firstAt,
      lastAt: lastAt > total.lastAt ? lastAt : total.lastAt,
    })
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}
