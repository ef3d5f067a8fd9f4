import { eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { enqueue } from '../../../jobs/queue.ts'
import type { JobKind } from '../../../jobs/worker.ts'
import type { WriteCall } from '../../../http/handle.ts'
import { WecomError } from '../../../wecom/errors.ts'
import { syncTagGroups } from '../../tags/index.ts'
import { recordChange } from '../record-change.ts'
import { ordersFor } from './orders-for.ts'

/** What WeCom is asked for, in its own ids. */
export type CorpTagChange =
  | { act: 'add'; groupId?: string; groupName?: string; tags: string[] }
  | { act: 'rename'; id: string; name: string }
  | { act: 'delete'; what: 'tag' | 'group'; id: string }
  /** The groups, or the tags of one. */
  | { act: 'order'; groupId?: string; ids: string[] }

interface CorpTagJob extends Record<string, unknown> {
  changeId: string
  refId: string
  name: string
  change: CorpTagChange
}

const KIND = 'wecom_corp_tag'
const READ = 'wecom_corp_tags_read'
const LANE = 'corp-tags'

/** Records that WeCom is to be told, in the transaction of the change. @returns the job's id */
export const askWecom = ({ tx, tables, me, now }: WriteCall, payload: CorpTagJob): Promise<string> =>
  enqueue(tx, tables, { corpId: me.corpId, employeeId: me.employeeId, kind: KIND, payload, lane: LANE, now })

/**
 * Tells WeCom, then reads its tags, so that ours are what WeCom has. A refusal leaves a row that says why. What WeCom accepted is done, whatever becomes of the
 * reading: that is tried again as a job of its own.
 */
export function corpTagJobs(app: FastifyInstance): Map<string, JobKind> {
  const { store, wecom } = app
  return new Map<string, JobKind>([
    [READ, { run: () => syncTagGroups(app), refused: async () => undefined }],
    [
      KIND,
      {
        // WeCom lets the app edit its own tags only: waiting changes nothing about that
        isLasting: (error) => error instanceof WecomError && error.hint === 'api_not_permitted',
        run: async ({ payload, attempts, corpId, employeeId }) => {
          const { change } = payload as CorpTagJob
          try {
            await tell(change)
          } catch (error) {
            // an earlier attempt was accepted and its answer lost
            if (attempts === 1 || !isDoneAlready(change, error)) throw error
          }
          await syncTagGroups(app).catch(async (error: unknown) => {
            app.log.warn({ err: error }, 'tags not read after a change of them')
            const later = { corpId, employeeId, kind: READ, payload: {}, lane: LANE, now: app.clock() }
            await store.write(async (tx) => void (await enqueue(tx, store.tables, later)))
          })
        },
        refused: async (tx, job, reason, now) => {
          const { changeId, refId, name } = job.payload as CorpTagJob
          const me = { corpId: job.corpId, employeeId: job.employeeId }
          const params = { ...reason.params, name, reason: reason.code }
          const { audit } = store.tables
          // an admin may have taken it back while it waited
          await tx.lock('change', changeId, 'alone')
          const isUndone = (await tx.$count(audit, eq(audit.undoes, changeId))) > 0
          await recordChange(
            { tx, tables: store.tables, me, now },
            { area: 'tags', action: 'tag_refused', refId, params, ...(!isUndone && { undoes: changeId }) },
          )
        },
      },
    ],
  ])

  async function tell(change: CorpTagChange): Promise<void> {
    if (change.act === 'add') return wecom.addCorpTags(change)
    if (change.act === 'rename') return wecom.editCorpTag({ id: change.id, name: change.name })
    if (change.act === 'delete') return wecom.deleteCorpTags({ [change.what === 'tag' ? 'tagIds' : 'groupIds']: [change.id] })
    const { groupId, ids } = change
    const known = await wecom.corpTagGroups()
    const tags = known.find((group) => group.groupId === groupId)?.tags.map(({ tagId, order }) => ({ id: tagId, order }))
    const entries = groupId === undefined ? known.map((group) => ({ id: group.groupId, order: group.order })) : (tags ?? [])
    for (const edit of ordersFor(entries, ids)) await wecom.editCorpTag(edit)
  }
}

const isDoneAlready = ({ act }: CorpTagChange, error: unknown): boolean =>
  error instanceof WecomError && ((act === 'add' && error.hint === 'tag_exists') || (act === 'delete' && error.hint === 'tag_unknown'))
