import { createHash } from 'node:crypto'

/** Numbers that look thrown and are always the same for the same seed, purpose and index. */
export function createDice(seed: number) {
  /** 0 to 2³² - 1. */
  function number(purpose: string, index: number): number {
    let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)
    for (let at = 0; at < purpose.length; at++) mixed = Math.imul(mixed ^ purpose.charCodeAt(at), 0x01000193)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return (mixed ^ (mixed >>> 16)) >>> 0
  }

  return {
    number,
    pick: <Item>(purpose: string, index: number, items: readonly Item[]): Item => items[number(purpose, index) % items.length] as Item,
    /** True for one in `many`. */
    once: (purpose: string, index: number, many: number): boolean => number(purpose, index) % many === 0,
    bytes: (purpose: string, index: number, length: number): Buffer => createHash('sha256').update(`${seed} ${purpose} ${index}`).digest().subarray(0, length),
  }
}

export type Dice = ReturnType<typeof createDice>
