import { createCipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** @returns the number as E.164 (numbers without a country are Chinese), or undefined when it is none */
export function asE164(given: string): string | undefined {
  const digits = given.replace(/[\s()-]/g, '')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  if (/^(86)?1\d{10}$/.test(digits)) return `+86${digits.slice(-11)}`
  if (/^0\d{9,11}$/.test(digits)) return `+86${digits.slice(1)}`
  return undefined
}

const keyFor = (phoneKey: string, use: string) => Buffer.from(hkdfSync('sha256', phoneKey, '', `kebian phone ${use}`, 32))

/** The keyed hash by which a phone is found without being stored in clear. */
export const hashPhone = (phoneKey: string, phone: string): string => createHmac('sha256', keyFor(phoneKey, 'hash')).update(phone).digest('hex')

/** AES-256-GCM: 12 bytes of nonce, the text, 16 bytes of tag, as base64. */
export function sealPhone(phoneKey: string, phone: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(phoneKey, 'seal'), nonce)
  return Buffer.concat([nonce, cipher.update(phone, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}
