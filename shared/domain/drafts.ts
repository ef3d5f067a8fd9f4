import type { Static } from 'typebox'
import type { DeskField, FieldDraft } from '../contracts/desk/fields.ts'
import type { DeskPipeline, PipelineDraft } from '../contracts/desk/pipelines.ts'

/** A pipeline as it is, ready to be changed and stored. */
export const pipelineDraft = ({ name, active, stages, lostReasons }: Static<typeof DeskPipeline>): Static<typeof PipelineDraft> => ({
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
export const fieldDraft = ({ name, type, unit, active, options }: Static<typeof DeskField>): Static<typeof FieldDraft> => ({
  name,
  type,
  ...(unit !== undefined && { unit }),
  active,
  options: options.map(({ optionId, name: option, active: offered }) => ({ optionId, name: option, active: offered })),
})
