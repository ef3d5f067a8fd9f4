import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'

export type Pipeline = RouteReply<'GET /desk/pipelines'>['pipelines'][number]
export type Stage = Pipeline['stages'][number]
export type PipelineDraft = RouteInput<'PUT /desk/pipelines/:pipelineId'>['body']['pipeline']
export type StageDraft = PipelineDraft['stages'][number]

export type Field = RouteReply<'GET /desk/fields'>['fields'][number]
export type FieldDraft = RouteInput<'PUT /desk/fields/:fieldId'>['body']['field']

/** A pipeline as it is, ready to be changed and stored. */
export const pipelineDraft = ({ name, active, stages, lostReasons }: Pipeline): PipelineDraft => ({
  name,
  active,
  stages: stages.map(({ stageId, name: stage, kind, usualDays, nextStep, nextScriptId, active: inUse }) => ({
    stageId,
    name: stage,
    kind,
    ...(usualDays !== undefined && { usualDays }),
    ...(nextStep !== undefined && { nextStep }),
    ...(nextScriptId !== undefined && { nextScriptId }),
    active: inUse,
  })),
  lostReasons: lostReasons.map(({ lostReasonId, text, active: inUse }) => ({ lostReasonId, text, active: inUse })),
})

/** A field as it is, ready to be changed and stored. */
export const fieldDraft = ({ name, type, unit, active, options }: Field): FieldDraft => ({
  name,
  type,
  ...(unit !== undefined && { unit }),
  active,
  options: options.map(({ optionId, name: option, active: offered }) => ({ optionId, name: option, active: offered })),
})

/** The list with one entry moved a step among those that are in use; the retired ones keep out of the way. */
export function moved<Item extends { active: boolean }>(items: Item[], item: Item, step: -1 | 1): Item[] {
  const inUse = items.filter(({ active }) => active)
  const at = inUse.indexOf(item)
  const other = inUse[at + step]
  if (!other) return items
  inUse[at] = other
  inUse[at + step] = item
  return [...inUse, ...items.filter(({ active }) => !active)]
}
