import { useQueryCache } from '@pinia/colada'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { refetch } from '../../ui/refetch.ts'
import { withdrawUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { refreshBundle } from '../customer/index.ts'
import { tellOf, type Kind, type Shown } from '../outbox/index.ts'
import { patchEvents } from './patch-events.ts'

export type Task = RouteReply<'POST /tasks/:taskId/state'>

interface TaskInput extends Pick<Task, 'taskId' | 'title' | 'state'> {
  /** The one on screen when it was tapped. */
  version: RouteInput<'POST /tasks/:taskId/state'>['body']['version']
}

const tasksKey = (customerId: string): string[] => ['tasks', customerId]

/** A completion that no longer holds offers no way back. */
const withoutWayBack = (events: Shown['events'], taskId: string): Shown['events'] =>
  events.map((event) => (event.task?.taskId === taskId ? { ...event, task: undefined } : event))

/** What a task shows in: its events, the now strip, the count on the tab; the list, where what stays in its place need not stay. */
function readAgain(customerId: string, list = true): void {
  const cache = useQueryCache()
  if (list) void refetch(cache, tasksKey(customerId))
  void refetch(cache, ['timeline', customerId])
  void refreshBundle(customerId)
}

/** A task closed or opened again. */
export const taskKind: Kind<TaskInput, Task> = {
  name: 'task',
  recordOf: ({ input }) => `task ${input.taskId}`,
  send: ({ input: { taskId, state, version } }, as) => api('POST /tasks/:taskId/state', { params: { taskId }, body: { state, version } }, as),
  shows: {
    bundle: (bundle, { input: { taskId, state } }) => {
      const now = bundle.now.filter((row) => row.taskId !== taskId)
      return state === 'open' || now.length === bundle.now.length ? bundle : { ...bundle, now, openTasks: Math.max(0, bundle.openTasks - 1) }
    },
    tasks: (tasks, { input: { taskId, state } }) => tasks.map((task) => (task.taskId === taskId ? { ...task, state } : task)),
    events: (events, { input, refused }) => (input.state === 'open' && !refused ? withoutWayBack(events, input.taskId) : events),
  },
  meets: (earlier, now) => (earlier.input.state === now.input.state ? 'replaces' : 'cancels'),
  follow: ({ input }, _answered, reply) => ({ ...input, version: (reply as Partial<Task>).version ?? input.version }),
  asWished: ({ input: { state } }, details) =>
    details.state === state && typeof details.version === 'number' ? { state, version: details.version } : undefined,
  settled({ customerId, input }, reply) {
    const cache = useQueryCache()
    if (reply && input.state === 'open') patchEvents(cache, customerId, (events) => withoutWayBack(events, input.taskId))
    const known = cache.getQueryData<Task[]>(tasksKey(customerId))
    const after = { ...input, ...reply }
    const isInList = reply !== undefined && known?.some(({ taskId }) => taskId === input.taskId)
    if (isInList)
      cache.setQueryData(
        tasksKey(customerId),
        (known ?? []).map((task) => (task.taskId === input.taskId ? { ...task, ...after } : task)),
      )
    readAgain(customerId, !isInList)
  },
  refused(entry) {
    const { customerId, input, failure } = entry
    const { taskId, title } = input
    const { taskConflict, taskFailed } = words().notes
    withdrawUndo(taskId)
    tellOf(entry, { tone: 'danger', text: failure?.code === 'conflict' ? taskConflict(title) : taskFailed(title) })
    readAgain(customerId)
  },
  title: ({ input: { title, state } }) => (state === 'done' ? words().notes.doneTask(title) : words().notes.reopenTask(title)),
  conflict({ input, failure }) {
    const { version, state } = failure?.details ?? {}
    const { done, reopen } = words().notes
    return typeof version === 'number'
      ? { mine: input.state === 'done' ? done : reopen, theirs: state === 'done' ? done : reopen, again: { ...input, version } }
      : undefined
  },
}
