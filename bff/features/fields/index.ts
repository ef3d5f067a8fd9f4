export { columnsOf } from './set-field.ts'
export { presentFields, selectFields } from './select-fields.ts'
