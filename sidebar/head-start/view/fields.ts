import { date } from '../../ui/moments.ts'
import type { Bundle } from '../outcome.ts'
import { icon, type Child } from './h.ts'
import type { EditableField, View } from './view.ts'

/** The facts in two columns; remark and description are edited where they stand. */
export function fields<N>(view: View<N>, bundle: Bundle): N {
  const { h, words } = view
  const { customer, relation, identities } = bundle
  const facts: [string, string][] = [
    [words.customer.phone, identities.find((identity) => identity.type === 'phone')?.label ?? ''],
    [words.customer.nickname, customer.nickname],
    [words.customer.corp, customer.corpName ?? ''],
    [words.customer.gender, words.customer.genders[customer.gender]],
    [words.customer.source, relation ? (words.customer.addWay[relation.addWay] ?? words.customer.addWay[0] ?? '') : ''],
    [words.customer.since, relation ? date(relation.since, view.now) : ''],
  ]
  return card(view, words.customer.fields, undefined, [
    h('dl', { class: 'fields' }, [
      ...facts.filter(([, value]) => value !== '').map(([name, value]) => fact(h, name, value)),
      relation && editable(view, bundle, 'remark', relation.remark),
      relation && editable(view, bundle, 'description', relation.description),
    ]),
  ])
}

function fact<N>(h: View<N>['h'], name: string, value: string): N {
  return h('div', { key: name, class: 'fd' }, [h('dt', null, [name]), h('dd', null, [h('span', { class: 'cut', title: value }, [value])])])
}

function editable<N>({ h, words, on, slots }: View<N>, { access }: Bundle, field: EditableField, value: string): N {
  const name = words.customer[field]
  if (slots.editor?.field === field)
    return h('div', { key: field, class: 'fd w' }, [h('dt', { class: 'sr' }, [name]), h('dd', { class: 'whole' }, [slots.editor.node])])
  const shown = value || (access === 'own' ? words.customer.add : words.customer.empty)
  const text = h('span', { class: value ? 'cut2' : 'cut2 t3' }, [shown])
  return h('div', { key: field, class: 'fd w' }, [
    h('dt', null, [name]),
    h('dd', null, [
      access === 'own'
        ? h(
            'button',
            {
              type: 'button',
              class: 'fd-edit',
              'aria-label': `${words.customer.editField(name)}：${value || words.customer.empty}`,
              onClick: on.edit && (() => on.edit?.(field)),
            },
            [text, icon(h, 'edit', 's')],
          )
        : text,
    ]),
  ])
}

/** A card with its title, and what stands at the title's right. */
export function card<N>({ h }: View<N>, title: string, more: Child<N>, children: Child<N>[]): N {
  return h('section', { class: 'card' }, [h('div', { class: 'sec-h' }, [h('h2', null, [title]), more]), ...children])
}
