import { createHmac, randomBytes } from 'node:crypto'
import { refuse } from './refusal.ts'
import type { Sequence } from './sequence.ts'

interface Place {
  part: number
  index: number
}

/** The next place at or after this one where something stands, with what stands there. */
function nextItem<Item>(parts: Sequence<Item>[], { part, index }: Place): { item: Item; place: Place } | undefined {
  for (let at = part; at < parts.length; at++) {
    const list = parts[at] as Sequence<Item>
    for (let place = at === part ? index : 0; place < list.length; place++) {
      const item = list.at(place)
      if (item !== undefined) return { item, place: { part: at, index: place } }
    }
  }
  return undefined
}

/**
 * Opaque cursors: an empty one begins, an empty next_cursor ends, anything not given out for this very list is 50100.
 * A cursor is a place, not a count: what is added or deleted elsewhere while somebody walks makes them neither miss nor meet another one twice.
 * @param pageAtMost caps every page, so that tests can have tiny ones
 */
export function createCursors(pageAtMost: number) {
  const key = randomBytes(16)
  const seal = (list: string, place: string) => createHmac('sha256', key).update(`${list}:${place}`).digest('base64url').slice(0, 20)
  const cursorAt = (list: string, { part, index }: Place) => Buffer.from(`${part}-${index}.${seal(list, `${part}-${index}`)}`).toString('base64url')

  function placeOf(list: string, cursor: string): Place {
    if (!cursor) return { part: 0, index: 0 }
    const [place = '', mark] = Buffer.from(cursor, 'base64url').toString('latin1').split('.')
    if (mark !== seal(list, place)) refuse(50100)
    const [part = 0, index = 0] = place.split('-').map(Number)
    return { part, index }
  }

  /** One page of the parts, one after the other. */
  return function page<Item>(list: string, parts: Sequence<Item>[], cursor: string, limit: number): { items: Item[]; next_cursor: string } {
    const items: Item[] = []
    let next = nextItem(parts, placeOf(list, cursor))
    while (next && items.length < Math.min(limit, pageAtMost)) {
      items.push(next.item)
      next = nextItem(parts, { part: next.place.part, index: next.place.index + 1 })
    }
    return { items, next_cursor: next ? cursorAt(list, next.place) : '' }
  }
}
