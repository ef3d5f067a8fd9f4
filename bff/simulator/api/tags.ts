import { randomBytes } from 'node:crypto'
import type { DemoTagGroup } from '../corp.ts'
import { refuse } from '../refusal.ts'
import type { World } from '../world.ts'
import { characters, integer, seconds, text, texts, type Endpoint, type Json } from './endpoint.ts'

const tagsAtMost = 10_000
const tagsOnPairAtMost = 3000
const newId = (): string => 'et' + randomBytes(22).toString('base64url')

const tagObject = (group: DemoTagGroup, tag: DemoTagGroup['tags'][number]): Json => ({
  id: tag.tagId,
  name: tag.name,
  create_time: seconds(group.createdAt),
  order: tag.order,
})

const groupObject = (group: DemoTagGroup, tags = group.tags): Json => ({
  group_id: group.groupId,
  group_name: group.name,
  create_time: seconds(group.createdAt),
  order: group.order,
  tag: tags.map((tag) => tagObject(group, tag)),
})

/** The tag_group list; by id also what was deleted, marked as such. When both kinds of ids are given, tag ids are ignored. */
function listTags(world: World, body: Json): Json {
  const groupIds = texts(body.group_id)
  const tagIds = groupIds.length ? [] : texts(body.tag_id)
  if (!groupIds.length && !tagIds.length) return { tag_group: world.corp.tagGroups.map((group) => groupObject(group)) }
  const dead = world.deletedTags
  const marked = (group: DemoTagGroup, gone: boolean): Json => {
    const tags = group.tags.filter((tag) => !tagIds.length || tagIds.includes(tag.tagId))
    const groupGone = gone && !world.corp.tagGroups.some((alive) => alive.groupId === group.groupId)
    return { ...groupObject(group), deleted: groupGone, tag: tags.map((tag) => ({ ...tagObject(group, tag), deleted: gone })) }
  }
  const wanted = (group: DemoTagGroup) => groupIds.includes(group.groupId) || group.tags.some((tag) => tagIds.includes(tag.tagId))
  return {
    tag_group: [...world.corp.tagGroups.filter(wanted).map((group) => marked(group, false)), ...dead.filter(wanted).map((group) => marked(group, true))],
  }
}

function addTags(world: World, body: Json): Json {
  const { tagGroups } = world.corp
  const wanted = Array.isArray(body.tag) ? body.tag.map((tag: Json) => ({ name: text(tag?.name), order: integer(tag?.order) })) : []
  if (wanted.length === 0 || wanted.some((tag) => !tag.name || characters(tag.name) > 30)) refuse(40058)
  const groupId = text(body.group_id)
  const groupName = text(body.group_name)
  if (!groupId && !groupName) refuse(40058)
  const existing = tagGroups.find((group) => (groupId ? group.groupId === groupId : group.name === groupName))
  if (groupId && !existing) refuse(40068)
  const distinct = wanted.filter((tag, position) => wanted.findIndex((other) => other.name === tag.name) === position)
  if (existing?.tags.some((tag) => distinct.some((other) => other.name === tag.name))) refuse(40071)
  if (tagGroups.flatMap((group) => group.tags).length + distinct.length > tagsAtMost) refuse(40126)

  const own = world.appTagIds
  const made = distinct.map((tag) => ({ tagId: newId(), ...tag }))
  const group = existing ?? { groupId: newId(), name: groupName, order: integer(body.order), createdAt: world.clock.now(), tags: [] }
  if (!existing) {
    tagGroups.push(group)
    own.add(group.groupId)
  }
  group.tags.push(...made)
  for (const tag of made) own.add(tag.tagId)
  return { tag_group: groupObject(group, made) }
}

function editTag(world: World, body: Json): void {
  const id = text(body.id) || refuse(40063)
  const { tagGroups } = world.corp
  const owner = tagGroups.find((group) => group.groupId === id || group.tags.some((tag) => tag.tagId === id)) ?? refuse(40068)
  if (!world.appTagIds.has(id)) refuse(48002)
  const isGroup = owner.groupId === id
  const target = isGroup ? owner : (owner.tags.find((tag) => tag.tagId === id) ?? refuse(40068))
  const name = text(body.name)
  const siblings: { name: string }[] = isGroup ? tagGroups : owner.tags
  if (name && siblings.some((other) => other !== target && other.name === name)) refuse(40071)
  if (characters(name) > 30) refuse(40058)
  if (name) target.name = name
  if (body.order !== undefined) target.order = integer(body.order)
}

/** Deleting the last tag of a group deletes the group. */
function deleteTags(world: World, body: Json): void {
  const { corp } = world
  const groupIds = texts(body.group_id)
  const tagIds = [
    ...texts(body.tag_id),
    ...corp.tagGroups.filter((group) => groupIds.includes(group.groupId)).flatMap((group) => group.tags.map((tag) => tag.tagId)),
  ]
  if (tagIds.length === 0) refuse(40058)
  if ([...groupIds, ...tagIds].some((id) => !world.appTagIds.has(id))) refuse(48002)
  for (const group of corp.tagGroups) {
    const gone = group.tags.filter((tag) => tagIds.includes(tag.tagId))
    if (gone.length) world.deletedTags.push({ ...group, tags: gone })
    group.tags = group.tags.filter((tag) => !tagIds.includes(tag.tagId))
  }
  corp.tagGroups = corp.tagGroups.filter((group) => group.tags.length > 0)
  world.relations.dropTags(tagIds)
}

function markTags(world: World, body: Json): void {
  const add = texts(body.add_tag)
  const remove = texts(body.remove_tag)
  if (add.length + remove.length === 0) refuse(40058)
  const follow = world.relation(text(body.userid), text(body.external_userid))
  const known = new Set(world.corp.tagGroups.flatMap((group) => group.tags.map((tag) => tag.tagId)))
  if ([...add, ...remove].some((id) => !known.has(id))) refuse(40068)
  const after = new Set([...follow.tagIds, ...add])
  for (const id of remove) after.delete(id)
  if (after.size > tagsOnPairAtMost) refuse(40058)
  world.relations.change(follow, { tagIds: [...after] })
}

const done =
  (change: (world: World, body: Json) => void): Endpoint['run'] =>
  ({ body }, { world }) => {
    change(world, body)
    return {}
  }

/** Corp tags and their use. Pages 92117 and 92118. */
export const tagEndpoints: Record<string, Endpoint> = {
  'externalcontact/get_corp_tag_list': { method: 'POST', empty: { tag_group: [] }, run: ({ body }, { world }) => listTags(world, body) },
  'externalcontact/add_corp_tag': { method: 'POST', run: ({ body }, { world }) => addTags(world, body) },
  'externalcontact/edit_corp_tag': { method: 'POST', run: done(editTag) },
  'externalcontact/del_corp_tag': { method: 'POST', run: done(deleteTags) },
  'externalcontact/mark_tag': {
    method: 'POST',
    lock: ({ body }) => `${text(body.userid)} ${text(body.external_userid)}`,
    run: done(markTags),
  },
}
