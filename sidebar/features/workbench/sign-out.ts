import { api } from '../../api/api.ts'
import { typedRows } from '../../device/keep-typed.ts'
import { tellSignedOut } from '../../device/pages.ts'
import { forgetDevice, openShelf } from '../../device/shelf.ts'
import { useCurrent } from '../customer/index.ts'
import { useOutbox } from '../outbox/index.ts'

/** What has not reached the server, on the device or on this page alone. */
export interface Unsaved {
  writes: number
  /** Places where something was typed and not saved. */
  typed: number
}

/** What would be lost by signing out. */
export async function unsaved(): Promise<Unsaved> {
  const [writes, typed] = await Promise.all([idsOf('outbox'), idsOf('drafts')])
  const entries = useOutbox().entries.map(({ id }) => id)
  return { writes: new Set([...writes, ...entries]).size, typed: new Set([...typed, ...typedRows()]).size }
}

/** None where the device keeps nothing. */
const idsOf = (shelf: 'outbox' | 'drafts'): Promise<string[]> =>
  openShelf(shelf)
    .all()
    .then(
      (kept) => kept.map(({ id }) => id),
      () => [],
    )

/**
 * Ends the session at once, in all pages of this browser, and throws away all that the device keeps for this employee; then nothing of them is on screen.
 * @throws ApiError when the server did not end it: then everything stays
 */
export async function signOut(): Promise<void> {
  const { employeeId } = useCurrent().me ?? {}
  await api('DELETE /session', {})
  if (employeeId) tellSignedOut(employeeId)
  await leave()
}

/** From here on nothing of the employee is on this page or on the device, and nothing more is kept. */
export async function leave(): Promise<void> {
  useCurrent().adopt({ state: 'failed', failure: { kind: 'signed_out', keyword: 'signed_out', requestId: '' } })
  useOutbox().forget()
  await forgetDevice().catch(() => undefined)
}
