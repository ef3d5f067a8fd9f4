import type { Failure, FailureKind, Outcome } from '../../head-start/outcome.ts'

/** Failures but for a server that is away. */
export type PageKind = Exclude<FailureKind, 'server'>
export type PageFailure = Omit<Failure, 'kind'> & { kind: PageKind }

/** The page that a failure leads to; undefined where there is none, or where the server is away. */
export function failureOn(outcome: Outcome): PageFailure | undefined {
  if (outcome.state !== 'failed' || outcome.failure.kind === 'server') return undefined
  const { kind, ...rest } = outcome.failure
  return { kind, ...rest }
}
