import { keepTyped, type Keeper } from '../../device/keep-typed.ts'
import { allEdits, dropEdit, keepEdit, keyOf, openedOf, openEdit, type FieldEdit } from './editing.ts'

/** Keeps what an employee types into fields, see {@link keepTyped}. A phone is not kept. */
export function keepEdits(): Keeper {
  const typed = () => allEdits().filter(({ touched }) => touched)
  return keepTyped<FieldEdit & { open: boolean }>('edit', {
    all: () =>
      typed().map(({ restoredAt: _restoredAt, ...edit }) => ({
        id: keyOf(edit),
        customerId: edit.customerId,
        secret: edit.secret,
        value: { ...edit, open: openedOf(edit.customerId) === edit.field },
      })),
    put({ value: { open, ...edit } }, at) {
      keepEdit({ ...edit, restoredAt: at })
      if (open && openedOf(edit.customerId) === undefined) openEdit(edit, edit.text)
    },
    forget: () => allEdits().forEach(dropEdit),
  })
}
