import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/**
 * The padding counts in blocks of 32, as in PKCS#7 with that size, and not in the 16 of AES.
 * @see https://developer.work.weixin.qq.com/document/path/90968
 */
const BLOCK = 32
const RANDOM_BYTES = 16
const LENGTH_BYTES = 4

/** The sealed text, or what it should be, was not sealed with this key for this receiver. */
export class NotOurs extends Error {}

/** What WeCom puts beside a sealed text: SHA-1 over the four sorted, in lower-case hex. */
export const signSealed = (parts: { token: string; timestamp: string; nonce: string; sealed: string }): string =>
  createHash('sha1').update(Object.values(parts).sort().join('')).digest('hex')

/** @param aesKey the 43 characters of the admin console, base64 without its last character */
function keyOf(aesKey: string): { key: Buffer; iv: Buffer } {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  return { key, iv: key.subarray(0, 16) }
}

/** Seals a text for a receiver, the corp id for a self-built app. @returns base64 */
export function seal(text: string, { aesKey, receiver }: { aesKey: string; receiver: string }): string {
  const { key, iv } = keyOf(aesKey)
  const body = Buffer.from(text)
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([randomBytes(RANDOM_BYTES), length, body, Buffer.from(receiver)])
  const pad = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64')
}

/**
 * Opens what was sealed for the receiver.
 * @throws NotOurs when it was sealed with another key, for another receiver, or is no sealed text at all
 */
export function open(sealed: string, { aesKey, receiver }: { aesKey: string; receiver: string }): string {
  const { key, iv } = keyOf(aesKey)
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length === 0 || bytes.length % 16 !== 0) throw new NotOurs('not a sealed text')
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > BLOCK) throw new NotOurs('sealed with another key')
  const plain = padded.subarray(RANDOM_BYTES, padded.length - pad)
  const length = plain.length < LENGTH_BYTES ? Infinity : plain.readUInt32BE()
  if (length > plain.length - LENGTH_BYTES) throw new NotOurs('sealed with another key')
  const text = plain.subarray(LENGTH_BYTES, LENGTH_BYTES + length)
  if (plain.subarray(LENGTH_BYTES + length).toString() !== receiver) throw new NotOurs('sealed for another receiver')
  return text.toString()
}
