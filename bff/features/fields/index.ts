export { presentFields, selectFields } from './select-fields.ts'
