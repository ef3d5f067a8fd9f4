import { useQuery } from '@pinia/colada'
import { computed, type ComputedRef } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { usePages, type Pages, type PagesView } from '../../ui/use-pages.ts'

type OrdersReply = RouteReply<'GET /customers/:customerId/orders'>
export type OrderRow = OrdersReply['orders'][number]
export type OrderTotal = OrdersReply['totals'][number]
export type OrderDetail = RouteReply<'GET /orders/:orderId'>
export type OrderPages = Pages<OrderRow> & { totals: OrderTotal[] }

const PAGE = 30

/** Orders of one customer, newest first, with the totals that came with the first page. */
export function useOrders(customerId: () => string): PagesView<OrderPages> {
  return usePages<OrderRow, OrderPages>(
    () => ({ key: ['orders', customerId()], load: loader(customerId()) }),
    ({ orderId }) => orderId,
  )
}

function loader(customerId: string) {
  return async (before?: string): Promise<OrderPages> => {
    const { orders, totals, nextCursor } = await api('GET /customers/:customerId/orders', { params: { customerId }, query: { before, limit: PAGE } })
    return { items: orders, totals, nextCursor }
  }
}

/** One order with its items and refunds; nothing is asked while `orderId` is undefined. */
export function useOrder(
  customerId: () => string,
  orderId: () => string | undefined,
): { detail: ComputedRef<OrderDetail | undefined>; error: ComputedRef<Error | null>; retry: () => void } {
  const query = useQuery<OrderDetail>(() => {
    const id = orderId()
    return { key: ['order', customerId(), id ?? ''], enabled: id !== undefined, query: () => api('GET /orders/:orderId', { params: { orderId: id ?? '' } }) }
  })
  return { detail: computed(() => query.data.value), error: computed(() => query.error.value), retry: () => void query.refetch() }
}
