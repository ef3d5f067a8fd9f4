export { tasksKey, timelineKey } from './query-keys.ts'
