import { newId } from '../../db/new-id.ts'
import type { Tables, Writer } from '../../db/index.ts'
import { accounts, orders, SHOP } from './orders.ts'
import type { Slug } from './customers.ts'
import { daysAgo } from './when.ts'

interface Into {
  corpId: string
  now: Date
  /** Our customers by the short names of the contacts. */
  customerOf: Map<Slug, string>
}

/** The shop's orders, their accounts already linked to the customers, and what the timeline says of them. */
export async function seedOrders(tx: Writer, tables: Tables, { corpId, now, customerOf }: Into): Promise<void> {
  const linked = Object.entries(accounts).flatMap(([contact, value]) => {
    const customerId = customerOf.get(contact as Slug)
    return customerId
      ? [{ id: newId(now), corpId, type: 'shop_account' as const, namespace: SHOP, value, label: value, customerId, createdAt: now, updatedAt: now }]
      : []
  })
  if (linked.length === 0) return
  await tx.insert(tables.identities).values(linked)
  await tx
    .insert(tables.identityMoves)
    .values(linked.map(({ id, customerId }) => ({ id: newId(now), corpId, identityId: id, toCustomerId: customerId, reason: 'import', at: now })))

  const rows = orders.flatMap((order) => {
    const identity = linked.find(({ value }) => value === accounts[order.contact])
    if (!identity) return []
    const amountMinor = order.items.reduce((sum, { priceMinor, quantity }) => sum + priceMinor * quantity, 0)
    return [
      {
        id: newId(now),
        order,
        identity,
        amountMinor,
        at: daysAgo(now, ...order.at),
        refundedAt: order.refund && daysAgo(now, ...order.refund.at),
      },
    ]
  })
  const shared = { corpId, source: SHOP, currency: 'CNY' }
  await tx.insert(tables.orders).values(
    rows.map(({ id, order, identity, amountMinor, at }) => ({
      id,
      ...shared,
      number: order.number,
      identityId: identity.id,
      status: order.status,
      amountMinor,
      refundedMinor: order.refund?.amountMinor ?? 0,
      itemCount: order.items.length,
      placedAt: at,
      sourceVersion: 0,
      contentHash: '',
      createdAt: at,
      updatedAt: at,
    })),
  )
  await tx.insert(tables.orderItems).values(
    rows.flatMap(({ id, order }) =>
      order.items.map(({ sku, name, priceMinor, quantity }, position) => ({
        orderId: id,
        corpId,
        position: position + 1,
        productId: sku,
        name,
        quantity,
        unitMinor: priceMinor,
        totalMinor: priceMinor * quantity,
      })),
    ),
  )
  const refunded = rows.flatMap(({ id, order: { number, refund }, identity, refundedAt }) =>
    refund && refundedAt ? [{ id, number, identity, refund, refundedAt }] : [],
  )
  await tx.insert(tables.refunds).values(
    refunded.map(({ id, number, refund, refundedAt }) => ({
      id: newId(now),
      ...shared,
      orderId: id,
      sourceId: `${number}-1`,
      amountMinor: refund.amountMinor,
      reason: refund.reason,
      at: refundedAt,
    })),
  )
  const event = (customerId: string, refId: string, at: Date) => ({
    id: newId(now),
    corpId,
    customerId,
    kind: 'order' as const,
    source: SHOP,
    refId,
    occurredAt: at,
    recordedAt: at,
  })
  await tx.insert(tables.timelineEvents).values([
    ...rows.map(({ id, order, identity, amountMinor, at }) => ({
      ...event(identity.customerId, id, at),
      code: 'order_placed',
      params: { number: order.number, amountMinor: String(amountMinor), currency: 'CNY', item: order.items[0]?.name ?? '' },
    })),
    ...refunded.map(({ id, number, identity, refund, refundedAt }) => ({
      ...event(identity.customerId, id, refundedAt),
      code: 'order_refunded',
      params: { number, amountMinor: String(refund.amountMinor), currency: 'CNY', reason: refund.reason },
    })),
  ])
}
