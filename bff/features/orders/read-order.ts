import { and, asc, eq } from 'drizzle-orm'
import type { Store } from '../../db/index.ts'
import { AppError } from '../../errors.ts'

/**
 * One order with its items in order and its refunds, oldest first.
 * @throws AppError `not_found`
 */
export async function readOrder({ tables, read }: Pick<Store, 'tables' | 'read'>, { corpId, orderId }: { corpId: string; orderId: string }) {
  const { orders, orderItems, refunds } = tables
  const [order] = await read
    .select()
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.corpId, corpId)))
  if (!order) throw new AppError('not_found', 'nothing here')
  const items = await read.select().from(orderItems).where(eq(orderItems.orderId, orderId)).orderBy(asc(orderItems.position))
  const paidBack = await read.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(asc(refunds.at), asc(refunds.id))
  return { order: { ...order, firstItem: items[0] }, items, refunds: paidBack }
}
