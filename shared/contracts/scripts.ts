import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Cursor, Id, PageSize } from './parts.ts'

const ScriptScope = Type.Union([Type.Literal('company'), Type.Literal('team'), Type.Literal('personal')])

const Script = Type.Object({
  scriptId: Id,
  title: Type.String(),
  category: Type.String({ description: 'path of names with / between' }),
  scope: ScriptScope,
  usedCount: Type.Integer(),
  messages: Type.Array(Type.Object({ kind: Type.Literal('text'), text: Type.String() }), { description: 'with variables in braces, such as {客户称呼}' }),
})

export const scriptRoutes = {
  'GET /script-categories': {
    summary: 'Categories that hold scripts within my reach, with counts',
    reach: 'employee',
    reply: Type.Object({ categories: Type.Array(Type.Object({ category: Type.String(), count: Type.Integer() })), total: Type.Integer() }),
  },
  'GET /scripts': {
    summary: 'Scripts within my reach whose title or text holds every word of q; most used first',
    reach: 'employee',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      category: Type.Optional(Type.String({ maxLength: 200 })),
      after: Type.Optional(Cursor),
      limit: Type.Optional(PageSize),
    }),
    reply: Type.Object({ scripts: Type.Array(Script), total: Type.Integer(), nextCursor: Type.Optional(Cursor) }),
  },
  'GET /scripts/:scriptId': {
    summary: 'One script',
    reach: 'employee',
    params: Type.Object({ scriptId: Id }),
    reply: Script,
    errors: ['not_found'],
  },
} as const satisfies Record<string, RouteContract>
