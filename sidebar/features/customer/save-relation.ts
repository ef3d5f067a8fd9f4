import { useQueryCache } from '@pinia/colada'
import { api } from '../../api/api.ts'
import { conflictOf } from '../../api/api-error.ts'
import type { Bundle } from '../../head-start/outcome.ts'
import { showNote } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { patchBundle, refreshBundle } from './current.ts'
import type { FieldEdit } from './editing.ts'
import { closeEdit, failureOf, reopenEdit } from './reopen-edit.ts'
import { watchJob, type Refusal } from './watch-job.ts'

type Relation = NonNullable<Bundle['relation']>

/** The two fields that WeCom keeps, and the characters that it takes. */
export const LIMITS = { remark: 20, description: 150 } as const

/** Which of the two an edit is of. */
export const fieldOf = ({ field }: FieldEdit): keyof typeof LIMITS => (field === 'remark' ? field : 'description')

export const lengthOf = (text: string): number => Array.from(text.trim()).length

/** Shows the new value at once, stores it, and follows it into WeCom; whatever refuses it gets the old value back on screen. */
export async function saveRelation(edit: FieldEdit): Promise<void> {
  const field = fieldOf(edit)
  if (lengthOf(edit.text) > LIMITS[field]) return
  const before = patchBundle(edit.customerId, (bundle) => bundle)?.relation
  closeEdit(edit)
  const text = edit.text.trim()
  if (!before || text === before[field]) return
  show(edit.customerId, { ...before, [field]: text })
  try {
    const { relation, jobId } = await api('PATCH /customers/:customerId/relation', {
      params: { customerId: edit.customerId },
      body: { version: before.version, [field]: text },
    })
    show(edit.customerId, relation)
    void useQueryCache().invalidateQueries({ key: ['timeline', edit.customerId] })
    void followJob(edit, before, jobId)
  } catch (error) {
    putBack(edit, before, error)
  }
}

/** Puts the old value back, or that of whoever was first, and the text into its field again. */
function putBack(edit: FieldEdit, before: Relation, error: unknown): void {
  const theirs: Partial<Relation> = conflictOf(error) ?? {}
  const { remark = before.remark, description = before.description, version = before.version } = theirs
  show(edit.customerId, { ...before, remark, description, version })
  const their = theirs[fieldOf(edit)]
  reopenEdit(edit, { theirs: their, failed: their === undefined ? failureOf(error) : undefined })
}

async function followJob(edit: FieldEdit, before: Relation, jobId: string): Promise<void> {
  const { customerId } = edit
  const field = fieldOf(edit)
  const end = await watchJob(jobId)
  if (end.state !== 'refused') return
  patchBundle(customerId, (bundle) => (bundle.relation ? withRelation(bundle, { ...bundle.relation, [field]: before[field] }) : bundle))
  showNote({ tone: 'danger', text: sentence(end.reason) })
  await refreshBundle(customerId)
}

function sentence({ code, params }: Refusal): string {
  const { refused } = words().customer
  return code === 'no_relation' || params.errcode === '84061' ? refused.noRelation : refused.other
}

function show(customerId: string, relation: Relation): void {
  patchBundle(customerId, (bundle) => withRelation(bundle, relation))
}

function withRelation(bundle: Bundle, relation: Relation): Bundle {
  return { ...bundle, relation, customer: { ...bundle.customer, name: relation.remark || bundle.customer.nickname } }
}
