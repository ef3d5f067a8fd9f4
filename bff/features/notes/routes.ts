import { and, asc, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { handle, handleWrite } from '../../http/handle.ts'
import { presentEvent, readTimeline } from '../timeline/index.ts'
import { setTaskState } from './set-task-state.ts'
import { takeBackNote } from './take-back-note.ts'
import { ofAssignee, taskColumns, writeNote } from './write-note.ts'

interface TaskRow {
  id: string
  customerId: string
  title: string
  dueAt: Date
  state: 'open' | 'done'
  version: number
  assigneeId: string
  assigneeName: string
}

/** Follow-up notes, tasks, the timeline. */
export async function noteRoutes(app: FastifyInstance) {
  handleWrite(app, 'POST /customers/:customerId/notes', async ({ body }, call) => {
    const { event, task } = await writeNote(call, body)
    return { event: presentEvent(event, call), ...(task && { task: presentTask(task) }) }
  })

  handleWrite(app, 'POST /customers/:customerId/notes/:noteId/undo', ({ params }, call) => takeBackNote(call, params.noteId))

  handle(app, 'GET /customers/:customerId/timeline', ({ query }, call) => readTimeline(call, query))

  handle(app, 'GET /customers/:customerId/tasks', async (_input, { read, tables, subject }) => {
    const { tasks, employees } = tables
    const rows = await read
      .select(taskColumns(tables))
      .from(tasks)
      .innerJoin(employees, ofAssignee(tables))
      .where(and(eq(tasks.customerId, subject.customerId), eq(tasks.state, 'open')))
      .orderBy(asc(tasks.dueAt), asc(tasks.id))
    return { tasks: rows.map(presentTask) }
  })

  handleWrite(app, 'POST /tasks/:taskId/state', async (input, call) => presentTask(await setTaskState(call, input)))
}

const presentTask = ({ id, customerId, title, dueAt, state, version, assigneeId, assigneeName }: TaskRow) => ({
  taskId: id,
  customerId,
  title,
  dueAt: dueAt.toISOString(),
  state,
  version,
  assignee: { employeeId: assigneeId, name: assigneeName },
})
