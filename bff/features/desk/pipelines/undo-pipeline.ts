import { and, eq } from 'drizzle-orm'
import { pipelineDraft } from '../../../../shared/domain/drafts.ts'
import { AppError } from '../../../errors.ts'
import type { Undo } from '../undo.ts'
import { recordChange } from '../record-change.ts'
import { moveCustomersBack, type StageMoves } from './move-customers.ts'
import type { PipelineRecord } from './read-pipelines.ts'
import { savePipeline } from './save-pipeline.ts'

/** Puts a pipeline back as it was, with the customers who were moved out of a stage; those who were moved on since stay. */
export const undoSave: Undo = async (call, { id, refId, before, after, at }) => {
  const was = before as PipelineRecord
  const is = after as PipelineRecord & { moves: StageMoves[] }
  const { changeId } = await savePipeline(call, { pipelineId: refId, version: is.version, pipeline: pipelineDraft(was), undoes: id })
  const names = new Map([...is.stages, ...was.stages].map(({ stageId, name }) => [stageId, name]))
  for (const move of is.moves) await moveCustomersBack(call, move, at, names)
  return { changeId }
}

/** Deletes a pipeline that was added by mistake. @throws AppError `refused` (pipeline_used), `conflict` when it was changed since */
export const undoAdd: Undo = async (call, { id, refId, after, details }) => {
  const { tx, tables, me } = call
  const { pipelines, stages, lostReasons, opportunities } = tables
  await tx.lock('pipelines', me.corpId, 'alone')
  if ((await tx.$count(opportunities, eq(opportunities.pipelineId, refId))) > 0)
    throw new AppError('refused', 'customers are in it', { reason: 'pipeline_used' })
  const gone = await tx
    .delete(pipelines)
    .where(and(eq(pipelines.id, refId), eq(pipelines.version, (after as PipelineRecord).version)))
    .returning({ id: pipelines.id })
  if (gone.length === 0) throw new AppError('conflict', 'the pipeline changed meanwhile')
  await tx.delete(stages).where(eq(stages.pipelineId, refId))
  await tx.delete(lostReasons).where(eq(lostReasons.pipelineId, refId))
  const deleted = { area: 'pipelines', action: 'pipeline_deleted', refId, params: details, before: after, undoes: id } as const
  return { changeId: await recordChange(call, deleted) }
}
