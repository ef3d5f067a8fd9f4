export { finishTask } from './finish-task.ts'
export { patchEvents } from './patch-events.ts'
export { taskKind, type Task } from './task-kind.ts'
