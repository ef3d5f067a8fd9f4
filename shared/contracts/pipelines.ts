import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Opportunity } from './customers.ts'
import { EmployeeRef, Id, Instant, Version } from './parts.ts'

const OpportunityParams = Type.Object({ opportunityId: Id })

const StageMove = Type.Object({ moveId: Id, opportunity: Opportunity })

export const pipelineRoutes = {
  'GET /pipelines/:pipelineId': {
    summary: 'Stages with their usual length, and the reasons for a loss',
    reach: 'employee',
    params: Type.Object({ pipelineId: Id }),
    reply: Type.Object({
      pipelineId: Id,
      name: Type.String(),
      stages: Type.Array(
        Type.Object({
          stageId: Id,
          name: Type.String(),
          kind: Type.Union([Type.Literal('open'), Type.Literal('won'), Type.Literal('lost')]),
          usualDays: Type.Optional(Type.Integer()),
        }),
      ),
      lostReasons: Type.Array(Type.Object({ lostReasonId: Id, text: Type.String() })),
    }),
    errors: ['not_found'],
  },
  'GET /opportunities/:opportunityId/moves': {
    summary: 'The history of stages, oldest first',
    reach: 'customer.read',
    params: OpportunityParams,
    reply: Type.Object({
      moves: Type.Array(
        Type.Object({ moveId: Id, fromStageId: Type.Optional(Id), toStageId: Id, actor: Type.Optional(EmployeeRef), undone: Type.Boolean(), at: Instant }),
      ),
    }),
  },
  'POST /opportunities/:opportunityId/stage': {
    summary: 'Moves an opportunity to another stage; the lost stage needs a reason',
    reach: 'stage.write',
    effect: 'key',
    params: OpportunityParams,
    body: Type.Object({
      stageId: Id,
      version: Version,
      lostReasonId: Type.Optional(Id),
      note: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    reply: StageMove,
    errors: ['conflict', 'refused'],
  },
  'POST /stage-moves/:moveId/undo': {
    summary: 'Takes the last move back',
    reach: 'stage.write',
    effect: 'key',
    params: Type.Object({ moveId: Id }),
    body: Type.Object({ version: Version }),
    reply: StageMove,
    errors: ['conflict', 'refused'],
  },
} as const satisfies Record<string, RouteContract>
