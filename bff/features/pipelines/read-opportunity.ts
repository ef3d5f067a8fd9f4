import { and, asc, eq, or } from 'drizzle-orm'
import type { Static } from 'typebox'
import type { Opportunity } from '../../../shared/contracts/customers.ts'
import type { Reader, Tables } from '../../db/index.ts'
import { AppError } from '../../errors.ts'

/** An opportunity with the stages of its pipeline that are in use, as the contract has it. */
export async function readOpportunity(
  db: Reader,
  { opportunities, pipelines, stages, lostReasons }: Tables,
  opportunityId: string,
): Promise<Static<typeof Opportunity>> {
  const rows = await db
    .select({
      pipelineId: opportunities.pipelineId,
      pipelineName: pipelines.name,
      stageId: opportunities.stageId,
      enteredAt: opportunities.enteredAt,
      version: opportunities.version,
      lostReason: lostReasons.text,
      listedStageId: stages.id,
      name: stages.name,
      kind: stages.kind,
    })
    .from(opportunities)
    .innerJoin(pipelines, eq(pipelines.id, opportunities.pipelineId))
    .innerJoin(stages, and(eq(stages.pipelineId, opportunities.pipelineId), or(eq(stages.active, true), eq(stages.id, opportunities.stageId))))
    .leftJoin(lostReasons, eq(lostReasons.id, opportunities.lostReasonId))
    .where(eq(opportunities.id, opportunityId))
    .orderBy(asc(stages.position))
  const [first] = rows
  if (!first) throw new AppError('not_found', 'nothing here')
  const { pipelineId, pipelineName, stageId, enteredAt, version, lostReason } = first
  return {
    opportunityId,
    pipelineId,
    pipelineName,
    stageId,
    enteredAt: enteredAt.toISOString(),
    version,
    ...(lostReason && { lostReason }),
    stages: rows.map(({ listedStageId, name, kind }) => ({ stageId: listedStageId, name, kind })),
  }
}
