import type { Static } from 'typebox'
import type { FieldDraft } from '../../../../shared/contracts/desk/fields.ts'
import { AppError } from '../../../errors.ts'
import type { FieldRecord } from './read-fields.ts'

export type Draft = Static<typeof FieldDraft>

/** How many fields may be in use, and how many options of one field. */
const LIMITS = { fields: 50, options: 100 }

const refuse = (reason: string, details: object = {}): never => {
  throw new AppError('refused', `a field cannot be like this: ${reason}`, { reason, ...details })
}

/**
 * What holds for every field beside the others.
 * @throws AppError `refused`, `details.reason`: too_many (`limit`), name_taken (`name`), needs_option, no_options_here, no_unit_here
 */
export function checkField({ name, type, unit, active, options }: Draft, others: FieldRecord[]): void {
  const inUse = others.filter((other) => other.active)
  if (active && inUse.length >= LIMITS.fields) refuse('too_many', { limit: LIMITS.fields })
  if (active && inUse.some((other) => other.name === name)) refuse('name_taken', { name })
  const offered = options.filter((option) => option.active)
  if (offered.length > LIMITS.options) refuse('too_many', { limit: LIMITS.options })
  const twice = offered.find((option, at) => offered.findIndex((other) => other.name === option.name) < at)
  if (twice) refuse('name_taken', { name: twice.name })
  const isChoice = type === 'single' || type === 'multi'
  if (isChoice && offered.length === 0) refuse('needs_option')
  if (!isChoice && offered.length > 0) refuse('no_options_here')
  if (unit !== undefined && type !== 'number') refuse('no_unit_here')
}

/**
 * What follows from the values that are there.
 * @throws AppError `refused`, `details.reason`: type_in_use (`values`), option_used (`name`), no_such_option
 */
export function checkValues(known: FieldRecord, { type, options }: Draft, undoing: boolean): void {
  if (type !== known.type && known.values > 0) refuse('type_in_use', { values: known.values })
  const given = options.flatMap(({ optionId }) => optionId ?? [])
  const ids = new Set(known.options.map(({ optionId }) => optionId))
  if (new Set(given).size < given.length || (!undoing && given.some((id) => !ids.has(id)))) refuse('no_such_option')
  const gone = known.options.find(({ optionId, used }) => used && !given.includes(optionId))
  if (gone) refuse('option_used', { name: gone.name })
}
