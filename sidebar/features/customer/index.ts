export { patchBundle, refreshBundle, useBundle, useCurrent, verifyContact } from './current.ts'
export type { Bundle } from '../../head-start/outcome.ts'
export { watchJob } from './watch-job.ts'
