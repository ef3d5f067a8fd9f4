import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { newId } from '../../../db/new-id.ts'
import { AppError } from '../../../errors.ts'
import type { WriteCall } from '../../../http/handle.ts'
import type { Draft } from './check-pipeline.ts'
import type { PipelineRecord } from './read-pipelines.ts'

export interface StageMoves {
  fromStageId: string
  toStageId: string
}

/** Rows of one statement, far below what either engine takes. */
const BATCH = 200

/**
 * Where everybody in a stage that is retired goes, checked against the pipeline as it is to be.
 * @throws AppError `refused`, `details.reason`: stage_in_use (`stageId`, `name`, `customers`), no_such_target
 */
export function checkMoves(known: PipelineRecord, { stages }: Draft, moves: StageMoves[]): StageMoves[] {
  const next = new Map(stages.map((stage) => [stage.stageId, stage]))
  const wanted = new Map(moves.map((move) => [move.fromStageId, move]))
  return known.stages.flatMap(({ stageId, name, customers }) => {
    if (customers === 0 || next.get(stageId)?.active) return []
    const move = wanted.get(stageId)
    if (!move) throw new AppError('refused', 'customers stand in this stage', { reason: 'stage_in_use', stageId, name, customers })
    const target = next.get(move.toStageId)
    if (!target?.active || target.kind === 'lost') throw new AppError('refused', 'nobody can be moved there', { reason: 'no_such_target' })
    return [move]
  })
}

/** Moves everybody from one stage to another, each with history and timeline. @returns how many */
export async function moveCustomers(call: WriteCall, { fromStageId, toStageId }: StageMoves, names: Map<string, string>): Promise<number> {
  const { tx, tables, me, now } = call
  const { opportunities, stageMoves } = tables
  const before = await tx.select().from(opportunities).where(eq(opportunities.stageId, fromStageId))
  const known = new Map(before.map((row) => [row.id, row]))
  const moved = await tx
    .update(opportunities)
    .set({ stageId: toStageId, enteredAt: now, lostReasonId: null, version: sql`${opportunities.version} + 1`, updatedAt: now })
    .where(eq(opportunities.stageId, fromStageId))
    .returning({ id: opportunities.id, customerId: opportunities.customerId, version: opportunities.version })
  const rows = moved.map(({ id, customerId, version }) => ({
    customerId,
    move: {
      id: newId(now),
      corpId: me.corpId,
      opportunityId: id,
      fromStageId,
      toStageId,
      fromEnteredAt: known.get(id)?.enteredAt ?? null,
      fromLostReasonId: known.get(id)?.lostReasonId ?? null,
      employeeId: me.employeeId,
      versionAfter: version,
      at: now,
    },
  }))
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH)
    await tx.insert(stageMoves).values(batch.map(({ move }) => move))
    await tell(
      call,
      batch.map(({ customerId, move }) => ({
        customerId,
        refId: move.id,
        code: 'stage_moved',
        params: {
          from: names.get(fromStageId) ?? '',
          to: names.get(toStageId) ?? '',
          ...(move.fromEnteredAt && { fromEnteredAt: move.fromEnteredAt.toISOString() }),
        },
      })),
    )
  }
  return rows.length
}

/** Takes back what {@link moveCustomers} did at that moment, for those who were not moved again since. */
export async function moveCustomersBack(call: WriteCall, { fromStageId, toStageId }: StageMoves, movedAt: Date, names: Map<string, string>): Promise<void> {
  const { tx, tables, now } = call
  const { opportunities, stageMoves } = tables
  const rows = await tx
    .select({ move: stageMoves, customerId: opportunities.customerId })
    .from(stageMoves)
    .innerJoin(opportunities, and(eq(opportunities.id, stageMoves.opportunityId), eq(opportunities.version, stageMoves.versionAfter)))
    .where(and(eq(stageMoves.fromStageId, fromStageId), eq(stageMoves.toStageId, toStageId), eq(stageMoves.at, movedAt), isNull(stageMoves.undoneAt)))
  for (const { move } of rows)
    await tx
      .update(opportunities)
      .set({
        stageId: fromStageId,
        enteredAt: move.fromEnteredAt ?? now,
        lostReasonId: move.fromLostReasonId,
        version: sql`${opportunities.version} + 1`,
        updatedAt: now,
      })
      .where(and(eq(opportunities.id, move.opportunityId), eq(opportunities.version, move.versionAfter)))
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH)
    await tx
      .update(stageMoves)
      .set({ undoneAt: now })
      .where(
        inArray(
          stageMoves.id,
          batch.map(({ move }) => move.id),
        ),
      )
    await tell(
      call,
      batch.map(({ customerId, move }) => ({
        customerId,
        refId: move.id,
        code: 'stage_move_undone',
        params: { from: names.get(toStageId) ?? '', to: names.get(fromStageId) ?? '' },
      })),
    )
  }
}

async function tell({ tx, tables, me, now }: WriteCall, events: { customerId: string; refId: string; code: string; params: Record<string, string> }[]) {
  const common = { corpId: me.corpId, kind: 'stage' as const, actorId: me.employeeId, source: 'person', occurredAt: now, recordedAt: now }
  await tx.insert(tables.timelineEvents).values(events.map((event) => ({ id: newId(now), ...common, ...event })))
}
