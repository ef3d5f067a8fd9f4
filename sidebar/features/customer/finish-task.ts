import { useQueryCache } from '@pinia/colada'
import { api } from '../../api/api.ts'
import { conflictOf } from '../../api/api-error.ts'
import type { NowRow } from '../../head-start/view/view.ts'
import { refetch } from '../../ui/refetch.ts'
import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { showNote, showUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { patchBundle, refreshBundle } from './current.ts'

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
    showUndo({ customerId, text: words().customer.taskDone(row.title), undo: () => reopen(customerId, taskId, task.version), recordId: taskId })
    await changed(customerId)
  } catch {
    if (before) patchBundle(customerId, (bundle) => ({ ...bundle, now: before.now, openTasks: before.openTasks }))
    showNote({ tone: 'danger', text: words().customer.taskFailed })
    await changed(customerId)
  }
}

async function reopen(customerId: string, taskId: string, version: number): Promise<void> {
  try {
    await api('POST /tasks/:taskId/state', { params: { taskId }, body: { state: 'open', version } })
  } catch (error) {
    if (conflictOf(error)?.state !== 'open') showNote({ tone: 'danger', text: words().common.failed })
  }
  await changed(customerId)
}

async function changed(customerId: string): Promise<void> {
  const cache = useQueryCache()
  await Promise.all([refreshBundle(customerId), refetch(cache, ['tasks', customerId]), refetch(cache, ['timeline', customerId])])
}
