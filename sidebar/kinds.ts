import { fieldKind } from './features/customer/fields/field-kind.ts'
import { relationKind } from './features/customer/relation-kind.ts'
import { noteKind } from './features/notes/note-kind.ts'
import { takeBackKind } from './features/notes/take-back-kind.ts'
import type { Kinds } from './features/outbox/index.ts'
import { moveKind } from './features/pipeline/move-kind.ts'
import { undoMoveKind } from './features/pipeline/undo-move-kind.ts'
import { recordKind } from './features/sending/record-kind.ts'
import { taskKind } from './features/tasks/task-kind.ts'
import { ownTagKind } from './features/tags/own-tag-kind.ts'
import { tagKind } from './features/tags/tag-kind.ts'

/** Everything that goes through the outbox. What a page finds on the device is sent by these, whichever feature is open. */
export const kinds: Kinds = [noteKind, takeBackKind, taskKind, relationKind, fieldKind, tagKind, ownTagKind, moveKind, undoMoveKind, recordKind]
