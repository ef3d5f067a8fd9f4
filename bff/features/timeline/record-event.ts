import { and, eq, lt } from 'drizzle-orm'
import type { Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { one } from '../../db/one.ts'

type EventRow = Tables['timelineEvents']['$inferSelect']

/** One row of the customer's timeline: a code and parameters, never a ready sentence, so that every language can word it. */
export interface NewEvent extends Pick<EventRow, 'corpId' | 'customerId' | 'kind' | 'code' | 'params'> {
  actorId: string | null
  /** What wrote it: a person, WeCom. */
  source: 'person' | 'wecom'
  /** The row it speaks of. */
  refId?: string
  /** When it happened, if earlier than now. */
  occurredAt?: Date
}

/**
 * Appends to the timeline, in the transaction of the change that it tells of; the customer is active from then on, but not by being looked at. Nothing in
 * the timeline is ever overwritten.
 */
export async function recordEvent(
  tx: Writer,
  { timelineEvents, customers, followRelations }: Tables,
  { occurredAt: earlier, ...event }: NewEvent,
  now: Date,
): Promise<EventRow> {
  const occurredAt = earlier ?? now
  const rows = await tx
    .insert(timelineEvents)
    .values({ id: newId(now), ...event, occurredAt, recordedAt: now })
    .returning()
  if (event.kind !== 'look') {
    const activeMs = occurredAt.getTime()
    await tx
      .update(customers)
      .set({ activeMs })
      .where(and(eq(customers.id, event.customerId), lt(customers.activeMs, activeMs)))
    await tx
      .update(followRelations)
      .set({ activeMs })
      .where(and(eq(followRelations.customerId, event.customerId), lt(followRelations.activeMs, activeMs)))
  }
  return one(rows)
}
