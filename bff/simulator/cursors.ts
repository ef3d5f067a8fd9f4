import { createHmac, randomBytes } from 'node:crypto'
import { refuse } from './refusal.ts'

/**
 * Opaque cursors: an empty one begins, an empty next_cursor ends, anything not given out for this very list is 50100.
 * @param pageAtMost caps every page, so that tests can have tiny ones
 */
export function createCursors(pageAtMost: number) {
  const key = randomBytes(16)
  const seal = (list: string, offset: number) => createHmac('sha256', key).update(`${list}:${offset}`).digest('base64url').slice(0, 20)

  function offsetOf(list: string, cursor: string): number {
    if (!cursor) return 0
    const [offset = '', mark] = Buffer.from(cursor, 'base64url').toString('latin1').split('.')
    return mark === seal(list, Number(offset)) ? Number(offset) : refuse(50100)
  }

  return function page<Item>(list: string, items: Item[], cursor: string, limit: number): { items: Item[]; next_cursor: string } {
    const start = offsetOf(list, cursor)
    const end = start + Math.min(limit, pageAtMost)
    const more = end < items.length
    return { items: items.slice(start, end), next_cursor: more ? Buffer.from(`${end}.${seal(list, end)}`).toString('base64url') : '' }
  }
}
