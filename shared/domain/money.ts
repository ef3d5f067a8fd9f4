const EXPONENTS: Record<string, readonly string[]> = {
  0: ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
  3: ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'],
  4: ['CLF', 'UYW'],
}

const exponentOf = new Map(Object.entries(EXPONENTS).flatMap(([exponent, currencies]) => currencies.map((currency) => [currency, Number(exponent)] as const)))

const SYMBOLS: Record<string, string> = {
  CNY: '¥',
  JPY: 'JP¥',
  USD: 'US$',
  EUR: '€',
  GBP: '£',
  HKD: 'HK$',
  MOP: 'MOP$',
  TWD: 'NT$',
  KRW: '₩',
  SGD: 'S$',
  AUD: 'A$',
  CAD: 'C$',
}

/** How many digits of a minor amount stand behind the point, by ISO 4217: 2 unless the currency is listed otherwise. */
export function currencyExponent(currency: string): number {
  return exponentOf.get(currency) ?? 2
}

/**
 * An amount in minor units as people read it: `¥1,840.00`, `JP¥1,840`, `−¥30.00` with a real minus sign. The sign of the currency stands
 * in front; one without its own sign is named by its code, `THB 12.00` (no-break space).
 * `whole` drops the minor part, rounded half away from zero, for sums in summaries.
 */
export function formatMoney(amountMinor: number, currency: string, style: 'exact' | 'whole' = 'exact'): string {
  const exponent = currencyExponent(currency)
  const unit = 10 ** exponent
  const minor = style === 'whole' ? Math.round(Math.abs(amountMinor) / unit) * unit : Math.abs(amountMinor)
  const major = String(Math.floor(minor / unit)).replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = style === 'whole' || exponent === 0 ? '' : '.' + String(minor % unit).padStart(exponent, '0')
  const sign = amountMinor < 0 && minor > 0 ? '−' : ''
  return sign + (SYMBOLS[currency] ?? currency + '\u00A0') + major + rest
}
