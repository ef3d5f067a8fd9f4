import { and, asc, eq } from 'drizzle-orm'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { changedBy } from './changed-by.ts'
import { recordChange } from './record-change.ts'

/** All of a corp's records of one sort, in a new order; `was` is the order that it is made from. */
export interface NewOrder {
  ids: string[]
  was: string[]
  undoes?: string
}

/** Under this reference stands the order of an area's records. */
const ORDER = 'order'

/**
 * Puts the pipelines or the fields into another order.
 * @throws AppError `conflict` (another order by now; `details.current`, `by`), `refused` (`not_the_same`: one is missing or foreign)
 */
export async function reorder(call: WriteCall, area: 'pipelines' | 'fields', { ids, was, undoes }: NewOrder): Promise<string> {
  const { tx, tables, me } = call
  await tx.lock(area, me.corpId, 'alone')
  const table = area === 'pipelines' ? tables.pipelines : tables.fields
  const rows = await tx.select({ id: table.id, name: table.name }).from(table).where(eq(table.corpId, me.corpId)).orderBy(asc(table.position), asc(table.id))
  const current = rows.map(({ id }) => id)
  if (current.join() !== was.join())
    throw new AppError('conflict', 'the order changed meanwhile', { current, ...(await changedBy(tx, tables, me.corpId, ORDER)) })
  if ([...ids].sort().join() !== [...current].sort().join()) throw new AppError('refused', 'an order names each once', { reason: 'not_the_same' })
  for (const [at, id] of ids.entries()) {
    if (current[at] === id) continue
    await tx
      .update(table)
      .set({ position: at + 1 })
      .where(and(eq(table.id, id), eq(table.corpId, me.corpId)))
  }
  const moved = rows.find(({ id }) => Math.abs(ids.indexOf(id) - current.indexOf(id)) > 0)
  return recordChange(call, {
    area,
    action: `${area}_ordered`,
    refId: ORDER,
    params: { name: moved?.name ?? '' },
    before: current,
    after: ids,
    ...(undoes && { undoes }),
  })
}
