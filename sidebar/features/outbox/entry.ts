import { ApiError } from '../../api/api-error.ts'

/** `too_old`: the server may have forgotten its key; `wecom_refused`: taken by the server, refused by WeCom for good (`details`: the job's reason). */
export type FailureCode = ApiError['code'] | 'too_old' | 'wecom_refused'

export interface Failure {
  code: FailureCode
  details: Record<string, unknown>
}

/** A write that the server has not taken yet, as it lies on the device. */
export interface Entry<Input = unknown> {
  /** The Idempotency-Key of the write: sent again, it is stored once. */
  id: string
  kind: string
  /** Who made it: it is sent in nobody else's name. */
  employeeId: string
  customerId: string
  /** The customer's, as it was on screen. */
  name: string
  input: Input
  /** When it was made, in milliseconds; no two of one page are equal. */
  at: number
  /** The entry whose effect it takes back. */
  of?: string
  /** How often it may have reached the server. */
  attempts: number
  /** Why the last attempt did not work. */
  failure?: Failure
  /** It is not sent again by itself: somebody has to mend or discard it. */
  refused?: boolean
}

/** `fresh`: made a moment ago, its first answer is awaited. */
export type EntryState = 'fresh' | 'pending' | 'retrying' | 'refused'

/** Nothing gets through, or nothing more for now: the others need not be tried. */
const STOPPING: FailureCode[] = ['network', 'unavailable', 'rate_limited', 'unauthenticated', 'other_employee']
/** The server stumbled over this one; it may be over by itself. */
const STUMBLING: FailureCode[] = ['internal', 'wecom_failed', 'timed_out']
/** So often the server may stumble over the same one. */
const STUMBLES = 8

/** What a failure means for the sending: `stop` for all, `hold` for what is about the same record, or that this one is refused. */
export function verdictOn({ code }: Failure, attempts: number): 'stop' | 'hold' | 'refuse' {
  if (STOPPING.includes(code)) return 'stop'
  return STUMBLING.includes(code) && attempts < STUMBLES ? 'hold' : 'refuse'
}

/** Nothing but the login of the employee who made it helps. */
export const awaitsLogin = ({ failure }: Entry): boolean => failure?.code === 'unauthenticated' || failure?.code === 'other_employee'

export const failureOf = (error: unknown): Failure =>
  error instanceof ApiError ? { code: error.code, details: error.details } : { code: 'internal', details: {} }
