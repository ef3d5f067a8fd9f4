import { formatMoney } from '../../../shared/domain/money.ts'
import type { IconName } from '../../ui/icons.ts'
import { daysSince, moment } from '../../ui/format.ts'
import { words } from '../../words/index.ts'
import { refusalText } from '../tags/index.ts'
import type { TimelineEvent } from './note-drafts.ts'

/** How one event reads: a plain lead, the thing itself in bold, a plain tail, and a second line. */
export interface EventText {
  icon: IconName
  tone: 'neutral' | 'accent' | 'ok' | 'warn' | 'danger' | 'auto'
  lead: string
  strong: string
  tail: string
  detail: string
}

type Params = TimelineEvent['params']
type Render = (params: Params, who: string, at: string) => Partial<EventText>

const join = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ')
const lead = (who: string, text: string): string => (who ? words().notes.by(who, text) : text)

function amountOf({ amountMinor, currency }: Params): string {
  const minor = Number(amountMinor)
  return amountMinor && currency && Number.isInteger(minor) ? formatMoney(minor, currency) : ''
}

/** How long it was in the stage it left; nothing when it left on the same day. */
function stayed({ from, fromEnteredAt }: Params, at: string): string {
  const days = from && fromEnteredAt ? daysSince(fromEnteredAt, Date.parse(at)) : 0
  return from && days > 0 ? words().notes.events.stayed(from, days) : ''
}

/** One message that was offered to the chat, and what became of it. */
function sent(params: Params, who: string, verb: string, outcome: string): Partial<EventText> {
  const w = words().notes.events
  const part = params.of && params.of !== '1' ? w.part(params.position ?? '', params.of) : ''
  return {
    icon: 'send',
    lead: lead(who, verb),
    strong: params.title || w.content,
    detail: join(part, outcome) + (params.text ? `\n${w.rewritten(params.text)}` : ''),
  }
}

/** Every code the BFF writes, and what becomes of its parameters; texts that a person wrote are shown as they are. */
const RENDERERS: Record<string, Render> = {
  note_written(params, who) {
    const w = words().notes
    const outcome = params.outcome ? (w.outcome[params.outcome] ?? params.outcome) : ''
    const next = params.next ? w.events.nextStep(params.next, params.dueAt ? moment(params.dueAt) : '') : ''
    const text = params.text ?? ''
    return { icon: 'follow', lead: who ? w.said(who) : '', strong: outcome, tail: outcome && text ? w.colon + text : text, detail: next }
  },
  task_done: (params, who) => ({ icon: 'check', tone: 'ok', lead: lead(who, words().notes.events.taskDone), strong: params.title }),
  task_reopened: (params, who) => ({ icon: 'retry', lead: lead(who, words().notes.events.taskReopened), strong: params.title }),
  stage_moved: (params, who, at) => ({
    icon: 'flag',
    tone: 'accent',
    lead: lead(who, words().notes.events.stageMoved(params.from ?? '')),
    strong: params.to,
    detail: join(stayed(params, at), params.note),
  }),
  stage_lost: (params, who) => ({
    icon: 'userx',
    tone: 'danger',
    lead: lead(who, words().notes.events.stageLost),
    detail: words().notes.events.stageLostReason(params.reason ?? '', params.note ?? ''),
  }),
  stage_move_undone: (params, who) => ({ icon: 'undo', lead: lead(who, words().notes.events.stageMoveUndone(params.from ?? '')), strong: params.to }),
  message_handed_over: (params, who) => ({ ...sent(params, who, words().notes.events.messageHandedOver, words().notes.events.handedOver), tone: 'accent' }),
  message_cancelled: (params, who) => sent(params, who, words().notes.events.messageCancelled, words().notes.events.cancelled),
  message_refused: (params, who) => ({
    ...sent(params, who, words().notes.events.messageRefused, words().notes.events.refused(params.reason ?? '')),
    tone: 'danger',
  }),
  message_unknown: (params, who) => ({ ...sent(params, who, words().notes.events.messageUnknown, words().notes.events.unknown), tone: 'warn' }),
  tag_set: (params, who) => ({ icon: 'tag', lead: lead(who, words().notes.events.tagSet), strong: params.tag }),
  tag_removed: (params, who) => ({ icon: 'tag', lead: lead(who, words().notes.events.tagRemoved), strong: params.tag }),
  tag_refused: (params) => ({
    icon: 'alert',
    tone: 'danger',
    lead: words().notes.events.tagRefused,
    strong: params.tag,
    detail: refusalText({ code: params.reason, params }),
  }),
  relation_changed: (params, who) => ({ icon: 'edit', lead: lead(who, words().notes.events.relationChanged), strong: fieldsOf(params) }),
  field_changed: ({ field, from = '', to = '', unit }, who) => ({
    icon: 'edit',
    lead: lead(who, words().notes.events.relationChanged),
    strong: field,
    tail: words().notes.events.fieldChanged(withUnit(from, unit), withUnit(to, unit)),
  }),
  phone_revealed: ({ use = '', label }, who) => ({ icon: 'eye', lead: lead(who, words().notes.events.phoneRevealed[use] ?? ''), strong: label }),
  relation_refused: (params) => ({
    icon: 'alert',
    tone: 'danger',
    strong: fieldsOf(params),
    tail: words().notes.events.relationRefused,
    detail: refusalText({ code: params.reason, params }),
  }),
  customer_added: (params) => ({
    icon: 'users',
    tone: 'ok',
    strong: words().notes.events.customerAdded,
    detail: words().customer.addWay[Number(params.addWay)],
  }),
  customer_looked_at: (_params, who) => ({ icon: 'eye', lead: lead(who, words().notes.events.lookedAt) }),
  order_placed: (params) => ({ icon: 'order', lead: words().notes.events.orderPlaced, strong: params.number, tail: amountOf(params), detail: params.item }),
  order_refunded: (params) => ({
    icon: 'refund',
    tone: 'warn',
    lead: words().notes.events.orderRefunded,
    strong: params.number,
    tail: amountOf(params),
    detail: params.reason,
  }),
}

const withUnit = (value: string, unit?: string): string => (value && unit ? `${value} ${unit}` : value)

function fieldsOf({ fields = '' }: Params): string {
  return fields
    .split(',')
    .map((field) => words().notes.events.fields[field] ?? field)
    .join(words().notes.events.and)
}

const BARE: EventText = { icon: 'info', tone: 'neutral', lead: '', strong: '', tail: '', detail: '' }

/**
 * An event in words. `who` is the name of the person behind it, empty for the reader's own notes; a code nobody knows here
 * becomes a neutral row.
 */
export function eventText(event: Pick<TimelineEvent, 'code' | 'params' | 'occurredAt'>, who: string): EventText {
  const render = RENDERERS[event.code]
  const text = render ? render(event.params, who, event.occurredAt) : { lead: lead(who, words().notes.events.other), detail: event.params.title ?? '' }
  return { ...BARE, ...withoutGaps(text) }
}

function withoutGaps(text: Partial<EventText>): Partial<EventText> {
  return Object.fromEntries(Object.entries(text).filter(([, value]) => value !== undefined))
}
