export { timelineKey } from './query-keys.ts'
