import { useOutbox } from '../outbox/index.ts'
import { recordKind } from './record-kind.ts'
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

/** Whether the host was asked to take the message, so that there is something to record. */
export function isOffered(end: Final): end is Exclude<Final, { at: 'failed' | 'wrong_customer' }> {
  return end.at !== 'failed' && end.at !== 'wrong_customer'
}

/**
 * Tells the BFF what became of a message, for the customer of the tap and under the tap's key: asking again after a lost answer records nothing twice.
 * @returns whether it is recorded, or will be
 */
export async function recordSend(end: Exclude<Final, { at: 'failed' | 'wrong_customer' }>, subject: SendSubject): Promise<boolean> {
  const { key: id, customerId, name } = end.tap
  const input = { ...subject, position: 1, of: 1, state: end.at, ...(end.at === 'refused' ? { reason: end.kind } : {}) }
  return (await useOutbox().write(recordKind, { id, customerId, name, input }).done).at !== 'refused'
}
