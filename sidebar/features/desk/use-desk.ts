import { useQuery, useQueryCache } from '@pinia/colada'
import { nextTick, shallowRef } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { ApiError, conflictOf } from '../../api/api-error.ts'
import { api } from '../../api/api.ts'
import { refetch } from '../../ui/refetch.ts'
import { showNote, showUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { watchJob } from '../outbox/index.ts'

type ReadKey = 'GET /desk/pipelines' | 'GET /desk/fields' | 'GET /desk/roles' | 'GET /desk/settings' | 'GET /tag-groups'

interface Done {
  changeId: string
  /** WeCom has to accept it. */
  jobId?: string
}

interface Act {
  run: () => Promise<Done>
  /** What was done, for the toast that offers to take it back. */
  text: string
  /** What it is about, should WeCom refuse it. */
  name?: string
  /** Where a colleague was first: both sides in lines, and how mine is stored over theirs. */
  onConflict?: (current: unknown) => { theirs: string[]; mine: string[]; again: () => Promise<Done> }
}

export interface Conflict {
  by: string
  theirs: string[]
  mine: string[]
  keepMine: () => Promise<boolean>
}

/** What two admins changed at once, until one of the two is chosen. */
export const conflict = shallowRef<Conflict>()

const ALL = ['desk']

/** One part of the desk, read anew whenever it is looked at and after each act. */
export const useDesk = <Key extends ReadKey>(key: Key) =>
  useQuery<RouteReply<Key>>({ key: [...ALL, key], query: () => (api as (route: Key, input: object) => Promise<RouteReply<Key>>)(key, {}) })

/** Does one act at the desk: told with the way back, or explained. */
export function useAct() {
  const cache = useQueryCache()
  const busy = shallowRef(false)

  /** Resolves to whether it was stored. Never rejects. */
  async function act(wanted: Act): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    const at = document.activeElement
    try {
      const done = await wanted.run()
      if (done.jobId) showNote({ tone: 'ok', text: words().desk.asking })
      const accepted = !done.jobId || (await accept(done.jobId, wanted.name ?? ''))
      await refetch(cache, ALL)
      if (accepted) showUndo({ text: wanted.text, undo: () => takeBack(done.changeId) })
      return accepted
    } catch (error) {
      await refetch(cache, ALL)
      const sides = conflictOf(error) && wanted.onConflict?.(conflictOf(error)?.current)
      if (!sides) showNote({ tone: 'danger', text: failureText(error) })
      else conflict.value = { by: byOf(error), ...sides, keepMine: () => act({ ...wanted, run: sides.again }) }
      return false
    } finally {
      busy.value = false
      await nextTick()
      // a row that was moved has lost the focus of its arrow
      if (at instanceof HTMLElement && at.isConnected && document.activeElement === document.body) at.focus()
    }
  }

  async function takeBack(changeId: string): Promise<void> {
    try {
      const { jobId } = await api('POST /desk/changes/:changeId/undo', { params: { changeId } })
      if (!jobId || (await accept(jobId, ''))) showNote({ tone: 'ok', text: words().desk.undone })
    } catch (error) {
      showNote({ tone: 'danger', text: failureText(error) })
    }
    await refetch(cache, ALL)
  }

  return { busy, act, takeBack }
}

/** Waits for what WeCom makes of a change. @returns whether it was accepted */
async function accept(jobId: string, name: string): Promise<boolean> {
  const end = await watchJob(jobId)
  const { desk } = words()
  if (end.state === 'refused') showNote({ tone: 'danger', text: desk.wecomRefused(name, desk.wecomReasons[end.reason.code] ?? desk.wecomReasons.other ?? '') })
  if (end.state === 'unknown') showNote({ tone: 'warn', text: desk.unknown })
  return end.state === 'done'
}

const byOf = (error: unknown): string => {
  const by = conflictOf(error)?.by
  return typeof by === 'string' ? by : ''
}

/** Why it was not done, as one sentence. */
function failureText(error: unknown): string {
  const { refused, failed } = words().desk
  if (!(error instanceof ApiError)) return failed.other ?? ''
  if (error.code !== 'refused' && error.code !== 'conflict') return failed[error.code] ?? failed.other ?? ''
  const details = Object.fromEntries(Object.entries(error.details).map(([name, value]) => [name, String(value)]))
  return (refused[details.reason ?? ''] ?? refused.other)?.(details) ?? ''
}
