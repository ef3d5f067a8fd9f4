import { eq, max } from 'drizzle-orm'
import type { Tables, Writer } from '../../db/index.ts'

/** When something last happened with these customers, from timelines that were written as a whole and not event by event. */
export async function settleActivity(tx: Writer, { customers, timelineEvents }: Tables, customerIds: Iterable<string>): Promise<void> {
  for (const customerId of customerIds) {
    const [row] = await tx
      .select({ at: max(timelineEvents.occurredAt) })
      .from(timelineEvents)
      .where(eq(timelineEvents.customerId, customerId))
    if (row?.at) await tx.update(customers).set({ activeMs: row.at.getTime() }).where(eq(customers.id, customerId))
  }
}
