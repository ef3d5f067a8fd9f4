export { failureOn } from './failure-on.ts'
