export { failureOn, type PageFailure } from './failure-on.ts'
