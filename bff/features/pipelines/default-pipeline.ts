import { eq } from 'drizzle-orm'
import type { Store, Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'

const STAGES: [name: string, kind: 'open' | 'won' | 'lost'][] = [
  ['兴趣', 'open'],
  ['索取资料', 'open'],
  ['评估价格', 'open'],
  ['要求试用', 'open'],
  ['购买', 'won'],
  ['复购', 'won'],
  ['流失', 'lost'],
]
const LOST_REASONS = ['价格太高', '选了别家', '暂时不需要', '联系不上', '产品不合适']

/** A corp without a pipeline gets the usual one, so that the first customer has a stage. */
export async function ensurePipeline(store: Store, corpId: string, now: Date): Promise<void> {
  const { pipelines } = store.tables
  await store.write(async (tx) => {
    await tx.lock('pipelines', corpId, 'alone')
    const [known] = await tx.select({ id: pipelines.id }).from(pipelines).where(eq(pipelines.corpId, corpId)).limit(1)
    if (!known) await addUsualPipeline(tx, store.tables, { corpId, name: '销售流程', position: 1, now })
  })
}

/** A pipeline with the usual stages and reasons for a loss. @returns its id */
export async function addUsualPipeline(
  tx: Writer,
  { pipelines, stages, lostReasons }: Tables,
  { corpId, name, position, now }: { corpId: string; name: string; position: number; now: Date },
): Promise<string> {
  const pipelineId = newId(now)
  await tx.insert(pipelines).values({ id: pipelineId, corpId, name, position, createdAt: now })
  await tx.insert(stages).values(STAGES.map(([stage, kind], index) => ({ id: newId(now), corpId, pipelineId, name: stage, kind, position: index + 1 })))
  await tx.insert(lostReasons).values(LOST_REASONS.map((text, index) => ({ id: newId(now), corpId, pipelineId, text, position: index + 1 })))
  return pipelineId
}
