import type { Params, Tables } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import type { WriteCall } from '../../http/handle.ts'

type AuditRow = Tables['audit']['$inferSelect']
export type Area = NonNullable<AuditRow['area']>

export interface NewChange {
  area: Area
  action: string
  /** The record it is about. */
  refId: string
  params?: Params
  /** The record as it was, absent when it was not there; and as it is. */
  before?: unknown
  after?: unknown
  /** The change that this one takes back. */
  undoes?: string
}

/** Leaves the audit row of a change at the desk, in the transaction of the change. @returns the change's id */
export async function recordChange(
  { tx, tables, me, now }: Pick<WriteCall, 'tx' | 'tables' | 'now'> & { me: { corpId: string; employeeId: string } },
  { params = {}, ...change }: NewChange,
): Promise<string> {
  const id = newId(now)
  await tx.insert(tables.audit).values({ id, corpId: me.corpId, employeeId: me.employeeId, details: params, ...change, at: now })
  return id
}
