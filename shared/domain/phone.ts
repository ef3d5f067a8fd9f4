/**
 * Numbers without a country are Chinese: mobiles, lines with their area's 0, and the 400 and 800 of companies. However they were typed, with full-width digits,
 * 00 for + or the area's 0 behind +86, one number is the same text.
 * @returns the number as E.164, or undefined when it is none
 */
export function asE164(given: string): string | undefined {
  const digits = given
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^\+860(?=[1-9]\d)/, '+86')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  if (/^(86)?1\d{10}$/.test(digits)) return `+86${digits.slice(-11)}`
  if (/^0\d{9,11}$/.test(digits)) return `+86${digits.slice(1)}`
  if (/^[48]00\d{7}$/.test(digits)) return `+86${digits}`
  return undefined
}

/** 138****2716: the first three and the last four digits of a phone number, what is shorter shows only its end. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/^\+86/, '')
  return digits.length >= 11 ? `${digits.slice(0, -8)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`
}

/** 138 1234 2716 for a Chinese mobile number, 400 880 0882 for one of a company; lines with the 0 of their area, others as E.164 has them. */
export function readablePhone(phone: string): string {
  return phone
    .replace(/^\+86(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3')
    .replace(/^\+86([48]00)(\d{3})(\d{4})$/, '$1 $2 $3')
    .replace(/^\+86(?=\d{9,11}$)/, '0')
}
