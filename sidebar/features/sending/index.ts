export { goToChat } from './go-chat.ts'
export { pressOnce } from './press-once.ts'
export { default as SendNote } from './SendNote.vue'
export { useSend, useSending } from './use-sending.ts'
