import type { SendSubject } from './record-send.ts'

/** A message that goes or went to the chat. `at` in ms, on a clock that never goes back. */
export interface Handing {
  customerId: string
  subject: SendSubject
  at: number
}

/** For so long after a hand-over the control shows that it is done. */
export const SECOND_TAP_MS = 1_000

/** Whether a tap is the second half of a double tap: the same to the same customer within a second after it was handed over. Another thing may follow at once. */
export function isSecondTap(done: readonly Handing[], tap: Handing): boolean {
  return done.some((one) => one.customerId === tap.customerId && sameSubject(one.subject, tap.subject) && tap.at - one.at < SECOND_TAP_MS)
}

const sameSubject = (one: SendSubject, other: SendSubject): boolean => one.scriptId === other.scriptId && one.materialId === other.materialId
