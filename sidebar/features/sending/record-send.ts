import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'
import type { Final } from './send-machine.ts'

/** What was sent: one of the two ids. */
export interface SendSubject {
  scriptId?: string
  materialId?: string
  /** Of a script that was rewritten: what it said. */
  text?: string
}

/** `id` is that of a script or of a material. */
export const isAbout = (subject: SendSubject, id: string): boolean => subject.scriptId === id || subject.materialId === id

const TRIES = 5
const WAIT_MS = 600
/** Answers, or the lack of one, after which the same key may find the server well again. */
const PASSING: ApiError['code'][] = ['network', 'unavailable', 'rate_limited', 'internal']

/** Whether the host was asked to take the message, so that there is something to record. */
export function isOffered(end: Final): end is Exclude<Final, { at: 'failed' | 'wrong_customer' }> {
  return end.at !== 'failed' && end.at !== 'wrong_customer'
}

/**
 * Tells the BFF what became of a message, for the customer of the tap and under the tap's key: asking again after a lost answer records nothing twice.
 * Repeats what may pass by itself four times, each after a wait twice as long: 9 s in all.
 * @returns whether it was recorded
 */
export async function recordSend(end: Exclude<Final, { at: 'failed' | 'wrong_customer' }>, subject: SendSubject, wait = sleep): Promise<boolean> {
  const { tap } = end
  const body = { ...subject, position: 1, of: 1, state: end.at, ...(end.at === 'refused' ? { reason: end.kind } : {}) }
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      await api('POST /customers/:customerId/sends', { params: { customerId: tap.customerId }, body }, { idempotencyKey: tap.key })
      return true
    } catch (error) {
      if (!mayPass(error) || attempt === TRIES) return false
      await wait(WAIT_MS * 2 ** (attempt - 1))
    }
  }
  return false
}

const mayPass = (error: unknown): boolean => error instanceof ApiError && PASSING.includes(error.code)
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
