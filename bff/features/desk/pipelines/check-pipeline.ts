import type { Static } from 'typebox'
import type { PipelineDraft } from '../../../../shared/contracts/desk/pipelines.ts'
import { AppError } from '../../../errors.ts'
import type { PipelineRecord } from './read-pipelines.ts'

export type Draft = Static<typeof PipelineDraft>

/** How much of each there may be in use. */
export const LIMITS = { pipelines: 10, stages: 20, lostReasons: 20 }

const refuse = (reason: string, details: object = {}): never => {
  throw new AppError('refused', `a pipeline cannot be like this: ${reason}`, { reason, ...details })
}

/**
 * What holds for every pipeline, whoever made it.
 * @throws AppError `refused`, `details.reason`: too_many (`limit`), name_taken (`name`), needs_open_stage, one_lost_stage, needs_lost_reason
 */
export function checkPipeline({ stages, lostReasons }: Draft): void {
  const active = stages.filter((stage) => stage.active)
  const reasons = lostReasons.filter((reason) => reason.active)
  if (active.length > LIMITS.stages) refuse('too_many', { limit: LIMITS.stages })
  if (reasons.length > LIMITS.lostReasons) refuse('too_many', { limit: LIMITS.lostReasons })
  for (const names of [active.map(({ name }) => name), reasons.map(({ text }) => text)]) {
    const twice = names.find((name, at) => names.findIndex((other) => other.trim() === name.trim()) < at)
    if (twice) refuse('name_taken', { name: twice.trim() })
  }
  if (!active.some(({ kind }) => kind === 'open')) refuse('needs_open_stage')
  const lost = active.filter(({ kind }) => kind === 'lost')
  if (lost.length > 1) refuse('one_lost_stage')
  if (lost.length === 1 && reasons.length === 0) refuse('needs_lost_reason')
}

/**
 * What follows from who use it: nothing that was ever used is deleted, and nobody becomes or stops being lost by a change of the stage's kind.
 * @throws AppError `refused`, `details.reason`: stage_used, reason_used (`name`), kind_in_use (`name`, `customers`)
 */
export function checkUse(known: PipelineRecord, { stages, lostReasons }: Draft): void {
  const kept = new Map(stages.map((stage) => [stage.stageId, stage]))
  for (const { stageId, name, kind, customers, used } of known.stages) {
    const next = kept.get(stageId)
    if (!next && used) refuse('stage_used', { name })
    if (next && (next.kind === 'lost') !== (kind === 'lost') && customers > 0) refuse('kind_in_use', { name, customers })
  }
  const reasons = new Set(lostReasons.map(({ lostReasonId }) => lostReasonId))
  const gone = known.lostReasons.find(({ lostReasonId, used }) => used && !reasons.has(lostReasonId))
  if (gone) refuse('reason_used', { name: gone.text })
}
