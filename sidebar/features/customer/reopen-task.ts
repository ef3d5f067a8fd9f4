import { useQueryCache } from '@pinia/colada'
import { api } from '../../api/api.ts'
import { ApiError } from '../../api/api-error.ts'
import { refetch } from '../../ui/refetch.ts'
import { showNote } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { refreshBundle } from './current.ts'

/** Opens a task again, as it stood under that version; one that is open already is taken for reopened. Whatever shows it is read anew. Never rejects: a refusal is told. */
export async function reopenTask(customerId: string, { taskId, version }: { taskId: string; version: number }): Promise<void> {
  try {
    await api('POST /tasks/:taskId/state', { params: { taskId }, body: { state: 'open', version } })
  } catch (error) {
    if (!isOpenAlready(error)) showNote({ tone: 'danger', text: words().common.failed })
  }
  await taskChanged(customerId)
}

const isOpenAlready = (error: unknown): boolean => error instanceof ApiError && error.code === 'conflict' && error.details.state === 'open'

/** Reads anew what a task of this customer shows in: the now strip, the list, the timeline. */
export async function taskChanged(customerId: string): Promise<void> {
  const cache = useQueryCache()
  await Promise.all([refreshBundle(customerId), refetch(cache, ['tasks', customerId]), refetch(cache, ['timeline', customerId])])
}
