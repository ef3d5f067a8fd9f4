import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { newId } from '../../../db/new-id.ts'
import { AppError } from '../../../errors.ts'
import type { WriteCall } from '../../../http/handle.ts'
import { scriptsInReach } from '../../scripts/index.ts'
import { changedBy } from '../changed-by.ts'
import { recordChange } from '../record-change.ts'
import { checkPipeline, checkUse, type Draft } from './check-pipeline.ts'
import { checkMoves, moveCustomers, type StageMoves } from './move-customers.ts'
import { readPipelines, type PipelineRecord } from './read-pipelines.ts'

export interface SavePipeline {
  pipelineId: string
  version: number
  pipeline: Draft
  moves?: StageMoves[]
  /** The change that this takes back: what it deleted may come back under its own id. */
  undoes?: string
}

/**
 * Makes a pipeline, its stages and its lost reasons what they are to be, as one change with its audit row.
 * @throws AppError `not_found`; `conflict` (`details.current`, `by`); `refused` (see {@link checkPipeline}, {@link checkUse}, {@link checkMoves}; no_such_stage,
 * no_such_script, name_taken, last_pipeline)
 */
export async function savePipeline(call: WriteCall, { pipelineId, version, pipeline, moves = [], undoes }: SavePipeline) {
  const { tx, tables, me } = call
  await tx.lock('pipelines', me.corpId, 'alone')
  const known = await pipelineOf(call, pipelineId)
  const draft = trimmed(pipeline)
  checkPipeline(draft)
  checkUse(known, draft)
  if (!undoes) checkIds(known, draft)
  const going = checkMoves(known, draft, moves)
  await checkScripts(call, known, draft)
  await checkOthers(call, pipelineId, draft)

  const [after] = await tx
    .update(tables.pipelines)
    .set({ name: draft.name, active: draft.active, version: sql`${tables.pipelines.version} + 1` })
    .where(and(eq(tables.pipelines.id, pipelineId), eq(tables.pipelines.version, version)))
    .returning({ id: tables.pipelines.id })
  if (!after) throw new AppError('conflict', 'the pipeline changed meanwhile', { current: known, ...(await changedBy(tx, tables, me.corpId, pipelineId)) })

  await keepStages(call, known, draft)
  await keepReasons(call, known, draft)
  const names = new Map([...known.stages, ...draft.stages].map(({ stageId = '', name }) => [stageId, name]))
  let moved = 0
  for (const move of going) moved += await moveCustomers(call, move, names)
  const saved = await pipelineOf(call, pipelineId)
  const changeId = await recordChange(call, {
    area: 'pipelines',
    action: 'pipeline_saved',
    refId: pipelineId,
    params: { name: saved.name, ...(moved > 0 && { moved: String(moved) }) },
    before: known,
    after: { ...saved, moves: going },
    ...(undoes && { undoes }),
  })
  return { changeId, pipeline: saved }
}

/** @throws AppError `not_found` */
async function pipelineOf({ tx, tables, me }: WriteCall, pipelineId: string): Promise<PipelineRecord> {
  const [found] = await readPipelines(tx, tables, me.corpId, pipelineId)
  if (!found) throw new AppError('not_found', 'nothing here')
  return found
}

const trimmed = (draft: Draft): Draft => ({
  ...draft,
  name: draft.name.trim(),
  stages: draft.stages.map(({ nextStep, ...stage }) => ({ ...stage, name: stage.name.trim(), ...(nextStep && { nextStep: nextStep.trim() }) })),
  lostReasons: draft.lostReasons.map((reason) => ({ ...reason, text: reason.text.trim() })),
})

/** @throws AppError `refused` for an id that is not this pipeline's */
function checkIds(known: PipelineRecord, draft: Draft): void {
  const ids = new Set([...known.stages.map(({ stageId }) => stageId), ...known.lostReasons.map(({ lostReasonId }) => lostReasonId)])
  const given = [...draft.stages.map(({ stageId }) => stageId), ...draft.lostReasons.map(({ lostReasonId }) => lostReasonId)].filter((id) => id !== undefined)
  if (given.some((id) => !ids.has(id)) || new Set(given).size < given.length)
    throw new AppError('refused', 'the pipeline has no such stage or reason', { reason: 'no_such_stage' })
}

async function checkScripts({ tx, tables, me }: WriteCall, known: PipelineRecord, { stages }: Draft) {
  const before = new Set(known.stages.map(({ nextScriptId }) => nextScriptId))
  const ids = [...new Set(stages.flatMap(({ nextScriptId }) => (nextScriptId && !before.has(nextScriptId) ? [nextScriptId] : [])))]
  if (ids.length === 0) return
  const company = and(scriptsInReach(tables, me), eq(tables.scripts.scope, 'company'), inArray(tables.scripts.id, ids))
  if ((await tx.$count(tables.scripts, company)) < ids.length) throw new AppError('refused', 'no such script of the company', { reason: 'no_such_script' })
}

/** Beside the corp's other pipelines: none has this name, and one of all is there for new customers. */
async function checkOthers({ tx, tables, me }: WriteCall, pipelineId: string, { name, active }: Draft) {
  const { pipelines } = tables
  const others = await tx
    .select({ name: pipelines.name, active: pipelines.active })
    .from(pipelines)
    .where(and(eq(pipelines.corpId, me.corpId), ne(pipelines.id, pipelineId)))
  if (others.some((other) => other.name === name)) throw new AppError('refused', 'another pipeline has this name', { reason: 'name_taken', name })
  if (!active && !others.some((other) => other.active)) throw new AppError('refused', 'new customers need a pipeline', { reason: 'last_pipeline' })
}

/** Positions are unique within a pipeline, so that those of before are put out of the way first. */
async function keepStages({ tx, tables: { stages }, me, now }: WriteCall, { pipelineId, stages: known }: PipelineRecord, draft: Draft) {
  await tx
    .update(stages)
    .set({ position: sql`-${stages.position}` })
    .where(eq(stages.pipelineId, pipelineId))
  const kept = new Set(draft.stages.map(({ stageId }) => stageId))
  const gone = known.flatMap(({ stageId }) => (kept.has(stageId) ? [] : [stageId]))
  if (gone.length > 0) await tx.delete(stages).where(inArray(stages.id, gone))
  for (const [at, { stageId, name, kind, usualDays = null, nextStep = null, nextScriptId = null, active }] of draft.stages.entries()) {
    const facts = { name, kind, usualDays, nextStep, nextScriptId, active, position: at + 1 }
    const id = stageId ?? newId(now)
    await tx
      .insert(stages)
      .values({ id, corpId: me.corpId, pipelineId, ...facts })
      .onConflictDoUpdate({ target: stages.id, set: facts })
  }
}

async function keepReasons({ tx, tables: { lostReasons }, me, now }: WriteCall, { pipelineId, lostReasons: known }: PipelineRecord, draft: Draft) {
  await tx
    .update(lostReasons)
    .set({ position: sql`-${lostReasons.position}` })
    .where(eq(lostReasons.pipelineId, pipelineId))
  const kept = new Set(draft.lostReasons.map(({ lostReasonId }) => lostReasonId))
  const gone = known.flatMap(({ lostReasonId }) => (kept.has(lostReasonId) ? [] : [lostReasonId]))
  if (gone.length > 0) await tx.delete(lostReasons).where(inArray(lostReasons.id, gone))
  for (const [at, { lostReasonId, text, active }] of draft.lostReasons.entries()) {
    const facts = { text, active, position: at + 1 }
    const id = lostReasonId ?? newId(now)
    await tx
      .insert(lostReasons)
      .values({ id, corpId: me.corpId, pipelineId, ...facts })
      .onConflictDoUpdate({ target: lostReasons.id, set: facts })
  }
}
