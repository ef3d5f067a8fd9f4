import { eq, max } from 'drizzle-orm'
import type { Tables, Writer } from '../../db/index.ts'

/** When something last happened with these customers, from timelines that were written as a whole and not event by event. */
export async function settleActivity(tx: Writer, { customers, followRelations, timelineEvents }: Tables, customerIds: Iterable<string>): Promise<void> {
  for (const customerId of customerIds) {
    const [row] = await tx
      .select({ at: max(timelineEvents.occurredAt) })
      .from(timelineEvents)
      .where(eq(timelineEvents.customerId, customerId))
    if (!row?.at) continue
    const activeMs = row.at.getTime()
    await tx.update(customers).set({ activeMs }).where(eq(customers.id, customerId))
    await tx.update(followRelations).set({ activeMs }).where(eq(followRelations.customerId, customerId))
  }
}
