import Type from 'typebox'

/** The closed list of error codes and the HTTP status of each. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  read_only: 403,
  not_found: 404,
  method_not_allowed: 405,
  timed_out: 408,
  conflict: 409,
  key_reused: 409,
  other_employee: 409,
  too_large: 413,
  unsupported_media: 415,
  refused: 422,
  rate_limited: 429,
  headers_too_large: 431,
  internal: 500,
  wecom_failed: 502,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

export const ErrorEnvelope = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String({ description: 'English, for developers; the interface renders code and details' }),
    requestId: Type.String(),
    details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }),
})
