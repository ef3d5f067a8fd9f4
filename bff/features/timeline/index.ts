export { presentEvent, readTimeline } from './read-timeline.ts'
export { recordEvent } from './record-event.ts'
export { mayBeTakenBack } from './take-back.ts'
