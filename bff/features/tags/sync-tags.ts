import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import type { RelationTag } from '../../wecom/client.ts'

type TagApp = Pick<FastifyInstance, 'store' | 'wecom' | 'config' | 'clock'>

const corpKey = (wecomTagId: string) => `corp:${wecomTagId}`
const wecomPersonalKey = (employeeId: string, name: string) => `wecom_personal:${employeeId}:${name}`

/** Reads all corp tags from WeCom and keeps them; what WeCom no longer has becomes inactive. */
export async function syncTagGroups({ store, wecom, config, clock }: TagApp): Promise<void> {
  const groups = await wecom.corpTagGroups()
  const { corpId } = config.wecom
  const now = clock()
  await store.write(async (tx) => {
    const { tagGroups, tags } = store.tables
    for (const [index, group] of groups.entries()) {
      const facts = { name: group.name, position: groups.length - index, active: true, updatedAt: now }
      const [kept] = (await tx
        .insert(tagGroups)
        .values({ id: newId(now), corpId, wecomGroupId: group.groupId, ...facts })
        .onConflictDoUpdate({ target: [tagGroups.corpId, tagGroups.wecomGroupId], set: facts })
        .returning({ id: tagGroups.id })) as [{ id: string }]
      const rows = group.tags.map(({ tagId, name }, place) => ({
        id: newId(now),
        corpId,
        kind: 'corp' as const,
        groupId: kept.id,
        wecomTagId: tagId,
        name,
        position: group.tags.length - place,
        uniqueKey: corpKey(tagId),
        updatedAt: now,
      }))
      if (rows.length > 0) {
        await tx
          .insert(tags)
          .values(rows)
          .onConflictDoUpdate({
            target: [tags.corpId, tags.uniqueKey],
            set: { name: sql`excluded.name`, position: sql`excluded.position`, groupId: sql`excluded.group_id`, active: true, updatedAt: now },
          })
      }
    }
    await retire(tx, store.tables, corpId, now, groups)
  })
}

async function retire(tx: Writer, { tagGroups, tags }: Tables, corpId: string, now: Date, groups: { groupId: string; tags: { tagId: string }[] }[]) {
  const tagKeys = groups.flatMap((group) => group.tags.map(({ tagId }) => corpKey(tagId)))
  const groupIds = groups.map(({ groupId }) => groupId)
  const off = { active: false, updatedAt: now }
  await tx
    .update(tags)
    .set(off)
    .where(and(eq(tags.corpId, corpId), eq(tags.kind, 'corp'), tagKeys.length > 0 ? notInArray(tags.uniqueKey, tagKeys) : undefined))
  await tx
    .update(tagGroups)
    .set(off)
    .where(and(eq(tagGroups.corpId, corpId), groupIds.length > 0 ? notInArray(tagGroups.wecomGroupId, groupIds) : undefined))
}

/** Asks WeCom for its tags when a contact carries one that we do not know. Called before the transaction that uses them. */
export async function learnTags(app: TagApp, found: RelationTag[]): Promise<void> {
  const { tags } = app.store.tables
  const keys = [...new Set(found.flatMap(({ tagId }) => (tagId ? [corpKey(tagId)] : [])))]
  if (keys.length === 0) return
  const known = await app.store.read
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.corpId, app.config.wecom.corpId), inArray(tags.uniqueKey, keys)))
  if (known.length < keys.length) await syncTagGroups(app)
}

/** Our ids of the tags on one relation of an employee; WeCom's personal tags, which have no id there, get a row here. */
export async function keepRelationTags(
  tx: Writer,
  { tags }: Tables,
  { corpId, employeeId, now }: { corpId: string; employeeId: string; now: Date },
  found: RelationTag[],
): Promise<string[]> {
  if (found.length === 0) return []
  const rows = found.map(({ tagId, name }) => ({
    id: newId(now),
    corpId,
    kind: tagId ? ('corp' as const) : ('wecom_personal' as const),
    wecomTagId: tagId ?? null,
    employeeId: tagId ? null : employeeId,
    name,
    position: 0,
    uniqueKey: tagId ? corpKey(tagId) : wecomPersonalKey(employeeId, name),
    updatedAt: now,
  }))
  await tx.insert(tags).values(rows).onConflictDoNothing()
  const kept = await tx
    .select({ id: tags.id })
    .from(tags)
    .where(
      and(
        eq(tags.corpId, corpId),
        inArray(
          tags.uniqueKey,
          rows.map(({ uniqueKey }) => uniqueKey),
        ),
      ),
    )
  return kept.map(({ id }) => id)
}
