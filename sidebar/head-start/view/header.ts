import { daysSince } from '../../ui/moments.ts'
import type { Bundle, Me } from '../outcome.ts'
import { avatar, icon, type Child } from './h.ts'
import type { View } from './view.ts'

/** Who it is, the stage and the owner: 97 px, folded 48. */
export function header<N>(view: View<N>, bundle: Bundle, me: Me): N {
  const { h, words } = view
  const name = bundle.customer.name || words.customer.noName
  const stage = stageOf(view, bundle)
  return h('header', { class: view.folded || (view.layout === 'one' && view.tab !== 'customer') ? 'ch mini' : 'ch' }, [
    h('div', { class: 'ch-top' }, [
      avatar(h, name, bundle.customer.avatarUrl, ' big'),
      h('div', { class: 'ch-id' }, [
        h('h1', { class: 'ch-name cut', title: name }, [name]),
        h('div', { class: 'ch-sub cut' }, about(view, bundle)),
        stage && h('div', { class: 'ch-now row' }, [segments(view, stage), h('span', { class: 'cut ac' }, [stage.label])]),
      ]),
    ]),
    h('div', { class: 'ch-meta' }, [
      stage && stagePill(view, stage, bundle.access === 'own' && me.role !== 'service'),
      bundle.owner &&
        h('span', { class: 'meta-b', title: words.customer.owner(bundle.owner.name) }, [
          avatar(h, bundle.owner.name, undefined, ' tiny'),
          h('span', { class: 'cut' }, [bundle.owner.name]),
        ]),
    ]),
  ])
}

function about<N>({ h, words, now }: View<N>, { customer, relation }: Bundle): Child<N>[] {
  const before = customer.nickname && customer.nickname !== customer.name ? `${customer.nickname} ` : ''
  const where = customer.kind === 'wechat' ? words.customer.wechat : customer.corpName ? `@${customer.corpName}` : ''
  const rest = relation
    ? [words.customer.addWay[relation.addWay] ?? words.customer.addWay[0], words.customer.days(daysSince(relation.since, now))].join(' · ')
    : ''
  return [before, where && h('span', { class: customer.kind === 'wechat' ? 'ok' : 'warn' }, [where]), rest && `${before || where ? ' · ' : ''}${rest}`]
}

interface StageNow {
  name: string
  label: string
  step: number
  of: number
  days: number
  lost: boolean
}

function stageOf<N>({ words, now }: View<N>, { opportunity }: Bundle): StageNow | undefined {
  if (!opportunity) return undefined
  const steps = opportunity.stages.filter((stage) => stage.kind !== 'lost')
  const here = opportunity.stages.find((stage) => stage.stageId === opportunity.stageId)
  const lost = here?.kind === 'lost'
  const name = here?.name ?? ''
  return {
    name,
    label: lost ? words.customer.stageLost(name, opportunity.lostReason ?? '') : name,
    step: lost ? 0 : steps.findIndex((stage) => stage.stageId === opportunity.stageId) + 1,
    of: steps.length,
    days: daysSince(opportunity.enteredAt, now),
    lost,
  }
}

function stagePill<N>(view: View<N>, stage: StageNow, movable: boolean): N {
  const { h, words, on } = view
  const say = movable ? words.customer.stagePick : words.customer.stageFixed
  const props = { class: stage.lost ? 'stage lost' : 'stage', 'aria-label': say(stage.label, stage.step, stage.of, stage.days) }
  const inside = [
    h('span', { class: 'cut' }, [stage.label]),
    !stage.lost && segments(view, stage),
    h('span', { class: 'days' }, [words.customer.days(stage.days)]),
    icon(h, movable ? 'down' : 'lock', 'xs'),
  ]
  return movable ? h('button', { ...props, type: 'button', onClick: on.stage }, inside) : h('span', { ...props, role: 'img' }, inside)
}

function segments<N>({ h }: View<N>, { step, of, lost }: StageNow): N | false {
  if (lost) return false
  return h(
    'span',
    { class: 'seg', 'aria-hidden': 'true' },
    Array.from({ length: of }, (_, at) => h('i', { class: at < step ? 'f' : undefined })),
  )
}
