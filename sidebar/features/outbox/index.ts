export { default as OutboxCard } from './OutboxCard.vue'
export type { Entry, EntryState, Kind, Kinds, Shown } from './kind.ts'
export { useOutbox, type Draft, type Written } from './outbox.ts'
export { STATE_LOOKS } from './state-looks.ts'
