import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { EditableField } from '../../head-start/view/view.ts'
import { useBundle, useCurrent } from './current.ts'

export interface RelationEdit {
  customerId: string
  field: EditableField
  text: string
  /** What a colleague, or another window, has made of it meanwhile. */
  theirs?: string
  /** The last attempt did not work; the text is kept. */
  failed?: boolean
}

/** The one field that is being edited; kept while the chat is switched away and back. */
export const editing: ShallowRef<RelationEdit | undefined> = shallowRef()

/** The edit of the customer on screen, and how one begins. */
export function useEditing(): { edit: ComputedRef<RelationEdit | undefined>; start: (field: EditableField) => void } {
  const current = useCurrent()
  const { bundle } = useBundle()
  const edit = computed(() => (editing.value?.customerId === current.customerId ? editing.value : undefined))
  return {
    edit,
    start(field) {
      const { customerId } = current
      if (customerId && edit.value?.field !== field) editing.value = { customerId, field, text: bundle.value?.relation?.[field] ?? '' }
    },
  }
}
