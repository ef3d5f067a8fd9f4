import type { FastifyInstance } from 'fastify'
import { newId } from '../../db/new-id.ts'
import { keepFile, readImage } from '../../features/materials/index.ts'
import { searchTextOf } from '../../features/scripts/index.ts'
import { materials } from './materials.ts'
import { pipelines } from './pipelines.ts'
import { scripts } from './scripts.ts'

export const SOURCE = 'demo'
const DAY_MS = 86_400_000

/** Who may use the scripts of a team or a person: teams by department, employees by userid. */
export interface People {
  teamOf: Map<number, string>
  employeeOf: Map<string, string>
}

/** The pipelines with their next steps, and what the company has to say and to show. */
export async function seedContent({ store, config, clock }: Pick<FastifyInstance, 'store' | 'config' | 'clock'>): Promise<void> {
  const { tables } = store
  const { corpId } = config.wecom
  const now = clock()
  const begun = new Date(now.getTime() - 400 * DAY_MS)
  const images = new Map(materials.flatMap(({ key, draw }) => (draw ? [[key, readImage(draw())]] : [])))
  for (const image of images.values()) if (image) await keepFile(config.dataDir, image)

  await store.write(async (tx) => {
    const shared = { corpId, source: SOURCE, createdAt: begun, updatedAt: begun }
    const rows = scripts.map(({ key, category, title, text, language = 'zh', used, departmentId, userId }) => ({
      id: newId(now),
      ...shared,
      sourceId: key,
      // a team's or a person's until people are known; out of everybody's reach meanwhile
      scope: departmentId ? ('team' as const) : userId ? ('personal' as const) : ('company' as const),
      category,
      title,
      searchText: searchTextOf(title, [text]),
      language,
      usedCount: used,
    }))
    await tx.insert(tables.scripts).values(rows)
    await tx
      .insert(tables.scriptMessages)
      .values(scripts.map(({ text }, at) => ({ id: newId(now), corpId, scriptId: rows[at]?.id ?? '', position: 1, kind: 'text' as const, text })))
    await tx.insert(tables.materials).values(
      materials.map(({ key, title, description, used, linkUrl }) => {
        const image = images.get(key)
        return {
          id: newId(now),
          ...shared,
          sourceId: key,
          kind: image ? ('image' as const) : ('link' as const),
          title,
          description,
          fileKey: image?.fileKey ?? null,
          mime: image?.mime ?? null,
          sizeBytes: image?.bytes.length ?? null,
          linkUrl: linkUrl ?? null,
          usedCount: used,
        }
      }),
    )
    for (const [position, pipeline] of pipelines.entries()) {
      const pipelineId = newId(now)
      await tx.insert(tables.pipelines).values({ id: pipelineId, corpId, name: pipeline.name, position: position + 1, createdAt: begun })
      await tx.insert(tables.stages).values(
        pipeline.stages.map((stage, at) => ({
          id: newId(now),
          corpId,
          pipelineId,
          name: stage.name,
          kind: stage.kind,
          position: at + 1,
          usualDays: 'usualDays' in stage ? stage.usualDays : null,
          nextStep: 'nextStep' in stage ? stage.nextStep : null,
          nextScriptId: 'script' in stage ? (rows.find(({ sourceId }) => sourceId === stage.script)?.id ?? null) : null,
        })),
      )
      await tx.insert(tables.lostReasons).values(pipeline.lostReasons.map((text, at) => ({ id: newId(now), corpId, pipelineId, text, position: at + 1 })))
    }
  })
}
