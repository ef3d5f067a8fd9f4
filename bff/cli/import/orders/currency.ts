import { currencyExponent } from '../../../../shared/domain/money.ts'

/** What people write for the code of ISO 4217. */
const MEANT: Record<string, string> = { RMB: 'CNY', CNH: 'CNY', YUAN: 'CNY', 人民币: 'CNY', NTD: 'TWD' }

const known = new Set(Intl.supportedValuesOf('currency'))

/** Whether amounts are paid in it: what Intl knows, and the few of an unusual exponent that it lacks. Metals and units of account are not. */
export const isCurrency = (code: string): boolean => known.has(code) || currencyExponent(code) !== 2

/** The code that was meant, where that is sure. */
export function currencyMeant(written: string): string | undefined {
  const upper = written.trim().toUpperCase()
  return isCurrency(upper) ? upper : MEANT[upper]
}
