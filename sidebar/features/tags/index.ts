export { refusalText } from './refusal.ts'
