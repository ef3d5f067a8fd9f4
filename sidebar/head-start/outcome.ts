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

/** The answer to "whom is this page about": the BFF's reply with the host's own words beside it, or why there is none. */
export type Outcome = (ContextReply & { host: HostContext }) | { state: 'failed'; failure: Failure }
