import { and, eq, isNull } from 'drizzle-orm'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { mayBeTakenBack } from '../timeline/index.ts'

/**
 * Takes back a note of one's own. The row stays, marked with who and when; the timeline leaves it out. A note that was taken back already stays so.
 * @throws AppError `not_found`; `refused` (`details.reason`: not_author, has_task, too_late)
 */
export async function takeBackNote({ tx, tables: { notes, tasks }, me, subject, now }: WriteCall, noteId: string) {
  const [note] = await tx
    .select({ employeeId: notes.employeeId, createdAt: notes.createdAt, voidedAt: notes.voidedAt, taskId: tasks.id })
    .from(notes)
    .leftJoin(tasks, and(eq(tasks.customerId, subject.customerId), eq(tasks.noteId, notes.id)))
    .where(and(eq(notes.id, noteId), eq(notes.customerId, subject.customerId)))
  if (!note) throw new AppError('not_found', 'nothing here')
  if (note.employeeId !== me.employeeId) throw refused('not_author')
  if (note.taskId) throw refused('has_task')
  if (!note.voidedAt && !mayBeTakenBack(note.createdAt, now)) throw refused('too_late')
  await tx
    .update(notes)
    .set({ voidedAt: now, voidedBy: me.employeeId })
    .where(and(eq(notes.id, noteId), isNull(notes.voidedAt)))
  return { noteId }
}

const refused = (reason: string) => new AppError('refused', 'this note cannot be taken back', { reason })
