import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import { newId } from '../../db/new-id.ts'
import type { Params } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { recordEvent } from '../timeline/index.ts'
import { readOpportunity } from './read-opportunity.ts'

type Move = RouteInput<'POST /opportunities/:opportunityId/stage'>

/**
 * Moves an opportunity to another stage and records the move, as one unit.
 * @throws AppError `refused` (`details.reason`: no_such_stage, same_stage, lost_reason_required), `conflict` (a colleague was first; `details.stageId`, `version`, `by`)
 */
export async function moveStage(call: WriteCall, { params: { opportunityId }, body }: Move) {
  const { tx, tables, me, now } = call
  const { opportunities, stageMoves, stages } = tables
  await tx.lock('pipelines', me.corpId, 'shared')
  const [before] = await tx.select().from(opportunities).where(eq(opportunities.id, opportunityId))
  if (!before) throw new AppError('not_found', 'nothing here')
  const [stage] = await tx
    .select({ id: stages.id, name: stages.name, kind: stages.kind })
    .from(stages)
    .where(and(eq(stages.id, body.stageId), eq(stages.pipelineId, before.pipelineId), eq(stages.active, true)))
  if (!stage) throw new AppError('refused', 'the pipeline has no such stage', { reason: 'no_such_stage' })
  const lostReason = stage.kind === 'lost' ? await lostReasonOf(call, before.pipelineId, body.lostReasonId) : undefined
  if (before.version === body.version && before.stageId === stage.id) throw new AppError('refused', 'it is in this stage already', { reason: 'same_stage' })

  const [after] = await tx
    .update(opportunities)
    .set({ stageId: stage.id, enteredAt: now, lostReasonId: lostReason?.id ?? null, version: sql`${opportunities.version} + 1`, updatedAt: now })
    .where(and(eq(opportunities.id, opportunityId), eq(opportunities.version, body.version)))
    .returning({ version: opportunities.version })
  if (!after) throw await conflict(call, opportunityId)

  const moveId = newId(now)
  await tx.insert(stageMoves).values({
    id: moveId,
    corpId: me.corpId,
    opportunityId,
    fromStageId: before.stageId,
    toStageId: stage.id,
    fromEnteredAt: before.enteredAt,
    fromLostReasonId: before.lostReasonId,
    employeeId: me.employeeId,
    lostReasonId: lostReason?.id ?? null,
    note: body.note ?? null,
    versionAfter: after.version,
    at: now,
  })
  const opportunity = await readOpportunity(tx, tables, opportunityId)
  const from = opportunity.stages.find(({ stageId }) => stageId === before.stageId)?.name ?? ''
  const details: Params = {
    from,
    to: stage.name,
    fromEnteredAt: before.enteredAt.toISOString(),
    ...(lostReason && { reason: lostReason.text }),
    ...(body.note && { note: body.note }),
  }
  await recordStageEvent(call, stage.kind === 'lost' ? 'stage_lost' : 'stage_moved', details, moveId)
  return { moveId, opportunity }
}

/**
 * Takes the last move back: stage, entry time and lost reason are as before it.
 * @throws AppError `refused` (`details.reason`: already_undone, first_stage), `conflict` when the opportunity was moved again since
 */
export async function undoMove(call: WriteCall, { params: { moveId }, body }: RouteInput<'POST /stage-moves/:moveId/undo'>) {
  const { tx, tables, me, now } = call
  const { opportunities, stageMoves } = tables
  await tx.lock('pipelines', me.corpId, 'shared')
  const [move] = await tx.select().from(stageMoves).where(eq(stageMoves.id, moveId))
  if (!move) throw new AppError('not_found', 'nothing here')
  const { opportunityId, fromStageId, fromEnteredAt } = move
  if (!fromStageId || !fromEnteredAt) throw new AppError('refused', 'the opportunity began here', { reason: 'first_stage' })
  const [marked] = await tx
    .update(stageMoves)
    .set({ undoneAt: now })
    .where(and(eq(stageMoves.id, moveId), isNull(stageMoves.undoneAt)))
    .returning({ id: stageMoves.id })
  if (!marked) throw new AppError('refused', 'taken back already', { reason: 'already_undone' })
  const [after] = await tx
    .update(opportunities)
    .set({ stageId: fromStageId, enteredAt: fromEnteredAt, lostReasonId: move.fromLostReasonId, version: sql`${opportunities.version} + 1`, updatedAt: now })
    .where(and(eq(opportunities.id, opportunityId), eq(opportunities.version, body.version), eq(opportunities.version, move.versionAfter)))
    .returning({ version: opportunities.version })
  if (!after) throw await conflict(call, opportunityId)
  const opportunity = await readOpportunity(tx, tables, opportunityId)
  const nameOf = (id: string) => opportunity.stages.find(({ stageId }) => stageId === id)?.name ?? ''
  await recordStageEvent(call, 'stage_move_undone', { from: nameOf(move.toStageId), to: nameOf(fromStageId) }, moveId)
  return { moveId, opportunity }
}

async function lostReasonOf({ tx, tables: { lostReasons } }: WriteCall, pipelineId: string, lostReasonId: string | undefined) {
  const [reason] = lostReasonId
    ? await tx
        .select({ id: lostReasons.id, text: lostReasons.text })
        .from(lostReasons)
        .where(and(eq(lostReasons.id, lostReasonId), eq(lostReasons.pipelineId, pipelineId), eq(lostReasons.active, true)))
    : []
  if (!reason) throw new AppError('refused', 'a lost customer needs one of the reasons of the pipeline', { reason: 'lost_reason_required' })
  return reason
}

/** Where it stands now, and who moved it there or took a move back. */
async function conflict({ tx, tables, subject }: WriteCall, opportunityId: string) {
  const { opportunities, stageMoves, timelineEvents, employees } = tables
  const [now] = await tx
    .select({ stageId: opportunities.stageId, version: opportunities.version })
    .from(opportunities)
    .where(eq(opportunities.id, opportunityId))
  const [last] = await tx
    .select({ by: employees.name })
    .from(timelineEvents)
    .innerJoin(stageMoves, eq(stageMoves.id, timelineEvents.refId))
    .innerJoin(employees, eq(employees.id, timelineEvents.actorId))
    .where(and(eq(timelineEvents.customerId, subject.customerId), eq(timelineEvents.kind, 'stage'), eq(stageMoves.opportunityId, opportunityId)))
    .orderBy(desc(timelineEvents.occurredAt), desc(timelineEvents.id))
    .limit(1)
  return new AppError('conflict', 'stage changed meanwhile', { ...now, ...last })
}

async function recordStageEvent({ tx, tables, me, subject, now }: WriteCall, code: string, params: Params, moveId: string) {
  await recordEvent(
    tx,
    tables,
    { corpId: me.corpId, customerId: subject.customerId, kind: 'stage', code, params, actorId: me.employeeId, source: 'person', refId: moveId },
    now,
  )
}
