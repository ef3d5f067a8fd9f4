import { asE164 } from './phone.ts'
import { regionName } from './regions.ts'

export type FieldType = 'text' | 'number' | 'date' | 'single' | 'multi' | 'phone' | 'region'

/** What a person gives for a field: words, a number in digits, `YYYY-MM-DD`, a phone, a region's code; the options' ids for single and multi. */
export type FieldInput = string | string[] | null

/** A value of a field's type. */
export type FieldValue =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** In ten-thousandths, so that it is exact. */
  | { kind: 'number'; scaled: number }
  | { kind: 'date'; day: string }
  | { kind: 'options'; optionIds: string[] }
  | { kind: 'phone'; phone: string }
  | { kind: 'region'; regionCode: string }

/** Why a value is none of its field's; each has its sentence in the words' `fields.problems`. */
export type FieldProblem =
  'wrong_shape' | 'too_long' | 'not_a_number' | 'too_many_decimals' | 'too_large' | 'not_a_date' | 'unknown_option' | 'not_a_phone' | 'unknown_region'

/** Characters of a text; digits behind the point, and before it, of a number; years of a date. */
export const FIELD_LIMITS = { text: 500, decimals: 4, wholeDigits: 11, firstYear: 1900, lastYear: 2199 } as const

const SCALE = 10 ** FIELD_LIMITS.decimals

/**
 * Reads what was given for a field of that type. Nothing, or only space, clears it; any other text stays exactly as it was given.
 * @param optionIds the options that may be chosen, for single and multi
 */
export function readFieldValue(type: FieldType, given: FieldInput, optionIds: readonly string[] = []): FieldValue | { problem: FieldProblem } {
  if (given === null || given.length === 0 || (typeof given === 'string' && given.trim() === '')) return { kind: 'empty' }
  if (type === 'single' || type === 'multi') return readOptions(type, given, optionIds)
  if (typeof given !== 'string') return { problem: 'wrong_shape' }
  return READERS[type](given)
}

const READERS: Record<Exclude<FieldType, 'single' | 'multi'>, (given: string) => FieldValue | { problem: FieldProblem }> = {
  text: (text) => (Array.from(text).length > FIELD_LIMITS.text ? { problem: 'too_long' } : { kind: 'text', text }),
  number: readNumber,
  date: (given) => (isDay(given.trim()) ? { kind: 'date', day: given.trim() } : { problem: 'not_a_date' }),
  phone: (given) => {
    const phone = asE164(given)
    return phone ? { kind: 'phone', phone } : { problem: 'not_a_phone' }
  },
  region: (regionCode) => (regionName(regionCode) ? { kind: 'region', regionCode } : { problem: 'unknown_region' }),
}

function readOptions(type: 'single' | 'multi', given: string | string[], known: readonly string[]): FieldValue | { problem: FieldProblem } {
  const chosen = [...new Set([given].flat())]
  if (type === 'single' && chosen.length > 1) return { problem: 'wrong_shape' }
  return chosen.every((optionId) => known.includes(optionId)) ? { kind: 'options', optionIds: chosen } : { problem: 'unknown_option' }
}

/** Also with full-width digits and with commas between thousands, as people type them. */
function readNumber(given: string): FieldValue | { problem: FieldProblem } {
  const plain = given.normalize('NFKC').trim().replace(/^−/, '-')
  const [, sign = '', whole = '', decimals = ''] = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(plain) ?? []
  if (whole === '') return { problem: 'not_a_number' }
  const digits = whole.replace(/,/g, '').replace(/^0+(?=\d)/, '')
  const behind = decimals.replace(/0+$/, '')
  if (digits.length > FIELD_LIMITS.wholeDigits) return { problem: 'too_large' }
  if (behind.length > FIELD_LIMITS.decimals) return { problem: 'too_many_decimals' }
  const scaled = Number(digits) * SCALE + Number(behind.padEnd(FIELD_LIMITS.decimals, '0'))
  return { kind: 'number', scaled: sign === '-' && scaled > 0 ? -scaled : scaled }
}

/** A number of ten-thousandths in digits: `22.5`, `-3`. */
export function showScaled(scaled: number): string {
  const amount = Math.abs(scaled)
  const behind = String(amount % SCALE)
    .padStart(FIELD_LIMITS.decimals, '0')
    .replace(/0+$/, '')
  return `${scaled < 0 ? '-' : ''}${Math.floor(amount / SCALE)}${behind && `.${behind}`}`
}

/** A day that the calendar has. */
function isDay(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (!year || !month || !day || year < FIELD_LIMITS.firstYear || year > FIELD_LIMITS.lastYear) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
