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

interface Sides {
  by: string
  theirs: string[]
  mine: string[]
}

/** Nothing where it is put off. */
type Choice = 'mine' | 'theirs' | undefined

export interface Conflict extends Sides {
  choose: (choice: Choice) => void
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

  /** Resolves to whether the matter is settled: it was stored, or what a colleague made of it was chosen. Never rejects. */
  async function act(wanted: Act): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    const at = document.activeElement
    const end = await attempt(wanted)
    busy.value = false
    await nextTick()
    // a row that was moved has lost the focus of its arrow
    if (at instanceof HTMLElement && at.isConnected && document.activeElement === document.body) at.focus()
    if (typeof end === 'boolean') return end
    const choice = await choiceOf(end)
    return choice === 'mine' ? act({ ...wanted, run: end.again }) : choice === 'theirs'
  }

  /** @returns whether it was stored, or both sides where a colleague was first */
  async function attempt({ run, text, name = '', onConflict }: Act): Promise<boolean | (Sides & { again: () => Promise<Done> })> {
    try {
      const done = await run()
      if (done.jobId) showNote({ tone: 'ok', text: words().desk.asking })
      const accepted = !done.jobId || (await accept(done.jobId, name))
      await refetch(cache, ALL)
      if (accepted) showUndo({ text, undo: () => takeBack(done.changeId) })
      return accepted
    } catch (error) {
      await refetch(cache, ALL)
      const details = conflictOf(error)
      const sides = details && onConflict?.(details.current)
      if (sides) return { by: typeof details.by === 'string' ? details.by : '', ...sides }
      showNote({ tone: 'danger', text: failureText(error) })
      return false
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

const choiceOf = ({ by, theirs, mine }: Sides): Promise<Choice> =>
  new Promise((settle) => {
    conflict.value = {
      by,
      theirs,
      mine,
      choose: (choice) => {
        conflict.value = undefined
        settle(choice)
      },
    }
  })

/** Why it was not done, as one sentence. */
function failureText(error: unknown): string {
  const { refused, failed } = words().desk
  if (!(error instanceof ApiError)) return failed.other ?? ''
  if (error.code !== 'refused' && error.code !== 'conflict') return failed[error.code] ?? failed.other ?? ''
  const details = Object.fromEntries(Object.entries(error.details).map(([name, value]) => [name, String(value)]))
  return (refused[details.reason ?? ''] ?? refused.other)?.(details) ?? ''
}
