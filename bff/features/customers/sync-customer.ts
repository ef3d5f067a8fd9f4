import { and, asc, eq, gt, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { Reader, Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { relationLane } from '../../jobs/relation-lane.ts'
import { SYNC_CUSTOMER } from '../../jobs/sync-customer.ts'
import type { JobKind } from '../../jobs/worker.ts'
import type { ExternalContact } from '../../wecom/client.ts'
import { WecomError } from '../../wecom/errors.ts'
import { keepRelationTags, learnTags } from '../tags/index.ts'
import { recordEvent } from '../timeline/index.ts'
import { keepMembers, readMembers } from './followers.ts'
import { asE164, maskPhone } from '../../../shared/domain/phone.ts'
import { hashPhone, sealPhone } from '../phones/index.ts'
import { indexCustomer } from './index-customer.ts'
import { maskExternalUserId } from './mask.ts'

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
  const { store, config, clock } = app
  const askedAt = clock()
  const keepIn = (tx: Writer): Keep => ({ tx, tables: store.tables, corpId: config.wecom.corpId, phoneKey: config.phoneKey, askedAt, now: clock() })
  const { contact, nobodys } = await readContact(app, externalUserId)
  const knownId = nobodys && (await customerIdOf(store.read, store.tables, config.wecom.corpId, externalUserId))
  if (knownId) await store.write((tx) => keepLoss(keepIn(tx), externalUserId, knownId))
  if (!contact) return undefined
  const tags = contact.followers.flatMap((follower) => follower.tags)
  const userIds = contact.followers.map(({ userId }) => userId)
  const [members] = await Promise.all([readMembers(app, userIds), learnTags(app, tags)])
  return store.write(async (tx) => {
    const keep = keepIn(tx)
    const employeeOf = await keepMembers(keep, userIds, members)
    const customerId = await keepCustomer(keep, contact, employeeOf)
    await keepRelations(keep, contact, customerId, employeeOf)
    await keepOwner(keep, customerId)
    await keepIdentities(keep, contact, customerId)
    await beginOpportunity(keep, customerId)
    await indexCustomer(tx, store.tables, customerId)
    return customerId
  })
}

/** What WeCom says of a contact that is nobody's in the app's range, deleted by its last follower or not yet confirmed. */
const NOBODYS = new Set(['contact_unknown', 'no_relation'])

/** Without `contact` when WeCom gives none; `nobodys` when nobody in range follows it, which a refusal of the call itself does not say. */
async function readContact({ wecom }: SyncApp, externalUserId: string): Promise<{ contact?: ExternalContact; nobodys: boolean }> {
  try {
    const contact = await wecom.externalContact(externalUserId)
    return contact.followers.length > 0 ? { contact, nobodys: false } : { nobodys: true }
  } catch (error) {
    if (error instanceof WecomError && error.kind === 'refused') return { nobodys: NOBODYS.has(error.hint) }
    throw error
  }
}

async function customerIdOf(db: Reader, { identities }: Tables, corpId: string, externalUserId: string): Promise<string | undefined> {
  const [known] = await db
    .select({ customerId: identities.customerId })
    .from(identities)
    .where(and(eq(identities.corpId, corpId), eq(identities.type, 'external_contact'), eq(identities.namespace, ''), eq(identities.value, externalUserId)))
  return known?.customerId ?? undefined
}

async function keepLoss(keep: Keep, externalUserId: string, customerId: string) {
  const { tx, tables, corpId, now } = keep
  const { customers, followRelations } = tables
  await tx
    .update(followRelations)
    .set({ active: false, updatedAt: now })
    .where(and(eq(followRelations.corpId, corpId), eq(followRelations.externalUserId, externalUserId), eq(followRelations.active, true)))
  await tx.update(customers).set({ syncedAt: now, updatedAt: now }).where(eq(customers.id, customerId))
  await keepOwner(keep, customerId)
  await indexCustomer(tx, tables, customerId)
}

/**
 * The first owner is the earliest follower. Owning gives access, so it must not outlive following: when the owner no longer follows, ownership
 * passes to the earliest follower that is left, else nobody owns the customer.
 */
async function keepOwner({ tx, tables, now }: Keep, customerId: string) {
  const { customers, followRelations } = tables
  const followers = await tx
    .select({ employeeId: followRelations.employeeId })
    .from(followRelations)
    .where(and(eq(followRelations.customerId, customerId), eq(followRelations.active, true)))
    .orderBy(asc(followRelations.followedAt), asc(followRelations.id))
  const followerIds = followers.map(({ employeeId }) => employeeId)
  const hasLeft = followerIds.length > 0 ? notInArray(customers.ownerId, followerIds) : isNotNull(customers.ownerId)
  const [ownerId = null] = followerIds
  await tx
    .update(customers)
    .set({ ownerId, updatedAt: now })
    .where(and(eq(customers.id, customerId), or(isNull(customers.ownerId), hasLeft)))
}

async function keepCustomer(keep: Keep, contact: ExternalContact, employeeOf: Map<string, string>): Promise<string> {
  const { tx, tables, corpId, now } = keep
  const { customers } = tables
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
  const id = newId(now)
  const customerId = (await customerIdOf(tx, tables, corpId, contact.externalUserId)) ?? (await claimContact(keep, contact.externalUserId, id))
  if (customerId !== id) {
    await tx.update(customers).set(facts).where(eq(customers.id, customerId))
    return customerId
  }
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
  const { customers, followRelations, jobs } = tables
  // the customer's row is held since it was kept, so that nothing happens with them between here and the end
  const [customer] = await tx.select({ activeMs: customers.activeMs }).from(customers).where(eq(customers.id, customerId))
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
      ...customer,
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

type Found = Pick<Tables['identities']['$inferInsert'], 'type' | 'value' | 'label' | 'sealed'>

/**
 * Takes the contact for a new customer before there is one, so that of two servers that meet it at once only one makes a customer.
 * @returns the id of the customer that has it now: ours, or that of the server that was first
 */
async function claimContact(keep: Keep, externalUserId: string, customerId: string): Promise<string> {
  const identity = { type: 'external_contact' as const, value: externalUserId, label: maskExternalUserId(externalUserId) }
  if (await attach(keep, identity, customerId)) return customerId
  const first = await customerIdOf(keep.tx, keep.tables, keep.corpId, externalUserId)
  if (!first) throw new Error('a contact was detached while it was being read')
  return first
}

async function keepIdentities(keep: Keep, contact: ExternalContact, customerId: string) {
  const { phoneKey } = keep
  const phones = [...new Set(contact.followers.flatMap(({ remarkMobiles }) => remarkMobiles.flatMap((phone) => asE164(phone) ?? [])))]
  if (contact.unionid) await attach(keep, { type: 'unionid', value: contact.unionid, label: maskExternalUserId(contact.unionid) }, customerId)
  for (const phone of phones) {
    await attach(keep, { type: 'phone', value: hashPhone(phoneKey, phone), label: maskPhone(phone), sealed: sealPhone(phoneKey, phone) }, customerId)
  }
}

/** Gives an identity that nobody has to the customer. @returns whether it was given now */
async function attach({ tx, tables, corpId, now }: Keep, identity: Found, customerId: string): Promise<boolean> {
  const { identities, identityMoves } = tables
  const row = { id: newId(now), corpId, namespace: '', customerId, createdAt: now, updatedAt: now, ...identity }
  const [kept] = await tx
    .insert(identities)
    .values(row)
    .onConflictDoUpdate({
      target: [identities.corpId, identities.type, identities.namespace, identities.value],
      set: { customerId, updatedAt: now },
      setWhere: isNull(identities.customerId),
    })
    .returning({ id: identities.id })
  if (!kept) return false
  await tx.insert(identityMoves).values({ id: newId(now), corpId, identityId: kept.id, toCustomerId: customerId, reason: 'wecom', at: now })
  return true
}

/** A new customer enters the first active pipeline at its first active stage. */
async function beginOpportunity({ tx, tables, corpId, now }: Keep, customerId: string) {
  const { opportunities, pipelines, stages, stageMoves } = tables
  const [known] = await tx.select({ id: opportunities.id }).from(opportunities).where(eq(opportunities.customerId, customerId)).limit(1)
  if (known) return
  // the desk writes no row of a customer without an opportunity, so that neither waits for the other
  await tx.lock('pipelines', corpId, 'shared')
  const [first] = await tx
    .select({ pipelineId: stages.pipelineId, stageId: stages.id })
    .from(stages)
    .innerJoin(pipelines, eq(pipelines.id, stages.pipelineId))
    .where(and(eq(stages.corpId, corpId), gt(stages.position, 0), eq(stages.active, true), eq(pipelines.active, true)))
    .orderBy(asc(pipelines.position), asc(stages.position))
    .limit(1)
  if (!first) return
  const id = newId(now)
  await tx.insert(opportunities).values({ id, corpId, customerId, ...first, enteredAt: now, createdAt: now, updatedAt: now })
  await tx.insert(stageMoves).values({ id: newId(now), corpId, opportunityId: id, toStageId: first.stageId, versionAfter: 1, at: now })
}

/** Reads a customer anew of whom WeCom said something that does not fit what we know. Nothing is to be taken back when that cannot be done. */
export function syncJob(app: SyncApp): [string, JobKind] {
  return [
    SYNC_CUSTOMER,
    { run: async ({ payload }) => void (await syncCustomer(app, (payload as { externalUserId: string }).externalUserId)), refused: async () => undefined },
  ]
}
