/** 138****2716: the first three and the last four digits of a phone number, what is shorter shows only its end. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/^\+86/, '')
  return digits.length >= 11 ? `${digits.slice(0, -8)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`
}

/** wmQx…8Kd2 */
export const maskExternalUserId = (id: string): string => (id.length > 8 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id)
