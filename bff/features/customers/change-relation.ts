import { and, eq, gt, ne, sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import { newId } from '../../db/new-id.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { enqueue } from '../../jobs/queue.ts'
import { relationLane } from '../../jobs/relation-lane.ts'
import type { JobKind } from '../../jobs/worker.ts'

type Change = RouteInput<'PATCH /customers/:customerId/relation'>['body']
interface Fields {
  remark?: string
  description?: string
}
interface RelationJob extends Record<string, unknown> {
  relationId: string
  customerId: string
  userId: string
  externalUserId: string
  set: Fields
  before: Fields
}

const KIND = 'wecom_relation'

/**
 * Changes my remark or description and records the job that tells WeCom, as one unit.
 * @throws AppError `refused` without a follow relation of mine; `conflict` when it changed meanwhile (`details`: the values now)
 */
export async function changeRelation({ tx, tables, me, subject, now }: WriteCall, { version, remark, description }: Change) {
  const { followRelations, timelineEvents } = tables
  // Field by field: a request may carry more than the contract names, and a relation's other columns say who follows whom.
  const set: Fields = { ...(remark !== undefined && { remark }), ...(description !== undefined && { description }) }
  if (Object.keys(set).length === 0) throw new AppError('bad_request', 'name a remark or a description')
  const [before] = await tx
    .select()
    .from(followRelations)
    .where(and(eq(followRelations.customerId, subject.customerId), eq(followRelations.employeeId, me.employeeId), eq(followRelations.active, true)))
  if (!before) throw new AppError('refused', 'WeCom keeps remarks of followers only', { reason: 'no_relation' })
  const [after] = await tx
    .update(followRelations)
    .set({ ...set, version: sql`${followRelations.version} + 1`, updatedAt: now })
    .where(and(eq(followRelations.id, before.id), eq(followRelations.version, version)))
    .returning()
  if (!after) throw new AppError('conflict', 'the relation changed meanwhile', { remark: before.remark, description: before.description, version: before.version })
  const payload: RelationJob = {
    relationId: before.id,
    customerId: subject.customerId,
    userId: me.userId,
    externalUserId: before.externalUserId,
    set,
    before: { ...(set.remark !== undefined && { remark: before.remark }), ...(set.description !== undefined && { description: before.description }) },
  }
  const jobId = await enqueue(tx, tables, { corpId: me.corpId, employeeId: me.employeeId, kind: KIND, payload, lane: relationLane(before.externalUserId, me.employeeId), now })
  await tx.insert(timelineEvents).values({
    id: newId(now),
    corpId: me.corpId,
    customerId: subject.customerId,
    kind: 'relation',
    code: 'relation_changed',
    params: { fields: Object.keys(set).join(',') },
    actorId: me.employeeId,
    source: 'person',
    refId: before.id,
    occurredAt: now,
    recordedAt: now,
  })
  return { relation: after, jobId }
}

/** Writes the relation to WeCom; refused for good, it gets its old values back unless it was changed again since. */
export function relationJob({ wecom, store }: Pick<FastifyInstance, 'wecom' | 'store'>): [string, JobKind] {
  const { followRelations, timelineEvents, jobs } = store.tables
  return [
    KIND,
    {
      run: async ({ payload }) => {
        const { userId, externalUserId, set } = payload as RelationJob
        await wecom.setRelation({ userId, externalUserId, ...set })
      },
      refused: async (tx, job, reason, now) => {
        const { relationId, customerId, before, set } = job.payload as RelationJob
        const [later] = await tx
          .select({ id: jobs.id })
          .from(jobs)
          .where(and(eq(jobs.lane, job.lane), eq(jobs.kind, KIND), gt(jobs.id, job.id), ne(jobs.state, 'refused')))
          .limit(1)
        if (!later) {
          await tx
            .update(followRelations)
            .set({ ...before, version: sql`${followRelations.version} + 1`, updatedAt: now })
            .where(eq(followRelations.id, relationId))
        }
        await tx.insert(timelineEvents).values({
          id: newId(now),
          corpId: job.corpId,
          customerId,
          kind: 'relation',
          code: 'relation_refused',
          params: { ...reason.params, reason: reason.code, fields: Object.keys(set).join(',') },
          actorId: job.employeeId,
          source: 'wecom',
          refId: relationId,
          occurredAt: now,
          recordedAt: now,
        })
      },
    },
  ]
}
