import { editOf, keepEdit, openedOf, openEdit, typedEdits, type RelationEdit } from './editing.ts'

const ASIDE = 'kebian-edits'

interface Aside {
  employeeId: string
  edits: (RelationEdit & { open: boolean })[]
}

/**
 * Takes what an employee has typed over a login or another loading of the page, by this window's session storage: back at once, if the same employee left it, and
 * aside whenever the page goes. Anybody else's is dropped.
 */
export function keepOverLoading(employeeId: string): void {
  takeBack(employeeId)
  addEventListener('pagehide', () => putAside(employeeId))
}

function putAside(employeeId: string): void {
  const edits = typedEdits().map((edit) => ({ ...edit, open: openedOf(edit.customerId) === edit.field }))
  const aside: Aside = { employeeId, edits }
  if (edits.length > 0) sessionStorage.setItem(ASIDE, JSON.stringify(aside))
  else sessionStorage.removeItem(ASIDE)
}

function takeBack(employeeId: string): void {
  const aside = JSON.parse(sessionStorage.getItem(ASIDE) ?? 'null') as Aside | null
  sessionStorage.removeItem(ASIDE)
  if (aside?.employeeId !== employeeId) return
  for (const { open, ...edit } of aside.edits) {
    if (editOf(edit)) continue
    keepEdit(edit)
    if (open) openEdit(edit, edit.text)
  }
}
