import { currencyExponent } from '../../../../shared/domain/money.ts'

/** What people write for the code of ISO 4217. */
const MEANT: Record<string, string> = { RMB: 'CNY', CNH: 'CNY', YUAN: 'CNY', 人民币: 'CNY', NTD: 'TWD' }

const known = new Set(Intl.supportedValuesOf('currency'))

/** Whether ISO 4217 has it. Intl lacks a few that have an unusual exponent. */
export const isCurrency = (code: string): boolean => known.has(code) || currencyExponent(code) !== 2

/** The code that was meant, where that is sure. */
export function currencyMeant(written: string): string | undefined {
  const upper = written.trim().toUpperCase()
  return isCurrency(upper) ? upper : MEANT[upper]
}
