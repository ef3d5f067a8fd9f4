import { useQueryCache } from '@pinia/colada'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import type { Bundle } from '../../head-start/outcome.ts'
import { words } from '../../words/index.ts'
import { tellOf, type Entry, type Kind } from '../outbox/index.ts'
import { patchBundle, refreshBundle } from './current.ts'
import { dropEdit, editOf, keepEdit, openEdit } from './editing.ts'
import { failureOf, reopenEdit } from './reopen-edit.ts'

type Relation = NonNullable<Bundle['relation']>

export type RelationField = 'remark' | 'description'

export interface RelationInput {
  field: RelationField
  text: string
  /** What the server had when it was written. */
  before: string
  version: number
}

/** One field of my relation to a customer, followed into WeCom. */
export const relationKind: Kind<RelationInput, RouteReply<'PATCH /customers/:customerId/relation'>> = {
  name: 'relation',
  recordOf: ({ customerId }) => `relation ${customerId}`,
  send: ({ customerId, input: { field, text, version } }, as) =>
    api('PATCH /customers/:customerId/relation', { params: { customerId }, body: { version, [field]: text } }, as),
  shows: { bundle: (bundle, { input: { field, text } }) => (bundle.relation ? withRelation(bundle, { ...bundle.relation, [field]: text }) : bundle) },
  meets: (earlier, now) => (earlier.input.field !== now.input.field ? undefined : now.input.text === earlier.input.before ? 'cancels' : 'replaces'),
  follow: ({ input }, _answered, reply) => ({ ...input, version: (reply as { relation?: Relation }).relation?.version ?? input.version }),
  settled({ customerId, input }, reply) {
    if (reply?.relation) showRelation(customerId, reply.relation)
    else void refreshBundle(customerId)
    const edit = editOf({ customerId, field: input.field })
    if (edit?.failed === 'unkept' && edit.text.trim() === input.text) dropEdit(edit)
    void useQueryCache().invalidateQueries({ key: ['timeline', customerId] })
  },
  jobOf: ({ jobId }) => jobId,
  refused(entry) {
    if (entry.failure?.code === 'wecom_refused') giveBack(entry)
    else reopen(entry)
  },
  title: ({ input: { field, text } }) => words().outbox.field(words().notes.events.fields[field] ?? field, text),
  reason: (entry) => (entry.failure?.code === 'wecom_refused' ? refusalOf(entry) : undefined),
  mend: ({ customerId, input: { field, text } }) => {
    keepEdit({ customerId, field, text, touched: true })
    openEdit({ customerId, field }, text)
  },
  conflict({ input, failure }) {
    const theirs = theirsOf(failure?.details)
    const { version, [input.field]: text } = theirs
    return version === undefined || text === undefined ? undefined : { mine: input.text, theirs: text, again: { ...input, version, before: text } }
  },
}

const theirsOf = (details: Record<string, unknown> = {}): Partial<Relation> => details

/** Puts the text back into its field: with the value of whoever was first, or with a line that it was not stored. */
function reopen({ customerId, input: { field, text }, failure }: Entry<RelationInput>): void {
  const { remark, description, version } = failure?.code === 'conflict' ? theirsOf(failure.details) : {}
  if (remark !== undefined && description !== undefined && version !== undefined)
    patchBundle(customerId, (bundle) => (bundle.relation ? withRelation(bundle, { ...bundle.relation, remark, description, version }) : bundle))
  const theirs = { remark, description }[field]
  reopenEdit({ customerId, field, text, touched: true }, theirs === undefined ? { failed: failureOf(failure?.code) } : { theirs })
}

function giveBack(entry: Entry<RelationInput>): void {
  const { customerId, input } = entry
  patchBundle(customerId, (bundle) => (bundle.relation ? withRelation(bundle, { ...bundle.relation, [input.field]: input.before }) : bundle))
  tellOf(entry, { tone: 'danger', text: refusalOf(entry) })
  void refreshBundle(customerId)
}

function refusalOf({ failure }: Entry<RelationInput>): string {
  const { refused } = words().customer
  const { code, params } = (failure?.details ?? {}) as { code?: string; params?: Record<string, string> }
  return code === 'no_relation' || params?.errcode === '84061' ? refused.noRelation : refused.other
}

function showRelation(customerId: string, relation: Relation): void {
  patchBundle(customerId, (bundle) => withRelation(bundle, relation))
}

function withRelation(bundle: Bundle, relation: Relation): Bundle {
  return { ...bundle, relation, customer: { ...bundle.customer, name: relation.remark || bundle.customer.nickname } }
}
