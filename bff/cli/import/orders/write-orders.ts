import { and, eq, inArray } from 'drizzle-orm'
import type { Reader, Store, Tables, Writer } from '../../../db/index.ts'
import { newId } from '../../../db/new-id.ts'
import type { Order } from './build-order.ts'

export interface Written {
  new: number
  changed: number
  unchanged: number
}

interface Where {
  corpId: string
  /** Of the map: the namespace of accounts and of order numbers. */
  source: string
  now: Date
  dryRun: boolean
}

const ITEMS_PER_INSERT = 500

/** Writes a batch in one transaction, each order whole or not at all. What is there already in the same form is not touched. */
export async function writeOrders({ store, ...where }: Where & { store: Store }, batch: Order[]): Promise<Written> {
  const { tables, read } = store
  const pending = sort(batch, await known(read, tables, where, batch))
  const result = { new: pending.fresh.length, changed: pending.changed.length, unchanged: batch.length - pending.fresh.length - pending.changed.length }
  if (where.dryRun || result.unchanged === batch.length) return result
  return store.write(async (tx) => {
    const { fresh, changed } = sort(batch, await known(tx, tables, where, batch))
    const orders = [...fresh, ...changed.map(({ order }) => order)]
    const identityOf = await keepAccounts(tx, tables, where, orders)
    const rows = fresh.map((order) => ({ id: newId(where.now), order }))
    if (rows.length > 0)
      await tx.insert(tables.orders).values(rows.map(({ id, order }) => ({ id, createdAt: where.now, ...columnsOf(order, where, identityOf) })))
    for (const { id, order } of changed) {
      await tx
        .update(tables.orders)
        .set(columnsOf(order, where, identityOf))
        .where(eq(tables.orders.id, id))
      await tx.delete(tables.orderItems).where(eq(tables.orderItems.orderId, id))
      await tx.delete(tables.refunds).where(and(eq(tables.refunds.orderId, id), eq(tables.refunds.source, where.source)))
    }
    await insertParts(tx, tables, where, [...rows, ...changed])
    return { new: fresh.length, changed: changed.length, unchanged: batch.length - orders.length }
  })
}

type Known = Map<string, { id: string; contentHash: string; sourceVersion: number }>

async function known(db: Reader, { orders }: Tables, { corpId, source }: Where, batch: Order[]): Promise<Known> {
  const numbers = batch.map(({ number }) => number)
  const rows = await db
    .select({ id: orders.id, number: orders.number, contentHash: orders.contentHash, sourceVersion: orders.sourceVersion })
    .from(orders)
    .where(and(eq(orders.corpId, corpId), eq(orders.source, source), inArray(orders.number, numbers)))
  return new Map(rows.map(({ number, ...row }) => [number, row]))
}

/** Which orders are new and which differ; an older version never takes the place of a newer one. */
function sort(batch: Order[], rows: Known) {
  const fresh = batch.filter(({ number }) => !rows.has(number))
  const changed = batch.flatMap((order) => {
    const row = rows.get(order.number)
    return row && row.contentHash !== order.contentHash && row.sourceVersion <= order.sourceVersion ? [{ id: row.id, order }] : []
  })
  return { fresh, changed }
}

/** The accounts that bought, as identities that nobody is attached to yet. */
async function keepAccounts(tx: Writer, { identities }: Tables, { corpId, source, now }: Where, orders: Order[]): Promise<Map<string, string>> {
  const accounts = [...new Set(orders.map(({ account }) => account))]
  const key = { corpId, type: 'shop_account', namespace: source } as const
  await tx
    .insert(identities)
    .values(accounts.map((account) => ({ id: newId(now), ...key, value: account, label: account, createdAt: now, updatedAt: now })))
    .onConflictDoNothing()
  const rows = await tx
    .select({ id: identities.id, value: identities.value })
    .from(identities)
    .where(and(eq(identities.corpId, corpId), eq(identities.type, 'shop_account'), eq(identities.namespace, source), inArray(identities.value, accounts)))
  return new Map(rows.map(({ id, value }) => [value, id]))
}

function columnsOf(order: Order, { corpId, source, now }: Where, identityOf: Map<string, string>) {
  const { number, status, currency, amountMinor, refundedMinor, placedAt, sourceVersion, contentHash } = order
  const identityId = identityOf.get(order.account)
  if (!identityId) throw new Error('an account was not kept')
  return {
    corpId,
    source,
    number,
    identityId,
    status,
    currency,
    amountMinor,
    refundedMinor,
    itemCount: order.items.length,
    placedAt,
    sourceVersion,
    contentHash,
    updatedAt: now,
  }
}

async function insertParts(tx: Writer, { orderItems, refunds }: Tables, { corpId, source, now }: Where, orders: { id: string; order: Order }[]) {
  const items = orders.flatMap(({ id, order }) => order.items.map((item, at) => ({ orderId: id, corpId, position: at + 1, ...item })))
  for (let at = 0; at < items.length; at += ITEMS_PER_INSERT) await tx.insert(orderItems).values(items.slice(at, at + ITEMS_PER_INSERT))
  const paidBack = orders.flatMap(({ id, order: { number, currency, placedAt, refund } }) =>
    refund ? [{ id: newId(now), corpId, orderId: id, source, sourceId: number, currency, at: placedAt, ...refund }] : [],
  )
  if (paidBack.length > 0) await tx.insert(refunds).values(paidBack)
}
