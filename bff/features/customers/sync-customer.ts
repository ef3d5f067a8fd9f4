import { and, asc, eq, gt, inArray, isNull, notInArray, or, sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { relationLane } from '../../jobs/relation-lane.ts'
import type { ExternalContact, FollowRelation } from '../../wecom/client.ts'
import { WecomError } from '../../wecom/errors.ts'
import { keepRelationTags, learnTags } from '../tags/index.ts'
import { recordEvent } from '../timeline/index.ts'
import { maskExternalUserId, maskPhone } from './mask.ts'
import { asE164, hashPhone, sealPhone } from './phones.ts'

export type SyncApp = Pick<FastifyInstance, 'store' | 'wecom' | 'config' | 'clock'>

interface Keep {
  tx: Writer
  tables: Tables
  corpId: string
  phoneKey: string
  /** When WeCom was asked. What Kebian has written to it since is newer than the answer. */
  askedAt: Date
  now: Date
}

/**
 * Reads a contact from WeCom and keeps it: customer, identities, follow relations, tags. What waits to be written to WeCom, or was written while it
 * was being read, is not overwritten.
 * @returns the customer's id, or undefined when WeCom knows no such contact within the app's range
 * @throws WecomError when WeCom cannot be asked
 */
export async function syncCustomer(app: SyncApp, externalUserId: string): Promise<string | undefined> {
  const { store, wecom, config, clock } = app
  const askedAt = clock()
  const contact = await contactOrNothing(app, externalUserId)
  if (!contact || contact.followers.length === 0) return undefined
  const { corpId } = config.wecom
  await learnTags(
    app,
    contact.followers.flatMap(({ tags }) => tags),
  )
  const unknown = await unknownMembers(app, contact.followers)
  const names = new Map(await Promise.all(unknown.map(async (userId) => [userId, await wecom.member(userId).catch(() => undefined)] as const)))
  return store.write(async (tx) => {
    const keep: Keep = { tx, tables: store.tables, corpId, phoneKey: config.phoneKey, askedAt, now: clock() }
    const employeeOf = await keepFollowers(keep, contact.followers, names)
    const customerId = await keepCustomer(keep, contact, employeeOf)
    await keepRelations(keep, contact, customerId, employeeOf)
    await keepIdentities(keep, contact, customerId)
    await beginOpportunity(keep, customerId)
    return customerId
  })
}

async function contactOrNothing({ wecom }: SyncApp, externalUserId: string) {
  try {
    return await wecom.externalContact(externalUserId)
  } catch (error) {
    if (error instanceof WecomError && error.kind === 'refused') return undefined
    throw error
  }
}

async function unknownMembers({ store, config }: SyncApp, followers: FollowRelation[]): Promise<string[]> {
  const { employees } = store.tables
  const userIds = followers.map(({ userId }) => userId)
  const known = await store.read
    .select({ userId: employees.userId })
    .from(employees)
    .where(and(eq(employees.corpId, config.wecom.corpId), inArray(employees.userId, userIds)))
  return userIds.filter((userId) => !known.some((employee) => employee.userId === userId))
}

/** Followers who never opened Kebian get a row too, so that they can be named; it says nothing about what they may do. */
async function keepFollowers(
  { tx, tables, corpId, now }: Keep,
  followers: FollowRelation[],
  members: Map<string, { name: string; mainDepartmentId?: number } | undefined>,
) {
  const { employees, teams } = tables
  for (const [userId, member] of members) {
    const [team] = await tx
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.corpId, corpId), eq(teams.departmentId, member?.mainDepartmentId ?? 0)))
    await tx
      .insert(employees)
      .values({ id: newId(now), corpId, userId, name: member?.name || userId, teamId: team?.id ?? null, ledTeamIds: [], updatedAt: now })
      .onConflictDoNothing()
  }
  const rows = await tx
    .select({ id: employees.id, userId: employees.userId })
    .from(employees)
    .where(
      and(
        eq(employees.corpId, corpId),
        inArray(
          employees.userId,
          followers.map(({ userId }) => userId),
        ),
      ),
    )
  return new Map(rows.map(({ id, userId }) => [userId, id]))
}

async function keepCustomer({ tx, tables, corpId, now }: Keep, contact: ExternalContact, employeeOf: Map<string, string>): Promise<string> {
  const { customers, identities } = tables
  const facts = {
    nickname: contact.name,
    avatarUrl: contact.avatarUrl ?? null,
    kind: contact.kind,
    corpName: contact.corpFullName ?? contact.corpName ?? contact.followers.find(({ remarkCorpName }) => remarkCorpName)?.remarkCorpName ?? null,
    gender: contact.gender,
    syncedAt: now,
    updatedAt: now,
  }
  const earliest = contact.followers.reduce((first, follower) => (follower.since < first.since ? follower : first))
  const ownerId = employeeOf.get(earliest.userId) ?? null
  const [known] = await tx
    .select({ customerId: identities.customerId })
    .from(identities)
    .where(
      and(eq(identities.corpId, corpId), eq(identities.type, 'external_contact'), eq(identities.namespace, ''), eq(identities.value, contact.externalUserId)),
    )
  if (known?.customerId) {
    await tx.update(customers).set(facts).where(eq(customers.id, known.customerId))
    await tx
      .update(customers)
      .set({ ownerId })
      .where(and(eq(customers.id, known.customerId), isNull(customers.ownerId)))
    return known.customerId
  }
  const id = newId(now)
  await tx.insert(customers).values({ id, corpId, ...facts, ownerId, createdAt: now })
  await recordEvent(
    tx,
    tables,
    {
      corpId,
      customerId: id,
      kind: 'relation',
      code: 'customer_added',
      params: { addWay: String(earliest.addWay) },
      actorId: ownerId,
      source: 'wecom',
      occurredAt: earliest.since,
    },
    now,
  )
  return id
}

async function keepRelations({ tx, tables, corpId, askedAt, now }: Keep, contact: ExternalContact, customerId: string, employeeOf: Map<string, string>) {
  const { followRelations, jobs } = tables
  const followerIds = [...employeeOf.values()]
  const lanes = followerIds.map((employeeId) => relationLane(contact.externalUserId, employeeId))
  const written = await tx
    .select({ lane: jobs.lane })
    .from(jobs)
    .where(and(inArray(jobs.lane, lanes), or(eq(jobs.state, 'pending'), gt(jobs.updatedAt, askedAt))))
  const busy = new Set(written.map(({ lane }) => lane))
  for (const follower of contact.followers) {
    const employeeId = employeeOf.get(follower.userId)
    if (!employeeId || busy.has(relationLane(contact.externalUserId, employeeId))) continue
    const facts = {
      remark: follower.remark,
      description: follower.description,
      addWay: follower.addWay,
      state: follower.state ?? null,
      active: true,
      followedAt: follower.since,
      updatedAt: now,
    }
    await tx
      .insert(followRelations)
      .values({ id: newId(now), corpId, customerId, employeeId, externalUserId: contact.externalUserId, ...facts })
      .onConflictDoUpdate({
        target: [followRelations.corpId, followRelations.externalUserId, followRelations.employeeId],
        set: {
          ...facts,
          customerId,
          version: sql`case when ${followRelations.remark} = excluded.remark and ${followRelations.description} = excluded.description then ${followRelations.version} else ${followRelations.version} + 1 end`,
        },
      })
    await keepTags({ tx, tables, corpId, now }, customerId, employeeId, await keepRelationTags(tx, tables, { corpId, employeeId, now }, follower.tags))
  }
  await tx
    .update(followRelations)
    .set({ active: false, updatedAt: now })
    .where(
      and(eq(followRelations.corpId, corpId), eq(followRelations.externalUserId, contact.externalUserId), notInArray(followRelations.employeeId, followerIds)),
    )
}

/** WeCom's tags of one relation become exactly these; Kebian's own personal tags are not WeCom's to say. */
async function keepTags({ tx, tables, corpId, now }: Pick<Keep, 'tx' | 'tables' | 'corpId' | 'now'>, customerId: string, employeeId: string, tagIds: string[]) {
  const { tagAssignments, tags } = tables
  const fromWecom = tx
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.corpId, corpId), inArray(tags.kind, ['corp', 'wecom_personal'])))
  const gone = tagIds.length > 0 ? notInArray(tagAssignments.tagId, tagIds) : undefined
  await tx
    .delete(tagAssignments)
    .where(and(eq(tagAssignments.customerId, customerId), eq(tagAssignments.employeeId, employeeId), inArray(tagAssignments.tagId, fromWecom), gone))
  if (tagIds.length === 0) return
  const rows = [...new Set(tagIds)].map((tagId) => ({ id: newId(now), corpId, customerId, employeeId, tagId, setBy: 'wecom' as const, createdAt: now }))
  await tx.insert(tagAssignments).values(rows).onConflictDoNothing()
}

async function keepIdentities({ tx, tables, corpId, phoneKey, now }: Keep, contact: ExternalContact, customerId: string) {
  const { identities, identityMoves } = tables
  const phones = [...new Set(contact.followers.flatMap(({ remarkMobiles }) => remarkMobiles.flatMap((phone) => asE164(phone) ?? [])))]
  const found = [
    { type: 'external_contact' as const, value: contact.externalUserId, label: maskExternalUserId(contact.externalUserId), sealed: null },
    ...(contact.unionid ? [{ type: 'unionid' as const, value: contact.unionid, label: maskExternalUserId(contact.unionid), sealed: null }] : []),
    ...phones.map((phone) => ({ type: 'phone' as const, value: hashPhone(phoneKey, phone), label: maskPhone(phone), sealed: sealPhone(phoneKey, phone) })),
  ]
  for (const identity of found) {
    const row = { id: newId(now), corpId, namespace: '', customerId, createdAt: now, updatedAt: now, ...identity }
    const [fresh] = await tx.insert(identities).values(row).onConflictDoNothing().returning({ id: identities.id })
    const attached =
      fresh ??
      (
        await tx
          .update(identities)
          .set({ customerId, updatedAt: now })
          .where(
            and(
              eq(identities.corpId, corpId),
              eq(identities.type, identity.type),
              eq(identities.namespace, ''),
              eq(identities.value, identity.value),
              isNull(identities.customerId),
            ),
          )
          .returning({ id: identities.id })
      )[0]
    if (attached) await tx.insert(identityMoves).values({ id: newId(now), corpId, identityId: attached.id, toCustomerId: customerId, reason: 'wecom', at: now })
  }
}

/** A new customer enters the first pipeline at its first stage. */
async function beginOpportunity({ tx, tables, corpId, now }: Keep, customerId: string) {
  const { opportunities, pipelines, stages, stageMoves } = tables
  const [known] = await tx.select({ id: opportunities.id }).from(opportunities).where(eq(opportunities.customerId, customerId)).limit(1)
  if (known) return
  const [first] = await tx
    .select({ pipelineId: stages.pipelineId, stageId: stages.id })
    .from(stages)
    .innerJoin(pipelines, eq(pipelines.id, stages.pipelineId))
    .where(and(eq(stages.corpId, corpId), gt(stages.position, 0)))
    .orderBy(asc(pipelines.position), asc(stages.position))
    .limit(1)
  if (!first) return
  const id = newId(now)
  await tx.insert(opportunities).values({ id, corpId, customerId, ...first, enteredAt: now, createdAt: now, updatedAt: now })
  await tx.insert(stageMoves).values({ id: newId(now), corpId, opportunityId: id, toStageId: first.stageId, versionAfter: 1, at: now })
}
