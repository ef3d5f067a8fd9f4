import type { Bundle } from '../outcome.ts'
import { card } from './fields.ts'
import { icon } from './h.ts'
import type { View } from './view.ts'

type Group = Bundle['tagGroups'][number]
type Tag = Group['tags'][number]

/** Tags by group. A spark says that a rule set one, an outline that it is personal. */
export function tags<N>(view: View<N>, { tagGroups, access }: Bundle): N {
  const { h, words, on } = view
  const groups = tagGroups.filter((group) => group.tags.length > 0)
  const more =
    access === 'own' &&
    h('button', { type: 'button', class: 'more', 'aria-label': `${words.customer.edit}${words.customer.tags}`, onClick: on.tags }, [
      words.customer.edit,
      icon(h, 'right', 'xs'),
    ])
  return card(view, words.customer.tags, more, [
    groups.length === 0
      ? h('p', { class: 'none' }, [words.customer.noTags])
      : h(
          'dl',
          { class: 'tgs' },
          groups.map((group) => row(view, group)),
        ),
  ])
}

function row<N>({ h, words }: View<N>, { name, tags: all }: Group): N {
  const mine = all.every((tag) => tag.kind !== 'corp')
  const title = name || (mine ? words.customer.myTags : words.customer.otherTags)
  return h('div', { key: name, class: 'tg' }, [
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
