/** How long a note can be taken back: a slip is seen within the conversation; what was read and built on since stays. */
const TAKE_BACK_MS = 10 * 60_000

/** Whether a note of that moment may still be taken back by its author. */
export const mayBeTakenBack = (writtenAt: Date, now: Date): boolean => now.getTime() - writtenAt.getTime() <= TAKE_BACK_MS
