import type { Bundle } from '../outcome.ts'
import { card } from './fields.ts'
import { icon } from './h.ts'
import type { View } from './view.ts'

type Group = Bundle['tagGroups'][number]
type Tag = Group['tags'][number]

/** Tags by group. A spark says that a rule set one, an outline that it is personal. */
export function tags<N>(view: View<N>, { tagGroups, access }: Bundle): N {
  const { h, words, on } = view
  const rows = tagGroups.filter((group) => group.tags.length > 0).flatMap((group) => rowsOf(words, group))
  const more =
    access === 'own' &&
    h('button', { type: 'button', class: 'more', 'aria-label': `${words.customer.edit}${words.customer.tags}`, onClick: on.tags }, [
      words.customer.edit,
      icon(h, 'right', 'xs'),
    ])
  return card(view, words.customer.tags, more, [
    rows.length === 0
      ? h('p', { class: 'none' }, [words.customer.noTags])
      : h(
          'dl',
          { class: 'tgs' },
          rows.map((row) => drawRow(view, row)),
        ),
  ])
}

/** One row for a group with a name; what has none is told apart by whose it is. */
function rowsOf({ customer }: View<unknown>['words'], { name, tags: all }: Group): Row[] {
  if (name) return [{ title: name, tags: all }]
  return TITLES.map(([kind, title]) => ({ title: customer[title], tags: all.filter((tag) => tag.kind === kind) })).filter((row) => row.tags.length > 0)
}

interface Row {
  title: string
  tags: Tag[]
}

/** A personal tag of WeCom may be a colleague's; one of ours is only ever shown to the one who made it. */
const TITLES = [
  ['corp', 'otherTags'],
  ['personal', 'myTags'],
  ['wecom_personal', 'personalTags'],
] as const

function drawRow<N>({ h, words }: View<N>, { title, tags: all }: Row): N {
  return h('div', { key: title, class: 'tg' }, [
    h('dt', { class: 'cut', title }, [title]),
    h(
      'dd',
      null,
      all.map((tag) =>
        h('span', { key: tag.tagId ?? tag.name, class: `tag${tone(tag)}`, title: cause(words, tag) }, [
          tag.setBy === 'rule' && icon(h, 'spark'),
          h('span', { class: 'cut' }, [tag.name]),
        ]),
      ),
    ),
  ])
}

const tone = (tag: Tag): string => (tag.setBy === 'rule' ? ' auto' : tag.kind === 'corp' ? '' : ' mine')

function cause(words: View<unknown>['words'], tag: Tag): string {
  if (tag.setBy === 'rule') return `${tag.name} · ${words.customer.byRule}`
  return tag.byName ? `${tag.name} · ${words.customer.byPerson(tag.byName)}` : tag.name
}
