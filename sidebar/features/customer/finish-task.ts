import { api } from '../../api/api.ts'
import type { NowRow } from '../../head-start/view/view.ts'
import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { showNote, showUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { patchBundle } from './current.ts'
import { reopenTask, taskChanged } from './reopen-task.ts'

/** Closes the task of a row of the now strip: the row leaves at once, with a way back; a refusal puts it back and says so. */
export async function finishTask(customerId: string, row: NowRow): Promise<void> {
  const { taskId, version } = row
  if (taskId === undefined || version === undefined) return
  const before = patchBundle(customerId, (bundle) => ({
    ...bundle,
    now: bundle.now.filter((other) => other !== row),
    openTasks: Math.max(0, bundle.openTasks - 1),
  }))
  controlsReplaced()
  try {
    const task = await api('POST /tasks/:taskId/state', { params: { taskId }, body: { state: 'done', version } })
    showUndo({
      customerId,
      text: words().customer.taskDone(row.title),
      undo: () => reopenTask(customerId, { taskId, version: task.version }),
      recordId: taskId,
    })
    await taskChanged(customerId)
  } catch {
    if (before) patchBundle(customerId, (bundle) => ({ ...bundle, now: before.now, openTasks: before.openTasks }))
    showNote({ tone: 'danger', text: words().customer.taskFailed })
    await taskChanged(customerId)
  }
}
