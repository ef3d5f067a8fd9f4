import { ERROR_STATUS, type ErrorCode } from '../shared/contracts/error.ts'

/** What a verb throws when it cannot do as asked. Only http/error-envelope.ts turns it into an answer. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined

  /** @param message English, for developers */
  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  get status(): number {
    return ERROR_STATUS[this.code]
  }
}
