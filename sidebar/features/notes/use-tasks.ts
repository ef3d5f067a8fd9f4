import { useQuery } from '@pinia/colada'
import { computed, type ComputedRef } from 'vue'
import { api } from '../../api/api.ts'
import { showUndo, withdrawUndo } from '../../ui/undo.ts'
import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { words } from '../../words/index.ts'
import { peekName } from '../customer/index.ts'
import { useOutbox } from '../outbox/index.ts'
import { taskKind, type Task } from '../tasks/index.ts'
import { tasksKey } from './query-keys.ts'

/** A task that is done, as the timeline names it. */
export type Completed = Pick<Task, 'taskId' | 'version' | 'title'>

export interface Tasks {
  tasks: ComputedRef<Task[]>
  /** Closes or reopens: seen at once, with the way back; a refusal restores the row and says why, unless the task is as wished already. */
  setState: (task: Task, state: Task['state']) => Promise<void>
  /** Opens again what an event of the timeline completed. */
  reopen: (completed: Completed) => void
}

/** Open tasks of one customer, the next due first; one closed here stays in its place until the list is read again. */
export function useTasks(customerId: () => string): Tasks {
  const outbox = useOutbox()
  const query = useQuery<Task[]>(() => {
    const id = customerId()
    return { key: tasksKey(id), query: async () => (await api('GET /customers/:customerId/tasks', { params: { customerId: id } })).tasks }
  })

  function write(id: string, { taskId, title, version }: Completed, state: Task['state'], of?: string) {
    controlsReplaced()
    withdrawUndo(taskId)
    return outbox.write(taskKind, { customerId: id, name: peekName(id), input: { taskId, title, version, state }, ...(of && { of }) })
  }

  async function setState(task: Task, state: Task['state']): Promise<void> {
    const { customerId: id, title, taskId } = task
    const written = write(id, task, state)
    const end = await written.done
    if (state === 'open' || (end.at !== 'stored' && end.at !== 'waiting')) return
    const text = end.at === 'stored' ? words().notes.taskDone(title) : words().outbox.saved
    showUndo({ customerId: id, text, undo: () => void write(id, task, 'open', written.id), recordId: taskId })
  }

  return {
    tasks: computed(() => outbox.lay('tasks', customerId(), query.data.value ?? [])),
    setState,
    reopen: (completed) => void write(customerId(), completed, 'open'),
  }
}
