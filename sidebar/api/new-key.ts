const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A fresh `Idempotency-Key`: a ULID, whose first ten letters are the time and the rest random. */
export function newKey(now = Date.now()): string {
  let time = ''
  for (let left = now, place = 0; place < 10; place++, left = Math.floor(left / 32)) time = LETTERS[left % 32] + time
  return time + Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => LETTERS[byte % 32]).join('')
}
