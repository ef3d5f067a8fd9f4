import type { FastifyInstance } from 'fastify'
import { handle } from '../../http/handle.ts'
import { listOrders } from './list-orders.ts'
import { presentOrder, presentTotal } from './present-order.ts'
import { readOrder } from './read-order.ts'

/** The orders of a customer and one of them. */
export async function orderRoutes(app: FastifyInstance) {
  handle(app, 'GET /customers/:customerId/orders', async ({ query }, { read, tables, me, subject }) => {
    const { totals, orders, nextCursor } = await listOrders({ read, tables }, { corpId: me.corpId, customerId: subject.customerId, ...query })
    return { totals: totals.map(presentTotal), orders: orders.map(presentOrder), ...(nextCursor && { nextCursor }) }
  })

  handle(app, 'GET /orders/:orderId', async ({ params }, { read, tables, me }) => {
    const { order, items, refunds } = await readOrder({ read, tables }, { corpId: me.corpId, orderId: params.orderId })
    return {
      order: presentOrder(order),
      items: items.map(({ name, productId, quantity, unitMinor, totalMinor }) => ({ name, productId, quantity, unitMinor, totalMinor })),
      refunds: refunds.map(({ amountMinor, reason, at }) => ({ amountMinor, reason, at: at.toISOString() })),
    }
  })
}
