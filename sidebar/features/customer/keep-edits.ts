import { keepTyped } from '../../device/keep-typed.ts'
import { allEdits, dropEdit, editOf, keepEdit, openedOf, openEdit, type FieldEdit } from './editing.ts'

/** Keeps what an employee types into fields, see {@link keepTyped}. A phone is not kept. */
export function keepEdits(): (employeeId: string) => void {
  const typed = () => allEdits().filter(({ touched, secret }) => touched && !secret)
  return keepTyped<FieldEdit & { open: boolean }>('edit', {
    all: () =>
      typed().map(({ restoredAt: _restoredAt, ...edit }) => ({
        id: `${edit.customerId} ${edit.field}`,
        customerId: edit.customerId,
        value: { ...edit, open: openedOf(edit.customerId) === edit.field },
      })),
    add({ value: { open, ...edit } }, at) {
      if (editOf(edit)) return
      keepEdit({ ...edit, restoredAt: at })
      if (open && openedOf(edit.customerId) === undefined) openEdit(edit, edit.text)
    },
    forget: () => allEdits().forEach(dropEdit),
  })
}
