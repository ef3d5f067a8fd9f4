import type { Dice } from './dice.ts'

const tailBytes = 18

/** The external_userid of the contact of this number: `wm` (WeChat) or `wo` (WeCom) and thirty characters, as WeCom makes them. */
export function externalIdOf(dice: Dice, index: number, kind: 'wechat' | 'wecom'): string {
  const tail = dice.bytes('external id', index, tailBytes)
  const masked = Buffer.alloc(4)
  masked.writeUInt32BE((index ^ tail.readUInt32BE(0)) >>> 0)
  return `${kind === 'wecom' ? 'wo' : 'wm'}${Buffer.concat([tail, masked]).toString('base64url')}`
}

/** The number that is hidden in an id. Anything may have been asked for: whoever reads it makes the id again and compares. */
export function indexIn(externalUserId: string): number {
  const bytes = Buffer.from(externalUserId.slice(2), 'base64url')
  return bytes.length === tailBytes + 4 ? (bytes.readUInt32BE(tailBytes) ^ bytes.readUInt32BE(0)) >>> 0 : -1
}
