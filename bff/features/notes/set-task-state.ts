import { and, eq, sql } from 'drizzle-orm'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { recordEvent } from '../timeline/index.ts'
import { ofAssignee, taskColumns } from './write-note.ts'

type Change = RouteInput<'POST /tasks/:taskId/state'>

/**
 * Closes or reopens a task.
 * @throws AppError `conflict` when a colleague changed it first (`details`: state and version now)
 */
export async function setTaskState({ tx, tables, me, subject, now }: WriteCall, { params, body }: Change) {
  const { tasks, employees } = tables
  const [changed] = await tx
    .update(tasks)
    .set({ state: body.state, doneAt: body.state === 'done' ? now : null, version: sql`${tasks.version} + 1`, updatedAt: now })
    .where(and(eq(tasks.id, params.taskId), eq(tasks.version, body.version)))
    .returning({ title: tasks.title })
  const [task] = await tx.select(taskColumns(tables)).from(tasks).innerJoin(employees, ofAssignee(tables)).where(eq(tasks.id, params.taskId))
  if (!task) throw new AppError('not_found', 'nothing here')
  if (!changed) throw new AppError('conflict', 'the task changed meanwhile', { state: task.state, version: task.version })
  await recordEvent(
    tx,
    tables,
    {
      corpId: me.corpId,
      customerId: subject.customerId,
      kind: 'task',
      code: body.state === 'done' ? 'task_done' : 'task_reopened',
      params: { title: changed.title },
      actorId: me.employeeId,
      source: 'person',
      refId: params.taskId,
    },
    now,
  )
  return task
}
