import { and, eq, inArray } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import type { Member } from '../../wecom/client.ts'

/** Older than this, what a login told of a member is read again. */
const STALE_MS = 24 * 3600_000
const AT_MOST = 20

/** What WeCom says of some members; undefined where it did not answer. */
type Members = Map<string, Member | undefined>

/**
 * Reads from WeCom those followers whom we do not know, who never opened Kebian, or who were last read a day ago: their team decides which
 * supervisors see the customer. At most 20 of them, at once; never rejects because of WeCom.
 */
export async function readMembers(
  { store, wecom, config, clock }: Pick<FastifyInstance, 'store' | 'wecom' | 'config' | 'clock'>,
  userIds: string[],
): Promise<Members> {
  const { employees } = store.tables
  const rows = await store.read
    .select({ userId: employees.userId, seenAt: employees.seenAt, updatedAt: employees.updatedAt })
    .from(employees)
    .where(and(eq(employees.corpId, config.wecom.corpId), inArray(employees.userId, userIds)))
  const known = new Map(rows.map((row) => [row.userId, row]))
  const freshFrom = new Date(clock().getTime() - STALE_MS)
  const unknown = userIds.filter((userId) => !known.has(userId))
  const stale = rows.filter(({ seenAt, updatedAt }) => !seenAt || updatedAt < freshFrom).sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime())
  const asked = [...unknown, ...stale.map(({ userId }) => userId)].slice(0, AT_MOST)
  return new Map(await Promise.all(asked.map(async (userId) => [userId, await wecom.member(userId).catch(() => undefined)] as const)))
}

/**
 * Followers who never opened Kebian get a row too, so that they can be named; it says nothing about what they may do.
 * @returns the employees' ids by their userids
 */
export async function keepMembers(
  { tx, tables, corpId, now }: { tx: Writer; tables: Tables; corpId: string; now: Date },
  userIds: string[],
  members: Members,
): Promise<Map<string, string>> {
  const { employees, teams } = tables
  const ofThese = and(eq(employees.corpId, corpId), inArray(employees.userId, userIds))
  const find = async () =>
    new Map((await tx.select({ id: employees.id, userId: employees.userId }).from(employees).where(ofThese)).map(({ id, userId }) => [userId, id]))
  const known = await find()
  // In one order everywhere: two servers that write the same people wait for each other in turn, not in a circle.
  for (const userId of [...userIds].sort()) {
    const member = members.get(userId)
    if (known.has(userId) && !member) continue
    const departmentId = member?.mainDepartmentId ?? member?.departmentIds[0] ?? 0
    const [team] = await tx
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.corpId, corpId), eq(teams.departmentId, departmentId)))
    const facts = { ...(member?.name && { name: member.name }), teamId: team?.id ?? null, updatedAt: now }
    const row = { id: newId(now), corpId, userId, name: userId, ledTeamIds: [], ...facts }
    const insert = tx.insert(employees).values(row)
    await (member ? insert.onConflictDoUpdate({ target: [employees.corpId, employees.userId], set: facts }) : insert.onConflictDoNothing())
  }
  return find()
}
