import Type from 'typebox'
import type { RouteContract } from './contract.ts'
import { Cursor, EmployeeRef, Id, Instant, PageSize, Params, Version } from './parts.ts'

export const EventKind = Type.Union([
  Type.Literal('note'),
  Type.Literal('task'),
  Type.Literal('stage'),
  Type.Literal('send'),
  Type.Literal('tag'),
  Type.Literal('relation'),
  Type.Literal('order'),
  Type.Literal('look'),
])

export const TimelineEvent = Type.Object({
  eventId: Id,
  kind: EventKind,
  code: Type.String({ description: 'such as note_written, stage_moved, stage_move_undone, message_handed_over, tag_refused' }),
  params: Params,
  actor: Type.Optional(EmployeeRef),
  occurredAt: Instant,
  /** What opens a task again, on the completion that still holds. */
  task: Type.Optional(Type.Object({ taskId: Id, version: Version })),
  /** On a note that the employee who asks wrote and may still take back. */
  noteId: Type.Optional(Id),
  /** Beside `noteId`: the Idempotency-Key under which it was written. */
  clientKey: Type.Optional(Type.String()),
})

const Task = Type.Object({
  taskId: Id,
  customerId: Id,
  title: Type.String(),
  dueAt: Instant,
  state: Type.Union([Type.Literal('open'), Type.Literal('done')]),
  version: Version,
  assignee: EmployeeRef,
})

const CustomerParams = Type.Object({ customerId: Id })

export const noteRoutes = {
  'POST /customers/:customerId/notes': {
    summary: 'What happened, and optionally what is next and when',
    reach: 'customer.write',
    effect: 'key',
    params: CustomerParams,
    body: Type.Object(
      {
        outcome: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
        text: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
        next: Type.Optional(Type.Object({ title: Type.String({ minLength: 1, maxLength: 100 }), dueAt: Instant })),
      },
      { minProperties: 1 },
    ),
    reply: Type.Object({ event: TimelineEvent, task: Type.Optional(Task) }),
  },
  'POST /customers/:customerId/notes/:noteId/undo': {
    summary: 'Takes back a note of one’s own that is at most ten minutes old and made no task; it is kept, and the timeline leaves it out',
    reach: 'customer.write',
    effect: 'key',
    params: Type.Object({ customerId: Id, noteId: Id }),
    reply: Type.Object({ noteId: Id }),
    errors: ['refused'],
  },
  'GET /customers/:customerId/timeline': {
    summary: 'Events about the customer, newest first',
    reach: 'customer.read',
    params: CustomerParams,
    query: Type.Object({ before: Type.Optional(Cursor), limit: Type.Optional(PageSize), kind: Type.Optional(EventKind) }),
    reply: Type.Object({ events: Type.Array(TimelineEvent), nextCursor: Type.Optional(Cursor) }),
  },
  'GET /customers/:customerId/tasks': {
    summary: 'Open tasks about the customer, the next due first',
    reach: 'customer.read',
    params: CustomerParams,
    reply: Type.Object({ tasks: Type.Array(Task) }),
  },
  'POST /tasks/:taskId/state': {
    summary: 'Closes or reopens a task',
    reach: 'customer.write',
    effect: 'key',
    params: Type.Object({ taskId: Id }),
    body: Type.Object({ state: Task.properties.state, version: Version }),
    reply: Task,
    errors: ['conflict'],
  },
} as const satisfies Record<string, RouteContract>
