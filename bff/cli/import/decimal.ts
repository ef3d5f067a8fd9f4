/** An exact decimal number: `units` divided by ten to the power of `scale`. */
export interface Decimal {
  units: bigint
  scale: number
}

const FORMS: Record<'.' | ',', RegExp> = {
  '.': /^([+-]?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{0,10}))?$/,
  ',': /^([+-]?)(\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})(?:,(\d{0,10}))?$/,
}

/** Reads `-1,234.50` (or `-1.234,50` with a decimal comma) without going through a binary number. @returns undefined when it is none */
export function readDecimal(text: string, point: '.' | ',' = '.'): Decimal | undefined {
  const [, sign, whole, fraction = ''] = FORMS[point].exec(text.trim()) ?? []
  if (whole === undefined) return undefined
  const units = BigInt(whole.replace(/[.,]/g, '') + fraction)
  return { units: sign === '-' ? -units : units, scale: fraction.length }
}

/** @returns undefined when it is not whole, or beyond what a database integer holds exactly */
export function asInteger({ units, scale }: Decimal): number | undefined {
  const divisor = 10n ** BigInt(scale)
  const whole = Number(units / divisor)
  return units % divisor === 0n && Number.isSafeInteger(whole) ? whole : undefined
}

export const multiply = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale })

/**
 * The amount in minor units, a half rounded away from nothing, so that taking back a line takes back exactly what it cost.
 * @param exponent digits behind the point of the currency
 * @returns undefined beyond 2^53
 */
export function toMinor({ units, scale }: Decimal, exponent: number): number | undefined {
  const scaled = (units < 0n ? -units : units) * 10n ** BigInt(exponent)
  const divisor = 10n ** BigInt(scale)
  const minor = Number((2n * scaled + divisor) / (2n * divisor))
  if (!Number.isSafeInteger(minor)) return undefined
  return units < 0n && minor !== 0 ? -minor : minor
}
