/** One tap on a send control, with all that was true at that moment. Nothing later may change whom it is for. */
export interface Tap {
  /** Also the Idempotency-Key of its record. */
  key: string
  customerId: string
  externalUserId: string
  /** Of the customer, as it was shown. */
  name: string
  /** The message can be prepared once more when the host finds its medium bad. */
  renewable: boolean
}

interface Step {
  tap: Tap
  /** The message is being made for the second time. */
  renew: boolean
}

export type Running<Message> = ({ at: 'preparing' } & Step) | ({ at: 'checking'; message: Message } & Step) | ({ at: 'handing_over'; message: Message } & Step)

/**
 * Where a send came to rest. `handed_over` is the host's ok, never a delivery; `unknown`: the host did not answer, the message may be in the chat;
 * `failed`: nothing was offered to the host. `kind` says what went wrong, as a BridgeError or ApiError names it.
 */
export type Final =
  | { at: 'handed_over' | 'cancelled' | 'unknown'; tap: Tap }
  | { at: 'refused'; tap: Tap; kind: string }
  | { at: 'wrong_customer'; tap: Tap }
  | { at: 'failed'; tap: Tap; during: 'preparing' | 'checking'; kind: string }

export type SendState<Message> = { at: 'idle' } | Running<Message> | Final

/** `key` is the tap that an answer belongs to: answers to an earlier tap change nothing. */
export type SendEvent<Message> =
  | { type: 'tapped'; tap: Tap }
  | { type: 'prepared'; key: string; message: Message }
  | { type: 'contact'; key: string; externalUserId: string | undefined }
  | { type: 'failed'; key: string; kind: string }
  | { type: 'answered'; key: string; answer: 'ok' | 'cancelled' | 'timeout' }
  | { type: 'refused'; key: string; kind: string }
  | { type: 'dismissed' }

const RUNNING = ['preparing', 'checking', 'handing_over']

/** A send is under way: a tap now does nothing. */
export function isRunning<Message>(state: SendState<Message>): state is Running<Message> {
  return RUNNING.includes(state.at)
}

/**
 * What a send becomes by one event; an event that does not fit leaves the very same state. Each tap goes preparing → checking → handing_over → an end,
 * so the contact is read after every preparation and right before each hand-over. Only a definite refusal of the medium leads back to preparing, once.
 */
export function next<Message>(state: SendState<Message>, event: SendEvent<Message>): SendState<Message> {
  if (event.type === 'dismissed') return isRunning(state) ? state : { at: 'idle' }
  if (event.type === 'tapped') return isRunning(state) ? state : { at: 'preparing', tap: event.tap, renew: false }
  if (!isRunning(state) || event.key !== state.tap.key) return state
  const { tap, renew } = state
  if (state.at === 'preparing') {
    if (event.type === 'prepared') return { at: 'checking', tap, renew, message: event.message }
    if (event.type === 'failed') return { at: 'failed', tap, during: 'preparing', kind: event.kind }
  }
  if (state.at === 'checking') {
    if (event.type === 'failed') return { at: 'failed', tap, during: 'checking', kind: event.kind }
    if (event.type === 'contact') {
      return event.externalUserId === tap.externalUserId ? { at: 'handing_over', tap, renew, message: state.message } : { at: 'wrong_customer', tap }
    }
  }
  if (state.at === 'handing_over') {
    if (event.type === 'answered') return { at: event.answer === 'ok' ? 'handed_over' : event.answer === 'timeout' ? 'unknown' : 'cancelled', tap }
    if (event.type === 'refused') {
      if (event.kind === 'bad_material' && tap.renewable && !renew) return { at: 'preparing', tap, renew: true }
      return { at: 'refused', tap, kind: event.kind }
    }
  }
  return state
}
