import { and, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { newId } from '../../db/new-id.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { recordEvent } from '../timeline/index.ts'
import { enqueue, jobsBehind, replacePayload } from '../../jobs/queue.ts'
import type { JobKind } from '../../jobs/worker.ts'
import { enqueueSync } from '../../jobs/sync-customer.ts'
import { relationLane } from '../../jobs/relation-lane.ts'

interface TagJob extends Record<string, unknown> {
  customerId: string
  userId: string
  externalUserId: string
  tagId: string
  wecomTagId: string
  tagName: string
  on: boolean
  /** What WeCom has until this job is done. */
  before: boolean
}

const KIND = 'wecom_tag'

/**
 * Sets or removes a tag on my relation to the customer; a corp tag is written to WeCom by a job recorded in the same transaction.
 * @returns the job's id, absent when there is nothing to tell WeCom
 * @throws AppError `not_found` (no such tag for me), `refused` (a corp tag needs a follow relation of mine)
 */
export async function setTag({ tx, tables, me, subject, now }: WriteCall, tagId: string, on: boolean): Promise<string | undefined> {
  const { tags, tagAssignments, followRelations } = tables
  const [tag] = await tx
    .select()
    .from(tags)
    .where(and(eq(tags.id, tagId), eq(tags.corpId, me.corpId), eq(tags.active, true)))
  if (!tag || tag.kind === 'wecom_personal' || (tag.kind === 'personal' && tag.employeeId !== me.employeeId)) throw new AppError('not_found', 'nothing here')

  const [relation] = await tx
    .select({ externalUserId: followRelations.externalUserId })
    .from(followRelations)
    .where(and(eq(followRelations.customerId, subject.customerId), eq(followRelations.employeeId, me.employeeId), eq(followRelations.active, true)))
  if (!relation) throw new AppError('refused', 'WeCom keeps tags of followers only', { reason: 'no_relation' })

  const pair = { customerId: subject.customerId, employeeId: me.employeeId, tagId }
  const [changed] = on
    ? await tx
        .insert(tagAssignments)
        .values({ id: newId(now), corpId: me.corpId, ...pair, setBy: 'person', createdAt: now })
        .onConflictDoNothing()
        .returning({ id: tagAssignments.id })
    : await tx
        .delete(tagAssignments)
        .where(and(eq(tagAssignments.customerId, pair.customerId), eq(tagAssignments.employeeId, pair.employeeId), eq(tagAssignments.tagId, tagId)))
        .returning({ id: tagAssignments.id })
  if (!changed) return undefined

  await recordEvent(
    tx,
    tables,
    {
      corpId: me.corpId,
      customerId: subject.customerId,
      kind: 'tag',
      code: on ? 'tag_set' : 'tag_removed',
      params: { tag: tag.name },
      actorId: me.employeeId,
      source: 'person',
      refId: tagId,
    },
    now,
  )
  if (tag.kind !== 'corp' || !tag.wecomTagId) return undefined
  const payload: TagJob = {
    customerId: subject.customerId,
    userId: me.userId,
    externalUserId: relation.externalUserId,
    tagId,
    wecomTagId: tag.wecomTagId,
    tagName: tag.name,
    on,
    before: !on,
  }
  return enqueue(tx, tables, {
    corpId: me.corpId,
    employeeId: me.employeeId,
    kind: KIND,
    payload,
    lane: relationLane(relation.externalUserId, me.employeeId),
    now,
  })
}

/**
 * Tells WeCom; refused for good, the tag goes back to how WeCom has it unless it was toggled again since; one that WeCom no longer has leaves the lists. Where
 * WeCom knows no such relation, our picture of the customer is old and is read anew.
 */
export function tagJob({ wecom, store }: Pick<FastifyInstance, 'wecom' | 'store'>): [string, JobKind] {
  const { tags, tagAssignments } = store.tables
  return [
    KIND,
    {
      run: async ({ payload }) => {
        const { userId, externalUserId, wecomTagId, on } = payload as TagJob
        await wecom.markTags({ userId, externalUserId, add: on ? [wecomTagId] : [], remove: on ? [] : [wecomTagId] })
      },
      refused: async (tx, job, reason, now) => {
        const { customerId, externalUserId, tagId, tagName, on, before } = job.payload as TagJob
        if (reason.code === 'no_relation') await enqueueSync(tx, store.tables, { corpId: job.corpId, employeeId: job.employeeId, externalUserId, now })
        if (reason.code === 'tag_unknown') await tx.update(tags).set({ active: false, updatedAt: now }).where(eq(tags.id, tagId))
        const next = (await jobsBehind(tx, store.tables, job)).find(({ payload }) => payload.tagId === tagId)
        if (next) {
          await replacePayload(tx, store.tables, next.id, { ...next.payload, before })
        } else if (before) {
          const row = { id: newId(now), corpId: job.corpId, customerId, employeeId: job.employeeId, tagId, setBy: 'person' as const, createdAt: now }
          await tx.insert(tagAssignments).values(row).onConflictDoNothing()
        } else {
          await tx
            .delete(tagAssignments)
            .where(and(eq(tagAssignments.customerId, customerId), eq(tagAssignments.employeeId, job.employeeId), eq(tagAssignments.tagId, tagId)))
        }
        await recordEvent(
          tx,
          store.tables,
          {
            corpId: job.corpId,
            customerId,
            kind: 'tag',
            code: 'tag_refused',
            params: { ...reason.params, reason: reason.code, tag: tagName, on: String(on) },
            actorId: job.employeeId,
            source: 'wecom',
            refId: tagId,
          },
          now,
        )
      },
    },
  ]
}
