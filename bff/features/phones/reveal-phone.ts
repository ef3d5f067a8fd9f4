import { and, asc, count, eq, gt } from 'drizzle-orm'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import type { Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { AppError } from '../../errors.ts'
import type { Me } from '../../http/me.ts'
import type { Subject } from '../../http/reach.ts'
import { recordEvent } from '../timeline/index.ts'
import { openPhone } from './seal.ts'

/** Phones that one employee may look at within an hour: enough for an afternoon of calls, too few to carry the list away unseen. */
const REVEALS_PER_HOUR = 30
const HOUR_MS = 3600_000
const ACTION = 'phone_revealed'

interface Reveal {
  tx: Writer
  tables: Tables
  me: Me
  subject: Subject
  now: Date
  phoneKey: string
}

/**
 * Gives one phone of a customer in clear and records who looked, as one unit; the owner sees in the timeline who else did.
 * @throws AppError `not_found` when the customer has no such phone; `rate_limited` (`details.retryAt`) after {@link REVEALS_PER_HOUR} within an hour;
 * `refused` when it was sealed with another PHONE_KEY
 */
export async function revealPhone(reveal: Reveal, { params: { phoneId }, body: { use } }: RouteInput<'POST /customers/:customerId/phones/:phoneId/reveal'>) {
  const { tx, tables, me, subject, now, phoneKey } = reveal
  const found = await findPhone(reveal, phoneId)
  if (!found) throw new AppError('not_found', 'nothing here')
  await takeOne(reveal)
  const phone = openPhone(phoneKey, found.sealed)
  if (phone === undefined) throw new AppError('refused', 'sealed with another PHONE_KEY', { reason: 'other_phone_key' })
  const common = { corpId: me.corpId, customerId: subject.customerId }
  const params = { label: found.label, use }
  await tx.insert(tables.audit).values({ id: newId(now), ...common, employeeId: me.employeeId, action: ACTION, details: { phoneId, ...params }, at: now })
  if (!(await isOwner(reveal)))
    await recordEvent(
      tx,
      tables,
      { ...common, kind: 'relation', code: 'phone_revealed', params, actorId: me.employeeId, source: 'person', refId: phoneId },
      now,
    )
  return { phone }
}

/** A phone of the customer: an identity, or the value of a field in use, for what stands in a retired one is shown nowhere. */
async function findPhone({ tx, tables: { identities, fields, fieldValues }, subject: { customerId } }: Reveal, phoneId: string) {
  const [identity] = await tx
    .select({ label: identities.label, sealed: identities.sealed })
    .from(identities)
    .where(and(eq(identities.id, phoneId), eq(identities.customerId, customerId), eq(identities.type, 'phone')))
  if (identity?.sealed) return { label: identity.label, sealed: identity.sealed }
  const [value] = await tx
    .select({ label: fieldValues.phoneLabel, sealed: fieldValues.phoneSealed })
    .from(fieldValues)
    .innerJoin(fields, and(eq(fields.id, fieldValues.fieldId), eq(fields.active, true)))
    .where(and(eq(fieldValues.id, phoneId), eq(fieldValues.customerId, customerId)))
  return value?.sealed ? { label: value.label ?? '', sealed: value.sealed } : undefined
}

/** Counts in the audit itself, so that neither a restart nor another instance gives a fresh hour. */
async function takeOne({ tx, tables: { audit, employees }, me, now }: Reveal): Promise<void> {
  // holds the row: two looks at once are counted one after the other
  await tx.update(employees).set({ seenAt: now }).where(eq(employees.id, me.employeeId))
  const recent = and(eq(audit.employeeId, me.employeeId), eq(audit.action, ACTION), gt(audit.at, new Date(now.getTime() - HOUR_MS)))
  const [{ looks } = { looks: 0 }] = await tx.select({ looks: count() }).from(audit).where(recent)
  if (looks < REVEALS_PER_HOUR) return
  const [oldest] = await tx.select({ at: audit.at }).from(audit).where(recent).orderBy(asc(audit.at)).limit(1)
  const retryAt = new Date((oldest?.at ?? now).getTime() + HOUR_MS).toISOString()
  throw new AppError('rate_limited', `at most ${REVEALS_PER_HOUR} phones an hour`, { retryAt, perHour: REVEALS_PER_HOUR })
}

async function isOwner({ tx, tables: { customers }, me, subject }: Reveal): Promise<boolean> {
  const [customer] = await tx.select({ ownerId: customers.ownerId }).from(customers).where(eq(customers.id, subject.customerId))
  return customer?.ownerId === me.employeeId
}
