import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'

export type Pipeline = RouteReply<'GET /desk/pipelines'>['pipelines'][number]
export type Stage = Pipeline['stages'][number]
export type PipelineDraft = RouteInput<'PUT /desk/pipelines/:pipelineId'>['body']['pipeline']
export type StageDraft = PipelineDraft['stages'][number]

export type Field = RouteReply<'GET /desk/fields'>['fields'][number]
export type FieldDraft = RouteInput<'PUT /desk/fields/:fieldId'>['body']['field']

/** The list with one entry moved a step among those that are in use; the retired ones keep out of the way. */
export function moved<Item extends { active: boolean }>(items: Item[], item: Item, step: -1 | 1): Item[] {
  const inUse = items.filter(({ active }) => active)
  const at = inUse.indexOf(item)
  const other = inUse[at + step]
  if (!other) return items
  inUse[at] = other
  inUse[at + step] = item
  return [...inUse, ...items.filter(({ active }) => !active)]
}
