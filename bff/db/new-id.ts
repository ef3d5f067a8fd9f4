import { encodeTime, monotonicFactory } from 'ulid'

const ulid = monotonicFactory()

/** A fresh id of ours: ordered by time, also within one millisecond of this process. */
export const newId = (now: Date): string => ulid(now.getTime())

/** Smaller than every id that was made at that moment or later, and not than one that was made before it. */
export const firstIdAt = (at: Date): string => encodeTime(at.getTime(), 10)
