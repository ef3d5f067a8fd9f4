import { eq } from 'drizzle-orm'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import { newId } from '../../db/new-id.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { recordEvent } from '../timeline/index.ts'

type Note = RouteInput<'POST /customers/:customerId/notes'>['body']

const blank = (words: string | undefined) => !words?.trim()

/**
 * Keeps what happened, and the task for what is next, as one unit; the timeline shows both in one row.
 * @throws AppError `bad_request` when it says nothing
 */
export async function writeNote({ tx, tables, me, subject, now, key }: WriteCall, { outcome, text, next }: Note) {
  if (next ? blank(next.title) : blank(outcome) && blank(text)) throw new AppError('bad_request', 'a note says what happened or what is next')
  const { notes, tasks } = tables
  const common = { corpId: me.corpId, customerId: subject.customerId }
  const noteId = newId(now)
  await tx
    .insert(notes)
    .values({ id: noteId, ...common, employeeId: me.employeeId, outcome: outcome ?? null, text: text ?? null, clientKey: key, createdAt: now })
  const [task] = next
    ? await tx
        .insert(tasks)
        .values({
          id: newId(now),
          ...common,
          assigneeId: me.employeeId,
          title: next.title,
          dueAt: new Date(next.dueAt),
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
      params: { ...(outcome && { outcome }), ...(text && { text }), ...(next && { next: next.title, dueAt: new Date(next.dueAt).toISOString() }) },
      actorId: me.employeeId,
      source: 'person',
      refId: noteId,
    },
    now,
  )
  return { event: { ...event, actorName: me.name }, task: task && { ...task, assigneeName: me.name } }
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
