import { asc, eq } from 'drizzle-orm'
import { AppError } from '../../../errors.ts'
import type { WriteCall } from '../../../http/handle.ts'
import { addUsualPipeline } from '../../pipelines/index.ts'
import { recordChange } from '../record-change.ts'
import { LIMITS } from './check-pipeline.ts'
import { readPipelines } from './read-pipelines.ts'

/**
 * A new pipeline behind all others, with the usual stages to begin from.
 * @throws AppError `refused`, `details.reason`: too_many (`limit`), name_taken (`name`)
 */
export async function addPipeline(call: WriteCall, given: string) {
  const { tx, tables, me, now } = call
  await tx.lock('pipelines', me.corpId, 'alone')
  const name = given.trim()
  const known = await tx
    .select({ name: tables.pipelines.name, position: tables.pipelines.position })
    .from(tables.pipelines)
    .where(eq(tables.pipelines.corpId, me.corpId))
    .orderBy(asc(tables.pipelines.position))
  if (known.length >= LIMITS.pipelines) throw new AppError('refused', 'enough pipelines', { reason: 'too_many', limit: LIMITS.pipelines })
  if (known.some((other) => other.name === name)) throw new AppError('refused', 'another pipeline has this name', { reason: 'name_taken', name })
  const position = (known[known.length - 1]?.position ?? 0) + 1
  const pipelineId = await addUsualPipeline(tx, tables, { corpId: me.corpId, name, position, now })
  const [pipeline] = await readPipelines(tx, tables, me.corpId, pipelineId)
  if (!pipeline) throw new Error('the new pipeline is not there')
  const changeId = await recordChange(call, { area: 'pipelines', action: 'pipeline_added', refId: pipelineId, params: { name }, after: pipeline })
  return { changeId, pipeline }
}
