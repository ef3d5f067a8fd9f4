import type { Bundle } from '../customer/index.ts'

/** A tag that can be toggled. `group` is the name of its group in the bundle; personal tags stand in the one without a name. */
export interface TagChoice {
  tagId: string
  name: string
  kind: 'corp' | 'personal'
  group: string
}

export type TagOn = Bundle['tagGroups'][number]['tags'][number]

/** The tag as the bundle has it set, by whomever. */
export function findTag(bundle: Bundle | undefined, tagId: string): TagOn | undefined {
  for (const { tags } of bundle?.tagGroups ?? []) {
    const tag = tags.find((one) => one.tagId === tagId)
    if (tag) return tag
  }
  return undefined
}

/**
 * The bundle with one tag set or taken off; a group comes and goes with its tags, the personal one stays last.
 * `order`: ids of all tags as the catalogue lists them, which is how the server will list those that are set.
 */
export function withTag(bundle: Bundle, { tagId, name, kind, group }: TagChoice, on: boolean, order: readonly string[] = []): Bundle {
  if (on === (findTag(bundle, tagId) !== undefined)) return bundle
  const without = bundle.tagGroups.map((one) => ({ ...one, tags: one.tags.filter((tag) => tag.tagId !== tagId) })).filter(({ tags }) => tags.length > 0)
  if (!on) return { ...bundle, tagGroups: without }
  const tag: TagOn = { tagId, name, kind, setBy: 'person' }
  const before = (other: TagOn | undefined): boolean => order.indexOf(tagId) < order.indexOf(other?.tagId ?? '')
  if (without.some((one) => one.name === group))
    return { ...bundle, tagGroups: without.map((one) => (one.name === group ? { ...one, tags: insertAt(one.tags, one.tags.findIndex(before), tag) } : one)) }
  const place = group === '' ? -1 : without.findIndex((one) => one.name === '' || before(one.tags[0]))
  return { ...bundle, tagGroups: insertAt(without, place, { name: group, tags: [tag] }) }
}

/** At the end where there is no place. */
function insertAt<Item>(items: readonly Item[], place: number, item: Item): Item[] {
  return place < 0 ? [...items, item] : [...items.slice(0, place), item, ...items.slice(place)]
}
