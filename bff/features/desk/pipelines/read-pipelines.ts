import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Static } from 'typebox'
import type { DeskPipeline } from '../../../../shared/contracts/desk/pipelines.ts'
import type { Reader, Tables } from '../../../db/index.ts'

export type PipelineRecord = Static<typeof DeskPipeline>

/** A corp's pipelines in their order, or one of them, with who stand in each stage. */
export async function readPipelines(db: Reader, tables: Tables, corpId: string, pipelineId?: string): Promise<PipelineRecord[]> {
  const { pipelines, stages, lostReasons, scripts } = tables
  const rows = await db
    .select()
    .from(pipelines)
    .where(and(eq(pipelines.corpId, corpId), pipelineId ? eq(pipelines.id, pipelineId) : undefined))
    .orderBy(asc(pipelines.position), asc(pipelines.id))
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const stageRows = await db
    .select({ stage: stages, scriptTitle: scripts.title })
    .from(stages)
    .leftJoin(scripts, eq(scripts.id, stages.nextScriptId))
    .where(inArray(stages.pipelineId, ids))
    .orderBy(asc(stages.position))
  const reasonRows = await db.select().from(lostReasons).where(inArray(lostReasons.pipelineId, ids)).orderBy(asc(lostReasons.position))
  const use = await useOf(db, tables, ids)
  return rows.map(({ id, version, name, active }) => ({
    pipelineId: id,
    version,
    name,
    active,
    stages: stageRows
      .filter(({ stage }) => stage.pipelineId === id)
      .map(({ stage, scriptTitle }) => ({
        stageId: stage.id,
        name: stage.name,
        kind: stage.kind,
        ...(stage.usualDays !== null && { usualDays: stage.usualDays }),
        ...(stage.nextStep !== null && { nextStep: stage.nextStep }),
        ...(stage.nextScriptId !== null && { nextScriptId: stage.nextScriptId }),
        ...(scriptTitle !== null && { nextScriptTitle: scriptTitle }),
        active: stage.active,
        customers: use.customers.get(stage.id) ?? 0,
        used: use.stages.has(stage.id),
      })),
    lostReasons: reasonRows
      .filter((reason) => reason.pipelineId === id)
      .map((reason) => ({ lostReasonId: reason.id, text: reason.text, active: reason.active, used: use.reasons.has(reason.id) })),
  }))
}

async function useOf(db: Reader, { opportunities, stageMoves }: Tables, pipelineIds: string[]) {
  const standing = await db
    .select({ stageId: opportunities.stageId, customers: sql<number>`count(*)`.mapWith(Number) })
    .from(opportunities)
    .where(inArray(opportunities.pipelineId, pipelineIds))
    .groupBy(opportunities.stageId)
  const inPipelines = and(eq(opportunities.id, stageMoves.opportunityId), inArray(opportunities.pipelineId, pipelineIds))
  const passed = await db.selectDistinct({ stageId: stageMoves.toStageId }).from(stageMoves).innerJoin(opportunities, inPipelines)
  const given = await db.selectDistinct({ reasonId: stageMoves.lostReasonId }).from(stageMoves).innerJoin(opportunities, inPipelines)
  return {
    customers: new Map(standing.map(({ stageId, customers }) => [stageId, customers])),
    stages: new Set([...standing, ...passed].map(({ stageId }) => stageId)),
    reasons: new Set(given.map(({ reasonId }) => reasonId)),
  }
}
