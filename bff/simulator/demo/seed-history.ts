import { eq } from 'drizzle-orm'
import { momentOf } from '../../../shared/domain/due.ts'
import { dayOf } from '../../../shared/domain/due.ts'
import type { Params, Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import type { DemoHistory, DemoWhen } from './history.ts'
import { daysAgo } from './when.ts'

interface Into {
  corpId: string
  timeZone: string
  now: Date
  customerId: string
  employeeOf: Map<string, string>
  /** Scripts and materials by their keys. */
  contentOf: Map<string, { id: string; title: string }>
  /** By name: no two pipelines of the demo share one. */
  stageOf: Map<string, { id: string; pipelineId: string; kind: 'open' | 'won' | 'lost' }>
  lostReasonOf: Map<string, string>
}

type Event = Pick<Tables['timelineEvents']['$inferInsert'], 'kind' | 'code' | 'params' | 'actorId' | 'refId' | 'occurredAt'>

/** Writes down what happened with one customer: the way through the stages, notes, tasks, sends, and the timeline of it all. */
export async function seedHistory(tx: Writer, tables: Tables, into: Into, history: DemoHistory): Promise<void> {
  const events = [
    ...(await stagesOf(tx, tables, into, history)),
    ...(await notesOf(tx, tables, into, history)),
    ...(await tasksOf(tx, tables, into, history)),
    ...(await sendsOf(tx, tables, into, history)),
  ]
  if (events.length === 0) return
  const { corpId, customerId, now } = into
  await tx
    .insert(tables.timelineEvents)
    .values(events.map((event) => ({ id: newId(now), corpId, customerId, source: 'person', recordedAt: event.occurredAt, ...event })))
}

/** Negative days lie ahead; `daysAgo` takes a day off what is not past. */
const moment = (now: Date, [days, time]: DemoWhen): Date => daysAgo(now, days < 0 ? days - 1 : days, time)
const HOUR_MS = 3_600_000

/** Later today if the day allows it. */
function laterToday(now: Date, timeZone: string): Date {
  const today = dayOf(now, timeZone)
  const evening = momentOf(today, 18, timeZone)
  if (evening.getTime() > now.getTime() + HOUR_MS) return evening
  return new Date(Math.min(now.getTime() + 2 * HOUR_MS, momentOf(today, 24, timeZone).getTime() - 60_000))
}

/** The way through the pipeline of supplies, the one of gifts, or both; the sidebar shows the opportunity that has the lower id, so it comes first. */
async function stagesOf(tx: Writer, tables: Tables, into: Into, { stages, lostReason, gifts, by }: DemoHistory): Promise<Event[]> {
  const { opportunities } = tables
  const { corpId, customerId, now, stageOf } = into
  const [entered] = await tx.select({ id: opportunities.id }).from(opportunities).where(eq(opportunities.customerId, customerId))
  if (!entered) return []
  const ways: Way[] = [...(stages ? [{ stages, lostReason }] : []), ...(gifts ? [gifts] : [])]
  const events: Event[] = []
  for (const [at, way] of ways.entries()) {
    const id = at === 0 ? entered.id : newId(now)
    const first = stageOf.get(way.stages[0]?.[0] ?? '')
    if (!first) continue
    const { pipelineId } = first
    if (at > 0) await tx.insert(opportunities).values({ id, corpId, customerId, pipelineId, stageId: first.id, enteredAt: now, createdAt: now, updatedAt: now })
    events.push(...(await walk(tx, tables, into, { ...way, by, opportunityId: id, pipelineId })))
  }
  return events
}

interface Way {
  stages: [stage: string, ...DemoWhen, note?: string][]
  lostReason?: string | undefined
}

async function walk(
  tx: Writer,
  { opportunities, stageMoves }: Tables,
  { corpId, now, employeeOf, stageOf, lostReasonOf }: Into,
  { stages, lostReason, by, opportunityId, pipelineId }: Way & { by: string; opportunityId: string; pipelineId: string },
): Promise<Event[]> {
  const actorId = employeeOf.get(by) ?? null
  const isLost = (name: string) => stageOf.get(name)?.kind === 'lost'
  const moves = stages.map(([name, days, time, note], at) => {
    const before = stages[at - 1]
    return {
      name,
      from: before?.[0],
      row: {
        id: newId(now),
        corpId,
        opportunityId,
        fromStageId: before ? (stageOf.get(before[0])?.id ?? null) : null,
        toStageId: stageOf.get(name)?.id ?? '',
        fromEnteredAt: before ? daysAgo(now, before[1], before[2]) : null,
        employeeId: before ? actorId : null,
        lostReasonId: isLost(name) && lostReason ? (lostReasonOf.get(lostReason) ?? null) : null,
        note: note ?? null,
        versionAfter: at + 1,
        at: daysAgo(now, days, time),
      },
    }
  })
  await tx.delete(stageMoves).where(eq(stageMoves.opportunityId, opportunityId))
  await tx.insert(stageMoves).values(moves.map(({ row }) => row))
  const last = moves.at(-1)
  if (last) {
    const { toStageId, at, versionAfter, lostReasonId } = last.row
    await tx
      .update(opportunities)
      .set({ pipelineId, stageId: toStageId, enteredAt: at, lostReasonId, version: versionAfter, createdAt: moves[0]?.row.at ?? at, updatedAt: at })
      .where(eq(opportunities.id, opportunityId))
  }
  return moves.flatMap(({ name, from, row }) => {
    if (!from || !row.fromEnteredAt) return []
    const params: Params = {
      from,
      to: name,
      fromEnteredAt: row.fromEnteredAt.toISOString(),
      ...(isLost(name) && lostReason && { reason: lostReason }),
      ...(row.note && { note: row.note }),
    }
    return [{ kind: 'stage' as const, code: isLost(name) ? 'stage_lost' : 'stage_moved', params, actorId, refId: row.id, occurredAt: row.at }]
  })
}

async function notesOf(tx: Writer, { notes }: Tables, { corpId, customerId, now, employeeOf }: Into, history: DemoHistory): Promise<Event[]> {
  const rows = (history.notes ?? []).map(({ at, by = history.by, outcome, text }) => ({
    id: newId(now),
    corpId,
    customerId,
    employeeId: employeeOf.get(by) ?? '',
    outcome: outcome ?? null,
    text: text ?? null,
    clientKey: newId(now),
    createdAt: daysAgo(now, ...at),
  }))
  if (rows.length > 0) await tx.insert(notes).values(rows)
  return rows.map(({ id, employeeId, outcome, text, createdAt }) => ({
    kind: 'note' as const,
    code: 'note_written',
    params: { ...(outcome && { outcome }), ...(text && { text }) },
    actorId: employeeId,
    refId: id,
    occurredAt: createdAt,
  }))
}

async function tasksOf(tx: Writer, { tasks }: Tables, { corpId, timeZone, customerId, now, employeeOf }: Into, history: DemoHistory): Promise<Event[]> {
  const rows = (history.tasks ?? []).map(({ title, due, by = history.by, made, done }) => {
    const doneAt = done ? daysAgo(now, ...done) : null
    return {
      id: newId(now),
      corpId,
      customerId,
      assigneeId: employeeOf.get(by) ?? '',
      title,
      dueAt: due === 'today' ? laterToday(now, timeZone) : moment(now, due),
      origin: 'person' as const,
      state: done ? ('done' as const) : ('open' as const),
      doneAt,
      version: done ? 2 : 1,
      createdAt: daysAgo(now, ...made),
      updatedAt: doneAt ?? daysAgo(now, ...made),
    }
  })
  if (rows.length > 0) await tx.insert(tasks).values(rows)
  return rows.flatMap(({ id, title, assigneeId, doneAt }) =>
    doneAt ? [{ kind: 'task' as const, code: 'task_done', params: { title }, actorId: assigneeId, refId: id, occurredAt: doneAt }] : [],
  )
}

async function sendsOf(tx: Writer, { sendRecords }: Tables, { corpId, customerId, now, employeeOf, contentOf }: Into, history: DemoHistory): Promise<Event[]> {
  const rows = (history.sends ?? []).flatMap(({ at, script, material, state = 'handed_over' as const }) => {
    const content = contentOf.get(script ?? material ?? '')
    if (!content) return []
    const employeeId = employeeOf.get(history.by) ?? ''
    const row = {
      id: newId(now),
      corpId,
      customerId,
      employeeId,
      scriptId: script ? content.id : null,
      materialId: material ? content.id : null,
      position: 1,
      of: 1,
      state,
      clientKey: newId(now),
      createdAt: daysAgo(now, ...at),
    }
    return [{ row, title: content.title }]
  })
  if (rows.length > 0) await tx.insert(sendRecords).values(rows.map(({ row }) => row))
  return rows.map(({ row: { id, employeeId, state, createdAt }, title }) => ({
    kind: 'send' as const,
    code: `message_${state}`,
    params: { title, position: '1', of: '1' },
    actorId: employeeId,
    refId: id,
    occurredAt: createdAt,
  }))
}
