import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Cursor, Id, Instant, PageSize } from './parts.ts'

export const OrderStatus = Type.Union([
  Type.Literal('created'),
  Type.Literal('paid'),
  Type.Literal('shipped'),
  Type.Literal('completed'),
  Type.Literal('refunding'),
  Type.Literal('refunded'),
  Type.Literal('cancelled'),
])

const OrderRow = Type.Object({
  orderId: Id,
  number: Type.String(),
  source: Type.String(),
  status: OrderStatus,
  amountMinor: Type.Integer(),
  refundedMinor: Type.Integer(),
  currency: Type.String({ description: 'ISO 4217' }),
  placedAt: Instant,
  itemCount: Type.Integer(),
  firstItem: Type.Optional(Type.Object({ name: Type.String(), quantity: Type.Integer() })),
})

export const orderRoutes = {
  'GET /customers/:customerId/orders': {
    summary: 'Orders of all accounts attached to the customer, newest first; totals net of refunds, currencies kept apart',
    reach: 'customer.read',
    params: Type.Object({ customerId: Id }),
    query: Type.Object({ before: Type.Optional(Cursor), limit: Type.Optional(PageSize) }),
    reply: Type.Object({
      totals: Type.Array(
        Type.Object({
          currency: Type.String(),
          netMinor: Type.Integer(),
          refundedMinor: Type.Integer(),
          count: Type.Integer(),
          firstAt: Instant,
          lastAt: Instant,
        }),
        { description: 'of all orders, with the first page only' },
      ),
      orders: Type.Array(OrderRow),
      nextCursor: Type.Optional(Cursor),
    }),
  },
  'GET /orders/:orderId': {
    summary: 'One order with its items and refunds',
    reach: 'customer.read',
    params: Type.Object({ orderId: Id }),
    reply: Type.Object({
      order: OrderRow,
      items: Type.Array(
        Type.Object({ name: Type.String(), productId: Type.String(), quantity: Type.Integer(), unitMinor: Type.Integer(), totalMinor: Type.Integer() }),
      ),
      refunds: Type.Array(Type.Object({ amountMinor: Type.Integer(), reason: Type.String(), at: Instant })),
    }),
  },
} as const satisfies Record<string, RouteContract>
