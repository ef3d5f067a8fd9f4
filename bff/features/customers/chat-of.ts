import { and, asc, eq } from 'drizzle-orm'
import { AppError } from '../../errors.ts'
import type { ReadCall } from '../../http/handle.ts'

/**
 * How WeCom names the customer to me, so that my client can open our chat. Only followers have one.
 * @throws AppError `refused` without a follow relation of mine
 */
export async function chatOf({ read, tables: { followRelations }, me, subject }: Pick<ReadCall, 'read' | 'tables' | 'me' | 'subject'>) {
  const [mine] = await read
    .select({ externalUserId: followRelations.externalUserId })
    .from(followRelations)
    .where(and(eq(followRelations.customerId, subject.customerId), eq(followRelations.employeeId, me.employeeId), eq(followRelations.active, true)))
    .orderBy(asc(followRelations.followedAt))
    .limit(1)
  if (!mine) throw new AppError('refused', 'only followers have a chat with the customer', { reason: 'no_relation' })
  return mine
}
