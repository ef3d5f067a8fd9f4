import { shallowReactive } from 'vue'
import { newKey } from '../../api/new-key.ts'
import { failureOf, verdictOn, type Entry, type Failure } from './entry.ts'
import type { EntryList } from './entry-list.ts'
import type { Kind } from './kind.ts'
import { watchJob, type JobEnd } from './watch-job.ts'

/** After this the server may have forgotten the key, so that it would store the write twice. */
const OLD_MS = 30 * 24 * 3600_000

/** Sends one entry, and does what its answer means for it. */
export function attempts({ entries, find, kindOf, recordOf, behind, put, take, resolve }: EntryList) {
  const inFlight = shallowReactive(new Set<string>())
  /** By record: the entry that WeCom has not taken yet. */
  const jobs = shallowReactive(new Map<string, string>())

  /** @returns whether the others go on, all stop, or those about its record are held */
  async function attempt(entry: Entry): Promise<'on' | 'stop' | 'hold'> {
    const kind = kindOf(entry)
    if (!kind) return 'hold'
    if (Date.now() - entry.at > OLD_MS) return refuse(entry, { code: 'too_old', details: {} })
    inFlight.add(entry.id)
    try {
      await settle(kind, entry, (await kind.send(entry, { idempotencyKey: entry.id, employeeId: entry.employeeId })) as Partial<unknown>)
      return 'on'
    } catch (error) {
      return await failed(kind, entry, failureOf(error))
    } finally {
      inFlight.delete(entry.id)
    }
  }

  async function failed(kind: Kind<unknown, unknown>, entry: Entry, failure: Failure): Promise<'on' | 'stop' | 'hold'> {
    const wished = failure.code === 'conflict' || failure.code === 'refused' ? kind.asWished?.(entry, failure.details) : undefined
    if (wished) {
      await settle(kind, entry, wished)
      return 'on'
    }
    const tried = { ...entry, attempts: entry.attempts + 1 }
    const verdict = verdictOn(failure, tried.attempts)
    if (verdict === 'refuse') return refuse(tried, failure)
    if (find(entry.id)) await put({ ...tried, failure })
    return verdict
  }

  /** What stands behind it learns the answer before it is taken away: after a kill it is asked for once more, and gives the same. */
  async function settle(kind: Kind<unknown, unknown>, entry: Entry, reply: Partial<unknown>): Promise<void> {
    const learning = behind(entry).filter(({ refused }) => !refused)
    await Promise.all(learning.map((other) => put({ ...other, input: kindOf(other)?.follow?.(other, entry, reply) ?? other.input })))
    kind.settled(entry, reply)
    const jobId = kind.jobOf?.(reply)
    take(entry.id, { at: 'stored', reply, ...(jobId && { job: follow(entry, jobId) }) })
  }

  function refuse(entry: Entry, failure: Failure): 'on' {
    const undoing = entries.value.filter(({ of }) => of === entry.id)
    for (const { id } of undoing) take(id)
    if (undoing.length > 0) take(entry.id, { at: 'refused', failure })
    else keepRefused(entry, failure)
    return 'on'
  }

  function keepRefused(entry: Entry, failure: Failure): void {
    const refused = { ...entry, failure, refused: true }
    void put(refused)
    resolve(entry.id, { at: 'refused', failure })
    kindOf(entry)?.refused?.(refused)
  }

  /** What WeCom refuses is back in the list, unless something newer was written about the record. */
  async function follow(entry: Entry, jobId: string): Promise<JobEnd> {
    const record = recordOf(entry)
    jobs.set(record, entry.id)
    const end = await watchJob(jobId)
    const isNewest = jobs.get(record) === entry.id && behind(entry).length === 0
    if (jobs.get(record) === entry.id) jobs.delete(record)
    if (!isNewest) return { state: 'unknown' }
    // under a key of its own: the one of the entry is spent
    if (end.state === 'refused') keepRefused({ ...entry, id: newKey() }, { code: 'wecom_refused', details: { ...end.reason } })
    return end
  }

  return {
    attempt,
    hasLeft: ({ id, attempts: tried }: Entry): boolean => tried > 0 || inFlight.has(id),
    /** WeCom has not taken what was written about this record. */
    isFollowed: (record: string): boolean => jobs.has(record),
  }
}
