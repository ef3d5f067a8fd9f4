import type { Outcome } from './outcome.ts'
import type { Screen, SoftFailure } from './view/view.ts'

const SOFT = { unknown: 'unknown_customer', group: 'group', none: 'none' } as const

/** The screen that an outcome leads to. */
export function screenOf(outcome: Outcome): Screen {
  if (outcome.state === 'failed') return { kind: 'failure', failure: outcome.failure }
  if (outcome.bundle) return { kind: 'customer', bundle: outcome.bundle, me: outcome.me }
  const failure: SoftFailure = outcome.state === 'customer' ? { kind: 'bug', keyword: 'no bundle', requestId: '' } : { kind: SOFT[outcome.state], keyword: '', requestId: '' }
  return { kind: 'failure', failure }
}
