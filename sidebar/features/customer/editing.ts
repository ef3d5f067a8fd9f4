import { computed, shallowReactive, type ComputedRef } from 'vue'
import type { EditableField } from '../../head-start/view/view.ts'
import { useBundle, useCurrent } from './current.ts'

/** Each has its sentence in the words' `customer.saveFailed`. */
export type SaveFailure = 'unkept' | 'read_only' | 'other'

export interface FieldEdit {
  customerId: string
  field: EditableField
  text: string
  /** What a colleague, or another window, has made of it meanwhile. */
  theirs?: string
  /** Something was typed, so that nothing is to be selected for the next key to replace. */
  touched?: boolean
  /** Why the last attempt did not work; the text is kept. */
  failed?: SaveFailure
  /** Not to be laid aside on the device: a phone. */
  secret?: boolean
  /** When it was last kept, in milliseconds, where this page has found it on the device. */
  restoredAt?: number
}

type Place = Pick<FieldEdit, 'customerId' | 'field'>

/** What names a field of a customer. */
export const keyOf = ({ customerId, field }: Place): string => `${customerId} ${field}`

/** What was typed and not yet stored, by customer and field; kept while the page lives, also while another editor is open. */
const edits = shallowReactive(new Map<string, FieldEdit>())
/** Which field is open, by customer: one at a time. */
const opened = shallowReactive(new Map<string, EditableField>())

/** The edit of a field that is not stored, open or not. */
export const editOf = (place: Place): FieldEdit | undefined => edits.get(keyOf(place))

/** The field of a customer that is open. */
export const openedOf = (customerId: string): EditableField | undefined => opened.get(customerId)

/** All edits that are not stored, open or not. */
export const allEdits = (): FieldEdit[] => Array.from(edits.values())

/** Keeps an edit as it is now. */
export const keepEdit = (edit: FieldEdit): unknown => edits.set(keyOf(edit), edit)

/** Forgets an edit and closes its field. */
export function dropEdit(place: Place): void {
  edits.delete(keyOf(place))
  hideEdit(place)
}

/** Closes a field, and keeps what was typed into it. */
export function hideEdit(place: Place): void {
  if (opened.get(place.customerId) === place.field) opened.delete(place.customerId)
}

/** Opens a field with what was typed into it before, else with the value that is stored. */
export function openEdit(place: Place, stored: string): void {
  if (!editOf(place)) keepEdit({ ...place, text: stored })
  opened.set(place.customerId, place.field)
}

/** The open edit of the customer on screen, and how one begins: of an own field of the team, with no text until something is typed. */
export function useEditing(): { edit: ComputedRef<FieldEdit | undefined>; start: (field: EditableField) => void } {
  const current = useCurrent()
  const { bundle } = useBundle()
  const stored = (field: EditableField): string => bundle.value?.relation?.[field as 'remark'] ?? ''
  const edit = computed(() => {
    const { customerId = '' } = current
    const field = opened.get(customerId)
    return field === undefined ? undefined : editOf({ customerId, field })
  })
  return {
    edit,
    start(field) {
      const { customerId } = current
      const before = edit.value
      if (before && before.field !== field && before.text === stored(before.field)) dropEdit(before)
      if (customerId) openEdit({ customerId, field }, stored(field))
    },
  }
}
