import type { RouteReply } from '../../../shared/contracts/index.ts'
import type { Tables } from '../../db/index.ts'
import type { CurrencyTotal } from './list-orders.ts'

type Row = Tables['orders']['$inferSelect'] & { firstItem?: { name: string; quantity: number } | undefined }
type OrderRow = RouteReply<'GET /orders/:orderId'>['order']

export const presentOrder = ({ id, number, source, status, amountMinor, refundedMinor, currency, placedAt, itemCount, firstItem }: Row): OrderRow => ({
  orderId: id,
  number,
  source,
  status,
  amountMinor,
  refundedMinor,
  currency,
  placedAt: placedAt.toISOString(),
  itemCount,
  ...(firstItem && { firstItem: { name: firstItem.name, quantity: firstItem.quantity } }),
})

export const presentTotal = ({ firstAt, lastAt, ...total }: CurrencyTotal) => ({ ...total, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() })
