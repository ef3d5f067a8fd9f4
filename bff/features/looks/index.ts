export { looks } from './looks.ts'
