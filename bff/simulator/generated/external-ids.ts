import type { Dice } from './dice.ts'

const tailBytes = 18

/** The external_userid of the contact of this number: `wm` (WeChat) or `wo` (WeCom) and thirty characters, as WeCom makes them. */
export const externalIdOf = (dice: Dice, index: number, kind: 'wechat' | 'wecom'): string => idOf(dice, 'external id', index, kind === 'wecom' ? 'wo' : 'wm')

/** The chat_id of the customer group of this number, of the same make. */
export const chatIdOf = (dice: Dice, index: number): string => idOf(dice, 'chat id', index, 'wr')

function idOf(dice: Dice, purpose: string, index: number, prefix: string): string {
  const tail = dice.bytes(purpose, index, tailBytes)
  const masked = Buffer.alloc(4)
  masked.writeUInt32BE((index ^ tail.readUInt32BE(0)) >>> 0)
  return `${prefix}${Buffer.concat([tail, masked]).toString('base64url')}`
}

/** The number that is hidden in an id. Anything may have been asked for: whoever reads it makes the id again and compares. */
export function indexIn(id: string): number {
  const bytes = Buffer.from(id.slice(2), 'base64url')
  return bytes.length === tailBytes + 4 ? (bytes.readUInt32BE(tailBytes) ^ bytes.readUInt32BE(0)) >>> 0 : -1
}
