import { and, eq, sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import type { Tables, Writer } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import type { WriteCall } from '../../http/handle.ts'
import { recordEvent } from '../timeline/index.ts'
import { enqueue, jobsBehind, replacePayload, type Job } from '../../jobs/queue.ts'
import { enqueueSync } from '../../jobs/sync-customer.ts'
import { relationLane } from '../../jobs/relation-lane.ts'
import type { JobKind } from '../../jobs/worker.ts'
import { indexCustomer } from './index-customer.ts'

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
  const { followRelations } = tables
  // Field by field: a request may carry more than the contract names, and a relation's other columns say who follows whom.
  const set: Fields = { ...(remark !== undefined && { remark }), ...(description !== undefined && { description }) }
  if (Object.keys(set).length === 0) throw new AppError('bad_request', 'name a remark or a description')
  const [before] = await tx
    .select()
    .from(followRelations)
    .where(and(eq(followRelations.customerId, subject.customerId), eq(followRelations.employeeId, me.employeeId), eq(followRelations.active, true)))
  if (!before) throw new AppError('refused', 'WeCom keeps remarks of followers only', { reason: 'no_relation' })
  // before the relation, as everywhere: who writes both holds the customer first
  await recordEvent(
    tx,
    tables,
    {
      corpId: me.corpId,
      customerId: subject.customerId,
      kind: 'relation',
      code: 'relation_changed',
      params: { fields: Object.keys(set).join(',') },
      actorId: me.employeeId,
      source: 'person',
      refId: before.id,
    },
    now,
  )
  const [after] = await tx
    .update(followRelations)
    .set({ ...set, version: sql`${followRelations.version} + 1`, updatedAt: now })
    .where(and(eq(followRelations.id, before.id), eq(followRelations.version, version)))
    .returning()
  if (!after)
    throw new AppError('conflict', 'the relation changed meanwhile', { remark: before.remark, description: before.description, version: before.version })
  await indexCustomer(tx, tables, subject.customerId)
  const payload: RelationJob = {
    relationId: before.id,
    customerId: subject.customerId,
    userId: me.userId,
    externalUserId: before.externalUserId,
    set,
    before: { ...(set.remark !== undefined && { remark: before.remark }), ...(set.description !== undefined && { description: before.description }) },
  }
  const jobId = await enqueue(tx, tables, {
    corpId: me.corpId,
    employeeId: me.employeeId,
    kind: KIND,
    payload,
    lane: relationLane(before.externalUserId, me.employeeId),
    now,
  })
  return { relation: after, jobId }
}

/** Writes the relation to WeCom; refused for good, each field that was not changed again since gets its old value back. */
export function relationJob({ wecom, store }: Pick<FastifyInstance, 'wecom' | 'store'>): [string, JobKind] {
  const { followRelations } = store.tables
  return [
    KIND,
    {
      run: async ({ payload }) => {
        const { userId, externalUserId, set } = payload as RelationJob
        await wecom.setRelation({ userId, externalUserId, ...set })
      },
      refused: async (tx, job, reason, now) => {
        const { relationId, customerId, externalUserId, before, set } = job.payload as RelationJob
        if (reason.code === 'no_relation') await enqueueSync(tx, store.tables, { corpId: job.corpId, employeeId: job.employeeId, externalUserId, now })
        await recordEvent(
          tx,
          store.tables,
          {
            corpId: job.corpId,
            customerId,
            kind: 'relation',
            code: 'relation_refused',
            params: { ...reason.params, reason: reason.code, fields: Object.keys(set).join(',') },
            actorId: job.employeeId,
            source: 'wecom',
            refId: relationId,
          },
          now,
        )
        // Holds the row from here on: a change made at this moment either shows among the later jobs or meets the new version.
        await tx.update(followRelations).set({ updatedAt: now }).where(eq(followRelations.id, relationId))
        const restored = await handOver(tx, store.tables, job, before)
        if (Object.keys(restored).length > 0) {
          await tx
            .update(followRelations)
            .set({ ...restored, version: sql`${followRelations.version} + 1` })
            .where(eq(followRelations.id, relationId))
          await indexCustomer(tx, store.tables, customerId)
        }
      },
    },
  ]
}

/**
 * What WeCom has belongs to the next change of the same field, which needs it when it is refused too.
 * @returns the values of the fields that no later job writes
 */
async function handOver(tx: Writer, tables: Tables, job: Job, before: Fields): Promise<Fields> {
  const left = { ...before }
  for (const later of await jobsBehind(tx, tables, job)) {
    const payload = later.payload as RelationJob
    for (const field of ['remark', 'description'] as const) {
      if (left[field] === undefined || payload.set[field] === undefined) continue
      payload.before[field] = left[field]
      delete left[field]
    }
    await replacePayload(tx, tables, later.id, payload)
  }
  return left
}
