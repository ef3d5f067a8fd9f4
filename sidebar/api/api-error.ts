import type { ErrorCode } from '../../shared/contracts/error.ts'

/** An answer of the BFF that is not a success, or no answer at all (`network`). */
export class ApiError extends Error {
  readonly code: ErrorCode | 'network'
  readonly status: number
  readonly requestId: string
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode | 'network', status = 0, requestId = '', details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.requestId = requestId
    this.details = details
  }
}

/** What a record is by now, where somebody else was first; undefined for any other error. */
export const conflictOf = (error: unknown): ApiError['details'] | undefined =>
  error instanceof ApiError && error.code === 'conflict' ? error.details : undefined
