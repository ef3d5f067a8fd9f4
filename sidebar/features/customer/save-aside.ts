import { overLoading } from '../../ui/over-loading.ts'
import { allEdits, dropEdit, editOf, keepEdit, openedOf, openEdit, type FieldEdit } from './editing.ts'

/** Takes what an employee has typed into fields over a loading of the page, see {@link overLoading}. A phone is not laid aside. */
export function keepOverLoading(): (employeeId: string) => void {
  const typed = () => allEdits().filter(({ touched, secret }) => touched && !secret)
  return overLoading<FieldEdit & { open: boolean }>('kebian-edits', {
    all: () => typed().map((edit) => ({ ...edit, open: openedOf(edit.customerId) === edit.field })),
    add({ open, ...edit }) {
      if (editOf(edit)) return
      keepEdit(edit)
      if (open) openEdit(edit, edit.text)
    },
    forget: () => allEdits().forEach(dropEdit),
  })
}
