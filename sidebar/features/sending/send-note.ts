import { words } from '../../words/index.ts'
import type { SendSubject } from './record-send.ts'
import { isRunning, type Final, type SendState } from './send-machine.ts'

export interface SendNoteText {
  tone: 'ok' | 'warn' | 'danger'
  text: string
  more?: string
  /** Words on the button that shows the message for the customer on screen; absent where that is no way on. */
  instead?: string
}

interface Now {
  /** The customer on screen. */
  customerId: string | undefined
  name: string
  /** Something can be sent to them. */
  canSend: boolean
  /** False once the record of this send is given up. */
  recorded: boolean
}

/** What a send is doing; undefined when none is under way. A material may have to be uploaded first. */
export function progressText<Message>(state: SendState<Message>, subject: SendSubject): string | undefined {
  if (!isRunning(state)) return undefined
  return state.at === 'preparing' && subject.materialId ? words().sending.uploading : words().sending.progress[state.at]
}

/** What a send came to, in words: what happened, why, what to do. A customer other than the one on screen is named. */
export function noteOf(end: Final, now: Now): SendNoteText {
  const text = words().sending
  const elsewhere = end.tap.customerId !== now.customerId
  const more = now.recorded ? undefined : text.notRecorded
  switch (end.at) {
    case 'handed_over':
      return { tone: more ? 'warn' : 'ok', text: elsewhere ? text.handedOverTo(end.tap.name) : text.handedOver, more }
    case 'cancelled':
      return { tone: 'warn', text: text.cancelled, more: elsewhere ? text.wrongCustomerWas(end.tap.name) : undefined }
    case 'wrong_customer':
      if (!elsewhere || !now.name) return { tone: 'danger', text: text.wrongCustomerNobody(end.tap.name) }
      return {
        tone: 'danger',
        text: text.wrongCustomer(now.name),
        more: text.wrongCustomerWas(end.tap.name),
        instead: now.canSend ? text.sendInstead(now.name) : undefined,
      }
    case 'unknown':
      return { tone: 'warn', text: text.unknown, more }
    case 'refused':
      return { tone: 'danger', text: text.refused[end.kind] ?? text.refused.other ?? '' }
    case 'failed':
      if (end.during === 'checking') return { tone: 'danger', text: text.unverified }
      return { tone: 'danger', text: text.notPrepared[end.kind] ?? text.notPrepared.other ?? '' }
  }
}
