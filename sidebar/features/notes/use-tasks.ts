import { useQuery, useQueryCache } from '@pinia/colada'
import { computed, type ComputedRef } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { ApiError } from '../../api/api-error.ts'
import { showNote, showUndo } from '../../ui/undo.ts'
import { refetch } from '../../ui/refetch.ts'
import { words } from '../../words/index.ts'
import { refreshBundle } from '../customer/index.ts'
import { tasksKey, timelineKey } from './query-keys.ts'

export type Task = RouteReply<'GET /customers/:customerId/tasks'>['tasks'][number]

export interface Tasks {
  tasks: ComputedRef<Task[]>
  /** Closes or reopens: seen at once, with the way back; a refusal restores the row and says why. */
  setState: (task: Task, state: Task['state']) => Promise<void>
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

  async function setState(task: Task, state: Task['state']): Promise<void> {
    if (busy.has(task.taskId)) return
    busy.add(task.taskId)
    put({ ...task, state })
    try {
      const after = await api('POST /tasks/:taskId/state', { params: { taskId: task.taskId }, body: { state, version: task.version } })
      put(after)
      if (state === 'done') showUndo({ customerId: task.customerId, text: words().notes.taskDone(task.title), undo: () => setState(after, 'open') })
      void refetch(cache, timelineKey(task.customerId))
      void refreshBundle(task.customerId)
    } catch (error) {
      put(task)
      const conflict = error instanceof ApiError && error.code === 'conflict'
      showNote({ tone: 'danger', text: conflict ? words().notes.taskConflict(task.title) : words().notes.taskFailed(task.title) })
      if (conflict) void refetch(cache, tasksKey(task.customerId))
    } finally {
      busy.delete(task.taskId)
    }
  }

  return { tasks: computed(() => query.data.value ?? []), setState }
}
