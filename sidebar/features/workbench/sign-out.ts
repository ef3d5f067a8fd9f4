import { api } from '../../api/api.ts'
import { forgetDevice, openShelf } from '../../device/shelf.ts'
import { useCurrent } from '../customer/index.ts'

/** Writes that have not reached the server yet. Where the device keeps nothing there are none. */
export async function unsentWrites(): Promise<number> {
  return openShelf('outbox')
    .all()
    .then(
      (kept) => kept.length,
      () => 0,
    )
}

/**
 * Ends the session at once and throws away all that the device keeps for this employee; then nothing of them is on screen.
 * @throws ApiError when the server did not end it: then everything stays
 */
export async function signOut(): Promise<void> {
  await api('DELETE /session', {})
  await forgetDevice().catch(() => undefined)
  useCurrent().adopt({ state: 'failed', failure: { kind: 'signed_out', keyword: 'signed_out', requestId: '' } })
}
