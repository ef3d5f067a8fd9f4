import type { Bundle } from '../outcome.ts'
import { icon, type Child } from './h.ts'
import type { View } from './view.ts'

/** What is known, in two columns, each edited where it stands; what is empty waits behind the button of the title. */
export function fields<N>(view: View<N>, bundle: Bundle): N {
  const { h, words, on, slots } = view
  const { relation, identities, fields: own = [] } = bundle
  const phone = identities.find(({ type }) => type === 'phone')
  // as many as the sheet has rows: four facts of WeCom, four more with a relation
  const count = own.length + (relation ? 8 : 4)
  const more = h('button', { type: 'button', class: 'more', onClick: on.fields }, [words.customer.allFields(String(count)), icon(h, 'right', 'xs')])
  return card(view, words.customer.fields, more, [
    h('dl', { class: 'fields' }, [
      phone && cell(view, phone.identityId, 'fd', words.customer.phone, h('span', { class: 'cut' }, [phone.label]), phone.identityId),
      ...own
        .filter(({ fieldId, shown }) => shown || slots.editor?.field === fieldId)
        .map(({ fieldId, name, unit, shown, phoneId }) => editable(view, bundle, fieldId, name, unit ? `${shown} ${unit}` : shown, phoneId)),
      relation && editable(view, bundle, 'remark', words.customer.remark, relation.remark),
      relation && editable(view, bundle, 'description', words.customer.description, relation.description),
    ]),
  ])
}

function cell<N>(view: View<N>, key: string, cls: string, name: string, value: N, copyId?: string): N {
  const { h } = view
  return h('div', { key, class: cls }, [h('dt', null, [name]), h('dd', null, [value, copyId && copyButton(view, copyId, name)])])
}

/** A cell that opens its editor; remark and description take both columns. */
function editable<N>(view: View<N>, { access }: Bundle, field: string, name: string, value: string, phoneId?: string): N {
  const { h, words, on, slots } = view
  if (slots.editor?.field === field)
    return h('div', { key: field, class: 'fd w' }, [h('dt', { class: 'sr' }, [name]), h('dd', { class: 'whole' }, [slots.editor.node])])
  const wide = field === 'remark' || field === 'description'
  const mine = access === 'own'
  const text = h('span', { class: `cut${wide ? '2' : ''}${value ? '' : ' t3'}` }, [value || (mine ? words.customer.add : words.customer.empty)])
  const button =
    mine &&
    h(
      'button',
      {
        type: 'button',
        class: 'fd-edit',
        'aria-label': words.customer.editField(name, value || words.customer.empty),
        onClick: () => on.edit?.(field),
      },
      [text, wide && icon(h, 'edit', 's')],
    )
  return cell(view, field, wide ? 'fd w' : 'fd', name, button || text, phoneId)
}

/** Copies the whole of what stands beside it. */
export function copyButton<N>({ h, words, on }: View<N>, id: string, name: string): N {
  return h('button', { type: 'button', class: 'hit cp', 'aria-label': words.customer.copy(name), onClick: () => on.act?.('copyOf', id) }, [
    icon(h, 'copy', 's'),
  ])
}

/** A card with its title, and what stands at the title's right. */
export function card<N>({ h }: View<N>, title: string, more: Child<N>, children: Child<N>[]): N {
  return h('section', { class: 'card' }, [h('div', { class: 'sec-h' }, [h('h2', null, [title]), more]), ...children])
}
