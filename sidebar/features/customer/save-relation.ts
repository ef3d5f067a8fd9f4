import { useQueryCache } from '@pinia/colada'
import { api } from '../../api/api.ts'
import { ApiError, conflictOf } from '../../api/api-error.ts'
import type { Bundle } from '../../head-start/outcome.ts'
import type { EditableField } from '../../head-start/view/view.ts'
import { controlsReplaced } from '../../ui/use-replaced-controls.ts'
import { showNote } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { patchBundle, refreshBundle } from './current.ts'
import { dropEdit, editOf, keepEdit, openedOf, openEdit, type RelationEdit, type SaveFailure } from './editing.ts'
import { watchJob, type Refusal } from './watch-job.ts'

type Relation = NonNullable<Bundle['relation']>

/** Characters that WeCom takes. */
export const LIMITS: Record<EditableField, number> = { remark: 20, description: 150 }

export const lengthOf = (text: string): number => Array.from(text.trim()).length

/** Puts a field back in the place of its editor, and forgets what was typed. */
export function closeEdit(edit: RelationEdit): void {
  dropEdit(edit)
  controlsReplaced()
}

/** Shows the new value at once, stores it, and follows it into WeCom; whatever refuses it gets the old value back on screen. */
export async function saveRelation(edit: RelationEdit): Promise<void> {
  if (lengthOf(edit.text) > LIMITS[edit.field]) return
  const before = patchBundle(edit.customerId, (bundle) => bundle)?.relation
  closeEdit(edit)
  const text = edit.text.trim()
  if (!before || text === before[edit.field]) return
  show(edit.customerId, { ...before, [edit.field]: text })
  try {
    const { relation, jobId } = await api('PATCH /customers/:customerId/relation', {
      params: { customerId: edit.customerId },
      body: { version: before.version, [edit.field]: text },
    })
    show(edit.customerId, relation)
    void useQueryCache().invalidateQueries({ key: ['timeline', edit.customerId] })
    void followJob(edit, before, jobId)
  } catch (error) {
    reopen(edit, before, error)
  }
}

/**
 * Puts the old value back and the text into its field again: with the value of whoever was first, or with a line that it was not stored. While another
 * field of the customer is open the text waits in its own until that is opened; what was typed into it meanwhile goes before.
 */
function reopen(edit: RelationEdit, before: Relation, error: unknown): void {
  const theirs: Partial<Relation> = conflictOf(error) ?? {}
  const { remark = before.remark, description = before.description, version = before.version } = theirs
  show(edit.customerId, { ...before, remark, description, version })
  const failed = theirs[edit.field] === undefined ? failureOf(error) : undefined
  if (!editOf(edit)) keepEdit({ ...edit, theirs: theirs[edit.field], failed })
  if (openedOf(edit.customerId)) showNote({ tone: 'danger', text: words().customer.saveFailed[failed ?? 'other'] })
  else openEdit(edit, edit.text)
}

const FAILURES: Partial<Record<ApiError['code'], SaveFailure>> = {
  network: 'network',
  unauthenticated: 'unauthenticated',
  read_only: 'read_only',
  forbidden: 'read_only',
  not_found: 'read_only',
  rate_limited: 'rate_limited',
}

const failureOf = (error: unknown): SaveFailure => (error instanceof ApiError && FAILURES[error.code]) || 'other'

async function followJob({ customerId, field }: RelationEdit, before: Relation, jobId: string): Promise<void> {
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
