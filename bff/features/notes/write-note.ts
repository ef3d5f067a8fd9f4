import { and, eq } from 'drizzle-orm'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import { newId } from '../../db/new-id.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { readMoment } from '../../http/moment.ts'
import { recordEvent } from '../timeline/index.ts'

type Note = RouteInput<'POST /customers/:customerId/notes'>['body']

/** Without the space around it; nothing when nothing is left. */
const trimmed = (words: string | undefined) => words?.trim() || undefined

/**
 * Keeps what happened, and the task for what is next, as one unit; the timeline shows both in one row.
 * A note that was stored under this key long ago is the answer, as it was.
 * @throws AppError `bad_request` when it says nothing, or its moment is none; `key_reused` when the key is that of a note about another customer
 */
export async function writeNote(call: WriteCall, note: Note) {
  const { tx, tables, me, subject, now, key } = call
  const { outcome, text, next } = meant(note)
  const { notes, tasks } = tables
  const common = { corpId: me.corpId, customerId: subject.customerId }
  const noteId = newId(now)
  const [fresh] = await tx
    .insert(notes)
    .values({ id: noteId, ...common, employeeId: me.employeeId, outcome: outcome ?? null, text: text ?? null, clientKey: key, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: notes.id })
  if (!fresh) return noteOfKey(call)
  const [task] = next
    ? await tx
        .insert(tasks)
        .values({
          id: newId(now),
          ...common,
          assigneeId: me.employeeId,
          ...next,
          origin: 'person',
          noteId,
          createdAt: now,
          updatedAt: now,
        })
        .returning()
    : []
  const event = await recordEvent(
    tx,
    tables,
    {
      ...common,
      kind: 'note',
      code: 'note_written',
      params: { ...(outcome && { outcome }), ...(text && { text }), ...(next && { next: next.title, dueAt: next.dueAt.toISOString() }) },
      actorId: me.employeeId,
      source: 'person',
      refId: noteId,
    },
    now,
  )
  return { event: { ...event, actorName: me.name, clientKey: key }, task: task && { ...task, assigneeName: me.name } }
}

/** The note outlives the stored answer of its key. */
async function noteOfKey({ tx, tables: { notes, tasks, timelineEvents }, me, subject: { customerId }, key }: WriteCall) {
  const [found] = await tx
    .select({ event: timelineEvents, task: tasks })
    .from(notes)
    .innerJoin(timelineEvents, and(eq(timelineEvents.customerId, notes.customerId), eq(timelineEvents.refId, notes.id)))
    .leftJoin(tasks, and(eq(tasks.customerId, notes.customerId), eq(tasks.noteId, notes.id)))
    .where(and(eq(notes.employeeId, me.employeeId), eq(notes.clientKey, key), eq(notes.customerId, customerId), eq(timelineEvents.code, 'note_written')))
  if (!found) throw new AppError('key_reused', 'this Idempotency-Key is that of another note')
  const { event, task } = found
  return { event: { ...event, actorName: me.name, clientKey: key }, task: task ? { ...task, assigneeName: me.name } : undefined }
}

/** A note without the space around its words, nor those that were only space. */
function meant({ outcome, text, next }: Note) {
  const said = { outcome: trimmed(outcome), text: trimmed(text), title: trimmed(next?.title) }
  if (next ? !said.title : !said.outcome && !said.text) throw new AppError('bad_request', 'a note says what happened or what is next')
  return { ...said, next: next && said.title ? { title: said.title, dueAt: readMoment(next.dueAt) } : undefined }
}

/** A task with the name of its assignee. */
export const taskColumns = ({ tasks, employees }: WriteCall['tables']) => ({
  id: tasks.id,
  customerId: tasks.customerId,
  title: tasks.title,
  dueAt: tasks.dueAt,
  state: tasks.state,
  version: tasks.version,
  assigneeId: tasks.assigneeId,
  assigneeName: employees.name,
})

export const ofAssignee = ({ tasks, employees }: WriteCall['tables']) => eq(employees.id, tasks.assigneeId)
