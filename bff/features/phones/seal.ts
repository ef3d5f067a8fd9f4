import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

const keyFor = (phoneKey: string, use: string) => Buffer.from(hkdfSync('sha256', phoneKey, '', `kebian phone ${use}`, 32))

/** The keyed hash by which a phone is found without being stored in clear. */
export const hashPhone = (phoneKey: string, phone: string): string => createHmac('sha256', keyFor(phoneKey, 'hash')).update(phone).digest('hex')

/** AES-256-GCM: 12 bytes of nonce, the text, 16 bytes of tag, as base64. */
export function sealPhone(phoneKey: string, phone: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor(phoneKey, 'seal'), nonce)
  return Buffer.concat([nonce, cipher.update(phone, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** @returns the phone that {@link sealPhone} sealed, or undefined when it was sealed with another key or has been changed */
export function openPhone(phoneKey: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(phoneKey, 'seal'), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}
