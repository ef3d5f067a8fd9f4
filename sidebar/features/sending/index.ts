export { default as SendNote } from './SendNote.vue'
export { useSend, useSending, type SendJob } from './use-sending.ts'
