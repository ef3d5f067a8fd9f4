import Type from 'typebox'

/** Our own ids: ULIDs, so time-ordered, opaque, unguessable. */
export const Id = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{26}$', description: 'ULID' })

/** A moment, ISO 8601 in UTC with milliseconds. */
export const Instant = Type.String({ format: 'date-time', maxLength: 30 })

export const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

/** An opaque place in a list, as an earlier answer gave it. */
export const Cursor = Type.String({ minLength: 1, maxLength: 120 })

export const PageSize = Type.Integer({ minimum: 1, maximum: 100 })

export const EmployeeRef = Type.Object({ employeeId: Id, name: Type.String() })

/** Words stored as code and parameters, so that every language can render them. */
export const Params = Type.Record(Type.String(), Type.String())
