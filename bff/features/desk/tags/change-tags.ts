import { and, desc, asc, eq, inArray } from 'drizzle-orm'
import { AppError } from '../../../errors.ts'
import type { WriteCall } from '../../../http/handle.ts'
import { recordChange } from '../record-change.ts'
import type { Undo } from '../undo.ts'
import { askWecom, type CorpTagChange } from './corp-tag-job.ts'

interface Told {
  action: string
  refId: string
  name: string
  before?: unknown
  after?: unknown
  undoes?: string
}

/** The audit row and the job of one change. */
async function ask(call: WriteCall, change: CorpTagChange, { name, ...told }: Told) {
  const changeId = await recordChange(call, { area: 'tags', params: { name }, ...told })
  return { changeId, jobId: await askWecom(call, { changeId, refId: told.refId, name, change }) }
}

/** The group and its tags, in order. @throws AppError `not_found` */
async function groupOf({ tx, tables: { tagGroups, tags }, me }: WriteCall, groupId: string) {
  const [group] = await tx
    .select()
    .from(tagGroups)
    .where(and(eq(tagGroups.id, groupId), eq(tagGroups.corpId, me.corpId), eq(tagGroups.active, true)))
  if (!group) throw new AppError('not_found', 'nothing here')
  const inside = and(eq(tags.groupId, groupId), eq(tags.kind, 'corp'), eq(tags.active, true))
  return { ...group, tags: await tx.select().from(tags).where(inside).orderBy(desc(tags.position), asc(tags.id)) }
}

/** @throws AppError `not_found` */
async function tagOf({ tx, tables: { tags }, me }: WriteCall, tagId: string) {
  const [tag] = await tx
    .select({ name: tags.name, wecomTagId: tags.wecomTagId })
    .from(tags)
    .where(and(eq(tags.id, tagId), eq(tags.corpId, me.corpId), eq(tags.kind, 'corp'), eq(tags.active, true)))
  if (!tag?.wecomTagId) throw new AppError('not_found', 'nothing here')
  return { name: tag.name, wecomTagId: tag.wecomTagId }
}

const taken = (name: string) => new AppError('refused', 'WeCom wants different names', { reason: 'name_taken', name })
const conflict = (current: unknown) => new AppError('conflict', 'it changed meanwhile', { current })

/** @throws AppError `refused` (name_taken): WeCom would put the tags into the group that has the name */
export async function addGroup(call: WriteCall, given: { name: string; tags: string[] }) {
  const { tx, tables, me } = call
  const name = given.name.trim()
  const names = [...new Set(given.tags.map((tag) => tag.trim()))]
  const same = and(eq(tables.tagGroups.corpId, me.corpId), eq(tables.tagGroups.active, true), eq(tables.tagGroups.name, name))
  if ((await tx.$count(tables.tagGroups, same)) > 0) throw taken(name)
  return ask(call, { act: 'add', groupName: name, tags: names }, { action: 'tag_group_added', refId: 'groups', name, after: names })
}

/** @throws AppError `not_found`, `refused` (name_taken) */
export async function addTag(call: WriteCall, { groupId, name: given }: { groupId: string; name: string }) {
  const group = await groupOf(call, groupId)
  const name = given.trim()
  if (group.tags.some((tag) => tag.name === name)) throw taken(name)
  return ask(call, { act: 'add', groupId: group.wecomGroupId, tags: [name] }, { action: 'tag_added', refId: groupId, name, after: group.name })
}

interface Rename {
  name: string
  was: string
  undoes?: string
}

/** @throws AppError `not_found`, `conflict` (`details.current`), `refused` (name_taken) */
export async function renameGroup(call: WriteCall, { groupId, name, was, undoes }: Rename & { groupId: string }) {
  const { tx, tables, me } = call
  const group = await groupOf(call, groupId)
  if (group.name !== was) throw conflict(group.name)
  const same = and(eq(tables.tagGroups.corpId, me.corpId), eq(tables.tagGroups.active, true), eq(tables.tagGroups.name, name.trim()))
  if ((await tx.$count(tables.tagGroups, same)) > 0) throw taken(name.trim())
  return renamed(call, group.wecomGroupId, { action: 'tag_group_renamed', refId: groupId, was, name, ...(undoes && { undoes }) })
}

/** @throws AppError `not_found`, `conflict` (`details.current`) */
export async function renameTag(call: WriteCall, { tagId, name, was, undoes }: Rename & { tagId: string }) {
  const tag = await tagOf(call, tagId)
  if (tag.name !== was) throw conflict(tag.name)
  return renamed(call, tag.wecomTagId, { action: 'tag_renamed', refId: tagId, was, name, ...(undoes && { undoes }) })
}

const renamed = (call: WriteCall, id: string, { name, was, ...told }: Rename & { action: string; refId: string }) =>
  ask(call, { act: 'rename', id, name: name.trim() }, { ...told, name: was, before: was, after: name.trim() })

/** @throws AppError `not_found` */
export async function deleteGroup(call: WriteCall, groupId: string) {
  const group = await groupOf(call, groupId)
  const names = group.tags.map((tag) => tag.name)
  return ask(call, { act: 'delete', what: 'group', id: group.wecomGroupId }, { action: 'tag_group_deleted', refId: groupId, name: group.name, before: names })
}

/** @throws AppError `not_found` */
export async function deleteTag(call: WriteCall, tagId: string) {
  const { name, wecomTagId } = await tagOf(call, tagId)
  return ask(call, { act: 'delete', what: 'tag', id: wecomTagId }, { action: 'tag_deleted', refId: tagId, name, before: name })
}

interface Order {
  ids: string[]
  was: string[]
  undoes?: string
}

/** @throws AppError `not_found`, `conflict` (`details.current`), `refused` (not_the_same) */
export async function orderTags(call: WriteCall, { groupId, ...order }: Order & { groupId: string }) {
  const { tags, name, wecomGroupId } = await groupOf(call, groupId)
  const wecomIds = new Map(tags.map(({ id, wecomTagId }) => [id, wecomTagId ?? '']))
  return ordered(call, wecomIds, order, { action: 'tags_ordered', refId: groupId, name }, wecomGroupId)
}

/** @throws AppError `conflict` (`details.current`), `refused` (not_the_same) */
export async function orderGroups(call: WriteCall, order: Order) {
  const { tx, tables, me } = call
  const { tagGroups } = tables
  const rows = await tx
    .select({ id: tagGroups.id, wecomGroupId: tagGroups.wecomGroupId })
    .from(tagGroups)
    .where(and(eq(tagGroups.corpId, me.corpId), eq(tagGroups.active, true)))
    .orderBy(desc(tagGroups.position), asc(tagGroups.id))
  const wecomIds = new Map(rows.map(({ id, wecomGroupId }) => [id, wecomGroupId]))
  return ordered(call, wecomIds, order, { action: 'tag_groups_ordered', refId: 'groups', name: '' })
}

function ordered(call: WriteCall, wecomIds: Map<string, string>, { ids, was, undoes }: Order, told: Told, groupId?: string) {
  const current = [...wecomIds.keys()]
  if (current.join() !== was.join()) throw conflict(current)
  if ([...ids].sort().join() !== [...current].sort().join()) throw new AppError('refused', 'an order names each once', { reason: 'not_the_same' })
  const change = { act: 'order' as const, ids: ids.map((id) => wecomIds.get(id) ?? ''), ...(groupId && { groupId }) }
  return ask(call, change, { ...told, before: was, after: ids, ...(undoes && { undoes }) })
}

const undoRename =
  (rename: (call: WriteCall, change: Rename & { tagId: string; groupId: string }) => Promise<{ changeId: string; jobId: string }>): Undo =>
  (call, { id, refId, before, after }) =>
    rename(call, { tagId: refId, groupId: refId, name: before as string, was: after as string, undoes: id })

/**
 * WeCom cannot be asked who has a tag, and Kebian does not know every customer: what was added is a slip to take back while nobody has had the time to use it.
 * Later it is deleted, which says what becomes of the customers.
 */
const SLIP_MS = 10 * 60_000

/** @throws AppError `refused` (tag_old) */
function requireFresh(at: Date, now: Date): void {
  if (now.getTime() - at.getTime() > SLIP_MS) throw new AppError('refused', 'customers of WeCom may have it by now', { reason: 'tag_old' })
}

/** Deletes the tag that was added a moment ago, while nobody has it. @throws AppError `not_found`, `refused` (tag_old, tag_used) */
const undoAddTag: Undo = async (call, { id, refId, details, at }) => {
  requireFresh(at, call.now)
  const { tx, tables } = call
  const { tagAssignments } = tables
  const tag = (await groupOf(call, refId)).tags.find(({ name }) => name === details.name)
  if (!tag) throw new AppError('not_found', 'nothing here')
  if ((await tx.$count(tagAssignments, eq(tagAssignments.tagId, tag.id))) > 0) throw new AppError('refused', 'customers have it', { reason: 'tag_used' })
  const { wecomTagId } = await tagOf(call, tag.id)
  return ask(call, { act: 'delete', what: 'tag', id: wecomTagId }, { action: 'tag_deleted', refId: tag.id, name: tag.name, before: tag.name, undoes: id })
}

/** Deletes the group that was added a moment ago, while nobody has a tag of it. @throws AppError `not_found`, `refused` (tag_old, tag_used) */
const undoAddGroup: Undo = async (call, { id, details, at }) => {
  requireFresh(at, call.now)
  const { tx, tables, me } = call
  const { tagGroups, tagAssignments } = tables
  const [found] = await tx
    .select({ id: tagGroups.id })
    .from(tagGroups)
    .where(and(eq(tagGroups.corpId, me.corpId), eq(tagGroups.active, true), eq(tagGroups.name, details.name ?? '')))
  const group = await groupOf(call, found?.id ?? '')
  const tagIds = group.tags.map((tag) => tag.id)
  const isUsed = tagIds.length > 0 && (await tx.$count(tagAssignments, inArray(tagAssignments.tagId, tagIds))) > 0
  if (isUsed) throw new AppError('refused', 'customers have a tag of it', { reason: 'tag_used' })
  const told = { action: 'tag_group_deleted', refId: group.id, name: group.name, before: group.tags.map((tag) => tag.name), undoes: id }
  return ask(call, { act: 'delete', what: 'group', id: group.wecomGroupId }, told)
}

/** What of tags can be taken back: a deletion cannot, because WeCom has taken the tag off every customer. */
export const tagUndos: [string, Undo][] = [
  ['tag_renamed', undoRename(renameTag)],
  ['tag_group_renamed', undoRename(renameGroup)],
  ['tag_added', undoAddTag],
  ['tag_group_added', undoAddGroup],
  ['tags_ordered', (call, { id, refId, before, after }) => orderTags(call, { groupId: refId, ids: before as string[], was: after as string[], undoes: id })],
  ['tag_groups_ordered', (call, { id, before, after }) => orderGroups(call, { ids: before as string[], was: after as string[], undoes: id })],
]
