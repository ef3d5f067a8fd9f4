import { and, desc, eq, isNull, lt, or, type SQL } from 'drizzle-orm'
import type { Static } from 'typebox'
import type { EventKind, TimelineEvent } from '../../../shared/contracts/notes.ts'
import type { Tables } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import type { ReadCall } from '../../http/handle.ts'
import { mayBeTakenBack } from './take-back.ts'

const DEFAULT_LIMIT = 30

export interface Page {
  before?: string
  limit?: number
  kind?: Static<typeof EventKind>
}

type EventRow = Pick<Tables['timelineEvents']['$inferSelect'], 'id' | 'kind' | 'code' | 'params' | 'refId' | 'occurredAt'> & {
  actorId: string | null
  actorName: string | null
  /** Of the task that this event completed, while that holds. */
  taskVersion?: number | null
  /** What was sent in the place of the script's text. */
  text?: string | null
  /** Of the note, see `notes.clientKey`. */
  clientKey?: string | null
}

/** Who reads it, and when. */
type Reading = Pick<ReadCall, 'me' | 'now'>

/** One page of a customer's events, newest first, without the notes that were taken back. */
export async function readTimeline(call: Pick<ReadCall, 'read' | 'tables' | 'subject'> & Reading, { before, limit = DEFAULT_LIMIT, kind }: Page) {
  const { read, tables, subject } = call
  const { timelineEvents, employees, notes, tasks, sendRecords } = tables
  const rows: EventRow[] = await read
    .select({
      id: timelineEvents.id,
      kind: timelineEvents.kind,
      code: timelineEvents.code,
      params: timelineEvents.params,
      refId: timelineEvents.refId,
      occurredAt: timelineEvents.occurredAt,
      actorId: timelineEvents.actorId,
      actorName: employees.name,
      taskVersion: tasks.version,
      text: sendRecords.text,
      clientKey: notes.clientKey,
    })
    .from(timelineEvents)
    .leftJoin(employees, eq(employees.id, timelineEvents.actorId))
    .leftJoin(notes, eq(notes.id, timelineEvents.refId))
    .leftJoin(sendRecords, eq(sendRecords.id, timelineEvents.refId))
    .leftJoin(
      tasks,
      and(eq(timelineEvents.code, 'task_done'), eq(tasks.id, timelineEvents.refId), eq(tasks.state, 'done'), eq(tasks.doneAt, timelineEvents.occurredAt)),
    )
    .where(
      and(
        eq(timelineEvents.customerId, subject.customerId),
        isNull(notes.voidedAt),
        kind && eq(timelineEvents.kind, kind),
        before === undefined ? undefined : olderThan(tables, before),
      ),
    )
    .orderBy(desc(timelineEvents.occurredAt), desc(timelineEvents.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { events: page.map((row) => presentEvent(row, call)), ...(rows.length > limit && last && { nextCursor: `${last.occurredAt.getTime()}.${last.id}` }) }
}

function olderThan({ timelineEvents }: Tables, cursor: string): SQL | undefined {
  const [, time, id] = /^(\d{1,13})\.([0-9A-Z]{26})$/.exec(cursor) ?? []
  if (!time || !id) throw new AppError('bad_request', 'no such place in the timeline')
  const at = new Date(Number(time))
  return or(lt(timelineEvents.occurredAt, at), and(eq(timelineEvents.occurredAt, at), lt(timelineEvents.id, id)))
}

/** An event as one employee gets it at that moment: what they could do about it depends on both. */
export const presentEvent = (row: EventRow, { me, now }: Reading): Static<typeof TimelineEvent> => {
  const { id, kind, code, params, refId, occurredAt, actorId, actorName, taskVersion, text, clientKey } = row
  const takeBack = kind === 'note' && actorId === me.employeeId && !params.next && mayBeTakenBack(occurredAt, now)
  return {
    eventId: id,
    kind,
    code,
    params: text ? { ...params, text } : params,
    occurredAt: occurredAt.toISOString(),
    ...(actorId && actorName !== null && { actor: { employeeId: actorId, name: actorName } }),
    ...(refId && taskVersion && { task: { taskId: refId, version: taskVersion } }),
    ...(refId && takeBack && { noteId: refId, ...(clientKey && { clientKey }) }),
  }
}
