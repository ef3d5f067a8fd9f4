import { and, desc, eq, lt, or, type SQL } from 'drizzle-orm'
import type { Static } from 'typebox'
import type { EventKind, TimelineEvent } from '../../../shared/contracts/notes.ts'
import type { Reader, Tables } from '../../db/index.ts'
import { AppError } from '../../errors.ts'

const DEFAULT_LIMIT = 30

export interface Page {
  before?: string
  limit?: number
  kind?: Static<typeof EventKind>
}

type EventRow = Pick<Tables['timelineEvents']['$inferSelect'], 'id' | 'kind' | 'code' | 'params' | 'occurredAt'> & {
  actorId: string | null
  actorName: string | null
}

/** One page of a customer's events, newest first. */
export async function readTimeline({ read, tables }: { read: Reader; tables: Tables }, customerId: string, { before, limit = DEFAULT_LIMIT, kind }: Page) {
  const { timelineEvents, employees } = tables
  const rows: EventRow[] = await read
    .select({
      id: timelineEvents.id,
      kind: timelineEvents.kind,
      code: timelineEvents.code,
      params: timelineEvents.params,
      occurredAt: timelineEvents.occurredAt,
      actorId: timelineEvents.actorId,
      actorName: employees.name,
    })
    .from(timelineEvents)
    .leftJoin(employees, eq(employees.id, timelineEvents.actorId))
    .where(and(eq(timelineEvents.customerId, customerId), kind && eq(timelineEvents.kind, kind), before === undefined ? undefined : olderThan(tables, before)))
    .orderBy(desc(timelineEvents.occurredAt), desc(timelineEvents.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { events: page.map(presentEvent), ...(rows.length > limit && last && { nextCursor: `${last.occurredAt.getTime()}.${last.id}` }) }
}

function olderThan({ timelineEvents }: Tables, cursor: string): SQL | undefined {
  const [, time, id] = /^(\d{1,13})\.([0-9A-Z]{26})$/.exec(cursor) ?? []
  if (!time || !id) throw new AppError('bad_request', 'no such place in the timeline')
  const at = new Date(Number(time))
  return or(lt(timelineEvents.occurredAt, at), and(eq(timelineEvents.occurredAt, at), lt(timelineEvents.id, id)))
}

export const presentEvent = ({ id, kind, code, params, occurredAt, actorId, actorName }: EventRow): Static<typeof TimelineEvent> => ({
  eventId: id,
  kind,
  code,
  params,
  occurredAt: occurredAt.toISOString(),
  ...(actorId && actorName !== null && { actor: { employeeId: actorId, name: actorName } }),
})
