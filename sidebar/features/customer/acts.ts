/** What a tap on the first screen does at once, without a sheet; fetched together. */
export { finishTask } from '../tasks/index.ts'
export { copyOf, reveal } from './phones/acts.ts'
