import Type from 'typebox'
import type { RouteContract } from '../contract.ts'
import { Cursor, EmployeeRef, Id, Instant, PageSize, Params } from '../parts.ts'

const Area = Type.Union([Type.Literal('pipelines'), Type.Literal('fields'), Type.Literal('tags'), Type.Literal('roles'), Type.Literal('settings')])

const Change = Type.Object({
  changeId: Id,
  area: Area,
  action: Type.String({ description: 'such as pipeline_saved, fields_ordered, tag_renamed, tag_refused, team_kind_set' }),
  /** What is needed to word it beside the record itself: names, counts, a reason. */
  params: Params,
  by: EmployeeRef,
  at: Instant,
  /** The record as it was; absent before it was there. */
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
  /** It was taken back, or WeCom refused it. */
  undone: Type.Boolean(),
  undoable: Type.Boolean(),
  /** It is itself the taking back of another. */
  undoes: Type.Optional(Id),
})

export const deskChangeRoutes = {
  'GET /desk/changes': {
    summary: 'What was changed at the desk, newest first',
    reach: 'admin',
    query: Type.Object({ area: Type.Optional(Area), before: Type.Optional(Cursor), limit: Type.Optional(PageSize) }),
    reply: Type.Object({ changes: Type.Array(Change), nextCursor: Type.Optional(Cursor) }),
  },
  'POST /desk/changes/:changeId/undo': {
    summary: 'Takes a change back while the record is still as the change left it',
    reach: 'admin',
    effect: 'key',
    params: Type.Object({ changeId: Id }),
    reply: Type.Object({ changeId: Id, jobId: Type.Optional(Id) }),
    errors: ['not_found', 'conflict', 'refused'],
  },
} as const satisfies Record<string, RouteContract>
