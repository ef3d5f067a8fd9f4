import type { Failure, FailureKind, Outcome } from '../../head-start/outcome.ts'

/** Failures proper but for a server that is away, and the places where there is simply no customer. */
export type PageKind = Exclude<FailureKind, 'server'> | 'unknown_customer' | 'group' | 'none'
export type PageFailure = Omit<Failure, 'kind'> & { kind: PageKind }

const SOFT = { unknown: 'unknown_customer', group: 'group', none: 'none' } as const

/** The page that an outcome without a customer leads to; undefined where there is a customer, or where the server is away. */
export function failureOn(outcome: Outcome): PageFailure | undefined {
  if (outcome.state === 'failed') {
    const { kind, ...rest } = outcome.failure
    return kind === 'server' ? undefined : { kind, ...rest }
  }
  if (outcome.bundle) return undefined
  return outcome.state === 'customer' ? { kind: 'bug', keyword: 'no bundle', requestId: '' } : { kind: SOFT[outcome.state], keyword: '', requestId: '' }
}
