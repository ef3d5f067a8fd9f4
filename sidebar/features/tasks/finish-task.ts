import type { NowRow } from '../../head-start/view/view.ts'
import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { showUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { peekName } from '../customer/index.ts'
import { useOutbox } from '../outbox/index.ts'
import { taskKind } from './task-kind.ts'

/** Closes the task of a row of the now strip: the row leaves at once, with a way back; a refusal puts it back and says so. */
export async function finishTask(customerId: string, { taskId, version, title }: NowRow): Promise<void> {
  if (taskId === undefined || version === undefined) return
  const outbox = useOutbox()
  const write = (state: 'done' | 'open', of?: string) =>
    outbox.write(taskKind, { customerId, name: peekName(customerId), input: { taskId, title, state, version }, ...(of && { of }) })
  const { id, done } = write('done')
  controlsReplaced()
  const end = await done
  if (end.at !== 'stored' && end.at !== 'waiting') return
  showUndo({
    customerId,
    text: end.at === 'stored' ? words().customer.taskDone(title) : words().outbox.saved,
    undo: () => void write('open', id),
    recordId: taskId,
  })
}
