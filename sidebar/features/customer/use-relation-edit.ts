import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api } from '../../api/api.ts'
import { ApiError } from '../../api/api-error.ts'
import type { EditableField } from '../../head-start/view/view.ts'
import type { Bundle } from '../../head-start/outcome.ts'
import { showNote } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { patchBundle, refreshBundle, useBundle, useCurrent } from './current.ts'
import { watchJob } from './watch-job.ts'

/** Characters that WeCom takes. */
export const LIMITS: Record<EditableField, number> = { remark: 20, description: 150 }

export interface RelationEdit {
  customerId: string
  field: EditableField
  text: string
  /** What a colleague, or another window, has made of it meanwhile. */
  theirs?: string
  /** The last attempt did not work; the text is kept. */
  failed?: boolean
}

type Relation = NonNullable<Bundle['relation']>

/** In-place editing of remark and description: one field at a time, kept while the chat is switched away and back. */
export const useRelationEdit = defineStore('relation-edit', () => {
  const current = useCurrent()
  const { bundle } = useBundle()
  const open = shallowRef<RelationEdit>()
  const edit = computed(() => (open.value?.customerId === current.customerId ? open.value : undefined))

  function start(field: EditableField): void {
    const customerId = current.customerId
    if (customerId && edit.value?.field !== field) open.value = { customerId, field, text: bundle.value?.relation?.[field] ?? '' }
  }

  function type(text: string): void {
    if (edit.value) open.value = { ...edit.value, text, failed: false }
  }

  /** Shows the new value at once, stores it, and follows it into WeCom; whatever refuses it gets the old value back on screen. */
  async function save(): Promise<void> {
    const relation = bundle.value?.relation
    const mine = edit.value
    if (!mine || !relation || Array.from(mine.text).length > LIMITS[mine.field]) return
    open.value = undefined
    const text = mine.text.trim()
    if (text === relation[mine.field] && mine.theirs === undefined) return
    show(mine.customerId, { ...relation, [mine.field]: text })
    try {
      const { relation: stored, jobId } = await api('PATCH /customers/:customerId/relation', {
        params: { customerId: mine.customerId },
        body: { version: relation.version, [mine.field]: text },
      })
      show(mine.customerId, stored)
      void followJob(mine, relation, jobId)
    } catch (error) {
      reopen(mine, relation, error)
    }
  }

  function reopen(mine: RelationEdit, before: Relation, error: unknown): void {
    const now = error instanceof ApiError && error.code === 'conflict' ? (error.details as Partial<Relation>) : {}
    show(mine.customerId, { ...before, ...pick(now) })
    const theirs = now[mine.field]
    if (!open.value) open.value = theirs === undefined ? { ...mine, failed: true } : { ...mine, theirs }
    else showNote({ tone: 'danger', text: words().customer.saveFailed })
  }

  async function followJob(mine: RelationEdit, before: Relation, jobId: string): Promise<void> {
    const reason = await watchJob(jobId)
    if (!reason) return
    const { refused } = words().customer
    patchBundle(mine.customerId, (now) => (now.relation ? withRelation(now, { ...now.relation, [mine.field]: before[mine.field] }) : now))
    showNote({ tone: 'danger', text: reason.code === 'no_relation' || reason.params.errcode === '84061' ? refused.no_relation : refused.other })
    await refreshBundle(mine.customerId)
  }

  return {
    edit,
    start,
    type,
    save,
    cancel: () => (open.value = undefined),
    /** Settles a conflict in favour of the value that is there now. */
    keepTheirs: () => (open.value = undefined),
  }
})

function pick({ remark, description, version }: Partial<Relation>): Partial<Relation> {
  return version === undefined ? {} : { remark, description, version }
}

function show(customerId: string, relation: Relation): void {
  patchBundle(customerId, (bundle) => withRelation(bundle, relation))
}

function withRelation(bundle: Bundle, relation: Relation): Bundle {
  return { ...bundle, relation, customer: { ...bundle.customer, name: relation.remark || bundle.customer.nickname } }
}
