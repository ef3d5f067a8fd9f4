import Type from 'typebox'
import type { RouteContract } from '../contract.ts'
import { Id, Version } from '../parts.ts'

/** A name of a few words, more than blanks. */
export const Name = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })

const stage = {
  name: Name(20),
  kind: Type.Union([Type.Literal('open'), Type.Literal('won'), Type.Literal('lost')]),
  usualDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  nextStep: Type.Optional(Name(100)),
  nextScriptId: Type.Optional(Id),
  active: Type.Boolean({ description: 'false: nobody can be moved here any more; it stays in the history' }),
}
const reason = { text: Name(30), active: Type.Boolean() }

/** In the order in which it is shown. What has no id is new; what was there and is absent is deleted, which only works while nobody has ever used it. */
export const PipelineDraft = Type.Object({
  name: Name(20),
  active: Type.Boolean({ description: 'false: no new customers enter it, those in it stay' }),
  stages: Type.Array(Type.Object({ stageId: Type.Optional(Id), ...stage }), { minItems: 1, maxItems: 60 }),
  lostReasons: Type.Array(Type.Object({ lostReasonId: Type.Optional(Id), ...reason }), { maxItems: 60 }),
})

export const DeskPipeline = Type.Object({
  pipelineId: Id,
  version: Version,
  name: Type.String(),
  active: Type.Boolean(),
  stages: Type.Array(
    Type.Object({
      stageId: Id,
      ...stage,
      /** Who stand in it now. */
      customers: Type.Integer(),
      /** Somebody is or was in it: it can be retired, not deleted. */
      used: Type.Boolean(),
      nextScriptTitle: Type.Optional(Type.String()),
    }),
  ),
  lostReasons: Type.Array(Type.Object({ lostReasonId: Id, ...reason, used: Type.Boolean() })),
})

const PipelineParams = Type.Object({ pipelineId: Id })
const Saved = Type.Object({ changeId: Id, pipeline: DeskPipeline })

export const deskPipelineRoutes = {
  'GET /desk/pipelines': {
    summary: 'All pipelines with their stages, retired ones too; new customers enter the first active one',
    reach: 'admin',
    reply: Type.Object({ pipelines: Type.Array(DeskPipeline) }),
  },
  'POST /desk/pipelines': {
    summary: 'A new pipeline, last in the order, with the usual stages and reasons',
    reach: 'admin',
    effect: 'key',
    body: Type.Object({ name: Name(20) }),
    reply: Saved,
    errors: ['refused'],
  },
  'PUT /desk/pipelines/:pipelineId': {
    summary: 'A pipeline as it is to be; `moves` say where the customers of a retired stage go',
    reach: 'admin',
    effect: 'key',
    params: PipelineParams,
    body: Type.Object({
      version: Version,
      pipeline: PipelineDraft,
      moves: Type.Optional(Type.Array(Type.Object({ fromStageId: Id, toStageId: Id }), { maxItems: 60 })),
    }),
    reply: Saved,
    errors: ['not_found', 'conflict', 'refused'],
  },
  'PUT /desk/pipeline-order': {
    summary: 'All pipelines in a new order; `was` is the one that the caller saw',
    reach: 'admin',
    effect: 'key',
    body: Type.Object({ ids: Type.Array(Id, { maxItems: 100 }), was: Type.Array(Id, { maxItems: 100 }) }),
    reply: Type.Object({ changeId: Id }),
    errors: ['conflict', 'refused'],
  },
} as const satisfies Record<string, RouteContract>
