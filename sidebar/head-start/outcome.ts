import type { RouteReply } from '../../shared/contracts/index.ts'
import type { HostContext } from '../wecom/bridge-types.ts'

export type ContextReply = RouteReply<'POST /context'>
export type Bundle = NonNullable<ContextReply['bundle']>
export type Me = ContextReply['me']

/** What there is to say when no customer can be shown; each has its page in the words' `failures`. */
export type FailureKind =
  | 'outside'
  | 'signature'
  | 'no_permission'
  | 'not_in_range'
  | 'session'
  | 'signed_out'
  | 'server'
  | 'wecom'
  | 'rate'
  | 'unsupported'
  | 'timeout'
  | 'wrong_entry'
  | 'bridge'
  | 'bug'

export interface Failure {
  kind: FailureKind
  /** The technical word that a developer searches for: the host's keyword or the BFF's code. */
  keyword: string
  requestId: string
}

/** That an outcome is what the device had, of which moment, and what keeps a newer one away. */
export interface Cached {
  at: number
  failure?: Failure
}

/**
 * The answer to "whom is this page about": the BFF's reply with the host's own words beside it, or why there is none; then with the host's words if it was the BFF
 * that failed.
 */
export type Outcome = (ContextReply & { host: HostContext; cached?: Cached }) | { state: 'failed'; failure: Failure; host?: HostContext }

/** Whether a failure may be over by itself; a host that is slow to start answers later. */
export const passes = ({ kind }: Failure): boolean => kind === 'server' || kind === 'wecom' || kind === 'rate' || kind === 'timeout'
