import { and, asc, desc, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { newId } from '../../db/new-id.ts'
import { handle, handleWrite } from '../../http/handle.ts'
import { setTag, tagJob } from './set-tag.ts'
import { syncTagGroups } from './sync-tags.ts'

/** So old may our picture of WeCom's tags be when the tag sheet opens. */
const STALE_MS = 60_000

/** Reads WeCom's tags when ours are old. While WeCom does not answer, those that we know will do; with none, its failure is the answer. */
function tagRefresher(app: FastifyInstance) {
  const { tags } = app.store.tables
  let readAt = 0
  return async (now: Date) => {
    if (now.getTime() - readAt <= STALE_MS) return
    try {
      await syncTagGroups(app)
      readAt = now.getTime()
    } catch (error) {
      if ((await app.store.read.$count(tags, and(eq(tags.corpId, app.config.wecom.corpId), eq(tags.kind, 'corp')))) === 0) throw error
      app.log.warn({ err: error }, 'tags not refreshed')
    }
  }
}

/** Corp tags and personal tags. */
export async function tagRoutes(app: FastifyInstance) {
  app.jobs.add(...tagJob(app))
  const refresh = tagRefresher(app)

  handle(app, 'GET /tag-groups', async (_input, { me, read, tables, now }) => {
    await refresh(now)
    const { tagGroups, tags } = tables
    const rows = await read
      .select({ groupId: tagGroups.id, groupName: tagGroups.name, tagId: tags.id, tagName: tags.name })
      .from(tagGroups)
      .innerJoin(tags, and(eq(tags.groupId, tagGroups.id), eq(tags.active, true)))
      .where(and(eq(tagGroups.corpId, me.corpId), eq(tagGroups.active, true)))
      .orderBy(desc(tagGroups.position), asc(tagGroups.id), desc(tags.position), asc(tags.id))
    const groups = new Map<string, { groupId: string; name: string; tags: { tagId: string; name: string }[] }>()
    for (const { groupId, groupName, tagId, tagName } of rows) {
      const group = groups.get(groupId) ?? { groupId, name: groupName, tags: [] }
      group.tags.push({ tagId, name: tagName })
      groups.set(groupId, group)
    }
    const personal = await read
      .select({ tagId: tags.id, name: tags.name })
      .from(tags)
      .where(and(eq(tags.corpId, me.corpId), eq(tags.kind, 'personal'), eq(tags.employeeId, me.employeeId), eq(tags.active, true)))
      .orderBy(asc(tags.id))
    return { groups: [...groups.values()], personal }
  })

  handleWrite(app, 'POST /personal-tags', async ({ body }, { tx, tables, me, now }) => {
    const { tags } = tables
    const name = body.name.trim()
    const row = {
      id: newId(now),
      corpId: me.corpId,
      kind: 'personal' as const,
      employeeId: me.employeeId,
      name,
      position: 0,
      uniqueKey: `personal:${me.employeeId}:${name}`,
      updatedAt: now,
    }
    const [kept] = (await tx
      .insert(tags)
      .values(row)
      .onConflictDoUpdate({ target: [tags.corpId, tags.uniqueKey], set: { active: true, updatedAt: now } })
      .returning({ tagId: tags.id, name: tags.name })) as [{ tagId: string; name: string }]
    return kept
  })

  handleWrite(app, 'PUT /customers/:customerId/tags/:tagId', async ({ params }, call) =>
    presentChange(params.tagId, true, await setTag(call, params.tagId, true)),
  )
  handleWrite(app, 'DELETE /customers/:customerId/tags/:tagId', async ({ params }, call) =>
    presentChange(params.tagId, false, await setTag(call, params.tagId, false)),
  )
}

const presentChange = (tagId: string, on: boolean, jobId: string | undefined) => ({ tagId, on, ...(jobId && { jobId }) })
