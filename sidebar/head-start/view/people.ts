import type { Bundle } from '../outcome.ts'
import { card, copyButton } from './fields.ts'
import { avatar, icon, type Child } from './h.ts'
import type { View } from './view.ts'

type Identity = Bundle['identities'][number]

const ICONS = { external_contact: 'chat', unionid: 'user', phone: 'phone', shop_account: 'order' } as const satisfies Record<Identity['type'], string>

/** Every id that leads to this customer; phones and WeCom ids come masked. */
export function identities<N>(view: View<N>, { identities: all }: Bundle): N | false {
  const { h, words } = view
  if (all.length === 0) return false
  return card(view, words.customer.identities, undefined, [
    h(
      'ul',
      null,
      all.map(({ identityId, type, label }) =>
        h('li', { key: identityId, class: 'li' }, [
          h('span', { class: 't3' }, [icon(h, ICONS[type])]),
          h('span', { class: 'grow cut' }, [words.customer.identity[type]]),
          ...shown(view, identityId, type, label),
          (type === 'phone' || type === 'shop_account') && copyButton(view, identityId, `${words.customer.identity[type]} ${label}`),
        ]),
      ),
    ),
  ])
}

/** A phone stands masked beside the button that shows it; for the moment that it is shown, as a number to be dialled. */
function shown<N>({ h, words, on, slots }: View<N>, id: string, type: Identity['type'], label: string): Child<N>[] {
  const { phoneId, phone, text } = slots.revealed ?? {}
  if (phoneId === id) return [h('a', { class: 'id', href: `tel:${phone}` }, [text])]
  return [
    h('span', { class: 'cut t2 id', title: label }, [label]),
    type === 'phone' &&
      h('button', { type: 'button', class: 'btn t sm', 'aria-label': `${words.customer.reveal} ${label}`, onClick: () => on.act?.('reveal', id) }, [
        words.customer.reveal,
      ]),
  ]
}

/** Who follows the customer, the owner with a badge. */
export function followers<N>(view: View<N>, { followers: all }: Bundle): N | false {
  const { h, words } = view
  if (all.length === 0) return false
  return card(view, words.customer.followers, undefined, [
    h(
      'ul',
      null,
      all.map(({ employeeId, name, teamName, isOwner, remark }) => {
        const detail = [teamName, remark && words.customer.remarkOf(remark)].filter(Boolean).join(' · ')
        return h('li', { key: employeeId, class: 'li' }, [
          avatar(h, name),
          h('div', { class: 'grow' }, [
            h('div', { class: 'tt row' }, [h('span', { class: 'cut' }, [name]), isOwner && h('span', { class: 'pill ac' }, [words.customer.ownerBadge])]),
            detail !== '' && h('div', { class: 'ss cut', title: detail }, [detail]),
          ]),
        ])
      }),
    ),
  ])
}
