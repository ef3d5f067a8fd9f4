/** A list that may be computed as it is read. `at` gives undefined where nothing stands any more, so that places never move. Arrays are sequences. */
export interface Sequence<Item> {
  readonly length: number
  at(index: number): Item | undefined
}

export function* itemsOf<Item>(list: Sequence<Item>): Generator<Item> {
  for (let place = 0; place < list.length; place++) {
    const item = list.at(place)
    if (item !== undefined) yield item
  }
}

/** The same places, with only those items that fit. */
export const filtered = <Item>(list: Sequence<Item>, fits: (item: Item) => boolean): Sequence<Item> => ({
  get length() {
    return list.length
  },
  at(index) {
    const item = list.at(index)
    return item !== undefined && fits(item) ? item : undefined
  },
})
