import { useQuery, useQueryCache } from '@pinia/colada'
import { computed, type ComputedRef } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { conflictOf } from '../../api/api-error.ts'
import { refetch } from '../../ui/refetch.ts'
import { showNote, showUndo, withdrawUndo } from '../../ui/undo.ts'
import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { words } from '../../words/index.ts'
import { refreshBundle } from '../customer/index.ts'
import { tasksKey, timelineKey } from './query-keys.ts'
import { patchEvents } from './timeline-cache.ts'

export type Task = RouteReply<'GET /customers/:customerId/tasks'>['tasks'][number]

/** A task that is done, as the timeline names it. */
export type Completed = Pick<Task, 'taskId' | 'version'>

export interface Tasks {
  tasks: ComputedRef<Task[]>
  /** Closes or reopens: seen at once, with the way back; a refusal restores the row and says why, unless the task is as wished already. */
  setState: (task: Task, state: Task['state']) => Promise<void>
  /** Opens again what an event of the timeline completed. */
  reopen: (completed: Completed) => Promise<void>
}

/** Open tasks of one customer, the next due first; one closed here stays in its place until the list is read again. */
export function useTasks(customerId: () => string): Tasks {
  const cache = useQueryCache()
  const query = useQuery<Task[]>(() => {
    const id = customerId()
    return { key: tasksKey(id), query: async () => (await api('GET /customers/:customerId/tasks', { params: { customerId: id } })).tasks }
  })

  const busy = new Set<string>()

  function put(task: Task): void {
    const known = cache.getQueryData<Task[]>(tasksKey(task.customerId))
    if (known)
      cache.setQueryData(
        tasksKey(task.customerId),
        known.map((one) => (one.taskId === task.taskId ? task : one)),
      )
  }

  /** What else a task shows in: its events, the now strip, the count on the tab. */
  function readAgain(id: string): void {
    void refetch(cache, timelineKey(id))
    void refreshBundle(id)
  }

  async function setState(task: Task, state: Task['state']): Promise<void> {
    const { taskId, customerId, title, version } = task
    if (busy.has(taskId)) return
    busy.add(taskId)
    put({ ...task, state })
    controlsReplaced()
    withdrawUndo(taskId)
    try {
      const after = await api('POST /tasks/:taskId/state', { params: { taskId }, body: { state, version } })
      put(after)
      if (state === 'done') showUndo({ customerId, text: words().notes.taskDone(title), undo: () => setState(after, 'open'), recordId: taskId })
      readAgain(customerId)
    } catch (error) {
      const conflict = conflictOf(error)
      if (conflict?.state === state && typeof conflict.version === 'number') {
        put({ ...task, state, version: conflict.version })
        return readAgain(customerId)
      }
      put(task)
      showNote({ tone: 'danger', text: conflict ? words().notes.taskConflict(title) : words().notes.taskFailed(title) })
      if (conflict) void refetch(cache, tasksKey(customerId))
    } finally {
      busy.delete(taskId)
    }
  }

  async function reopen(completed: Completed): Promise<void> {
    const { taskId, version } = completed
    const id = customerId()
    if (busy.has(taskId)) return
    busy.add(taskId)
    withdrawUndo(taskId)
    controlsReplaced()
    const putBack = patchEvents(cache, id, (events) => events.map((event) => (event.task?.taskId === taskId ? { ...event, task: undefined } : event)))
    try {
      await api('POST /tasks/:taskId/state', { params: { taskId }, body: { state: 'open', version } })
    } catch (error) {
      if (conflictOf(error)?.state !== 'open') {
        putBack()
        showNote({ tone: 'danger', text: words().common.failed })
      }
    }
    busy.delete(taskId)
    void refetch(cache, tasksKey(id))
    readAgain(id)
  }

  return { tasks: computed(() => query.data.value ?? []), setState, reopen }
}
