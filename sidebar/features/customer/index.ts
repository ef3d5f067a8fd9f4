export { patchBundle, refreshBundle, useBundle, useCurrent, verifyContact } from './current.ts'
export type { CurrentState } from './current.ts'
export type { Bundle, Me } from '../../head-start/outcome.ts'
export { watchJob } from './watch-job.ts'
