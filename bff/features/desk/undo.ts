import { and, eq } from 'drizzle-orm'
import type { Params } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'

/** A change as its audit row has it. */
export interface Recorded {
  id: string
  action: string
  refId: string
  details: Params
  before: unknown
  after: unknown
  at: Date
}

/** Takes one sort of change back and records that as a change of its own. */
export type Undo = (call: WriteCall, change: Recorded) => Promise<{ changeId: string; jobId?: string }>

/**
 * Takes a change back, once.
 * @throws AppError `not_found`; `refused` (`details.reason`: already_undone, not_undoable, or what the act itself refuses); `conflict` when it was changed again since
 */
export async function undoChange(call: WriteCall, undos: Map<string, Undo>, changeId: string) {
  const { tx, tables, me } = call
  const { audit } = tables
  await tx.lock('change', changeId, 'alone')
  const [row] = await tx
    .select()
    .from(audit)
    .where(and(eq(audit.id, changeId), eq(audit.corpId, me.corpId)))
  if (!row?.area || row.refId === null) throw new AppError('not_found', 'nothing here')
  const undo = undos.get(row.action)
  if (!undo) throw new AppError('refused', 'this cannot be taken back', { reason: 'not_undoable' })
  if ((await tx.$count(audit, eq(audit.undoes, changeId))) > 0) throw new AppError('refused', 'it was taken back already', { reason: 'already_undone' })
  return undo(call, { ...row, refId: row.refId })
}
