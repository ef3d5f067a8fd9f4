import { and, asc, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../errors.ts'
import { handle, handleWrite } from '../../http/handle.ts'
import { moveStage, undoMove } from './move-stage.ts'

/** Pipelines, and the stage of an opportunity. */
export async function pipelineRoutes(app: FastifyInstance) {
  handle(app, 'GET /pipelines/:pipelineId', async ({ params: { pipelineId } }, { me, read, tables }) => {
    const { pipelines, stages, lostReasons } = tables
    const [pipeline] = await read
      .select({ pipelineId: pipelines.id, name: pipelines.name })
      .from(pipelines)
      .where(and(eq(pipelines.id, pipelineId), eq(pipelines.corpId, me.corpId)))
    if (!pipeline) throw new AppError('not_found', 'nothing here')
    const stageRows = await read
      .select({ stageId: stages.id, name: stages.name, kind: stages.kind, usualDays: stages.usualDays })
      .from(stages)
      .where(and(eq(stages.pipelineId, pipelineId), eq(stages.active, true)))
      .orderBy(asc(stages.position))
    const reasons = await read
      .select({ lostReasonId: lostReasons.id, text: lostReasons.text })
      .from(lostReasons)
      .where(and(eq(lostReasons.pipelineId, pipelineId), eq(lostReasons.active, true)))
      .orderBy(asc(lostReasons.position))
    return { ...pipeline, stages: stageRows.map(({ usualDays, ...stage }) => (usualDays === null ? stage : { ...stage, usualDays })), lostReasons: reasons }
  })

  handle(app, 'GET /opportunities/:opportunityId/moves', async ({ params: { opportunityId } }, { read, tables }) => {
    const { stageMoves, employees } = tables
    const rows = await read
      .select({
        moveId: stageMoves.id,
        fromStageId: stageMoves.fromStageId,
        toStageId: stageMoves.toStageId,
        undoneAt: stageMoves.undoneAt,
        at: stageMoves.at,
        actorId: employees.id,
        actorName: employees.name,
      })
      .from(stageMoves)
      .leftJoin(employees, eq(employees.id, stageMoves.employeeId))
      .where(eq(stageMoves.opportunityId, opportunityId))
      .orderBy(asc(stageMoves.at), asc(stageMoves.id))
    return {
      moves: rows.map(({ moveId, fromStageId, toStageId, undoneAt, at, actorId, actorName }) => ({
        moveId,
        ...(fromStageId && { fromStageId }),
        toStageId,
        ...(actorId && actorName !== null && { actor: { employeeId: actorId, name: actorName } }),
        undone: undoneAt !== null,
        at: at.toISOString(),
      })),
    }
  })

  handleWrite(app, 'POST /opportunities/:opportunityId/stage', (input, call) => moveStage(call, input))
  handleWrite(app, 'POST /stage-moves/:moveId/undo', (input, call) => undoMove(call, input))
}
