import { ApiError } from '../../api/api-error.ts'
import { BridgeError } from '../../wecom/bridge-error.ts'
import { isRunning, next, type Final, type Running, type SendEvent, type SendState, type Tap } from './send-machine.ts'

/** What a send does to the world. Each step rejects with an ApiError or a BridgeError. */
export interface Steps<Message> {
  /** Makes the message, such as by an upload; `renew` after the host refused the medium. */
  prepare(renew: boolean): Promise<Message>
  /** The contact of the open chat, read anew from the host. */
  contact(): Promise<string | undefined>
  /** Resolves when the host took the message. */
  handOver(message: Message): Promise<void>
}

/**
 * Takes one tap to its end, moving `cell.state` along. Nothing is awaited between the host's answer about the contact and the hand-over.
 * @returns where it came to rest; undefined when another send was under way, and then nothing was done
 */
export async function runSend<Message>(cell: { state: SendState<Message> }, tap: Tap, steps: Steps<Message>): Promise<Final | undefined> {
  const fire = (event: SendEvent<Message>) => (cell.state = next(cell.state, event))
  if (isRunning(cell.state)) return undefined
  let state = fire({ type: 'tapped', tap })
  while (isRunning(state)) state = fire(await answerTo(state, steps))
  return state.at === 'idle' ? undefined : state
}

async function answerTo<Message>(state: Running<Message>, steps: Steps<Message>): Promise<SendEvent<Message>> {
  const { key } = state.tap
  try {
    if (state.at === 'preparing') return { type: 'prepared', key, message: await steps.prepare(state.renew) }
    if (state.at === 'checking') return { type: 'contact', key, externalUserId: await steps.contact() }
    await steps.handOver(state.message)
    return { type: 'answered', key, answer: 'ok' }
  } catch (error) {
    return state.at === 'handing_over' ? hostSaidNo(key, error) : { type: 'failed', key, kind: kindOf(error) }
  }
}

/** Anything but a plain refusal or a cancel leaves open whether the message is in the chat. */
function hostSaidNo(key: string, error: unknown): SendEvent<never> {
  if (!(error instanceof BridgeError) || error.kind === 'timeout') return { type: 'answered', key, answer: 'timeout' }
  return error.kind === 'cancelled' ? { type: 'answered', key, answer: 'cancelled' } : { type: 'refused', key, kind: error.kind }
}

function kindOf(error: unknown): string {
  if (error instanceof BridgeError) return error.kind
  return error instanceof ApiError ? error.code : 'internal'
}
