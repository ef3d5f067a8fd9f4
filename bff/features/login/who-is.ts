import { and, eq, sql } from 'drizzle-orm'
import type { Store, Role, Tables, Writer } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { AppError } from '../../errors.ts'
import type { Department, Member, WecomClient } from '../../wecom/client.ts'
import { WecomError } from '../../wecom/errors.ts'
import { readSetting } from '../settings/index.ts'
import { isAdmin, roleOf } from './standing.ts'

export interface WhoIs {
  corpId: string
  userId: string
  adminUserIds: string[]
  now: Date
}

/**
 * Reads a member and the departments from WeCom and keeps them as employee and teams; the role follows from both.
 * WeCom names members at login whether or not they are in the app's visible range, so the range is checked here.
 * @returns the employee's id
 * Supervisors and admins only look, so they may lack customer contact.
 * @throws AppError `forbidden` for a member out of range, disabled or gone, or without customer contact that their role needs; their sessions end
 */
export async function readEmployee({ store, wecom }: { store: Store; wecom: WecomClient }, who: WhoIs): Promise<string> {
  const { tables } = store
  const [member, departments, followUserIds] = await Promise.all([memberInRange(wecom, who.userId), wecom.departments(), wecom.followUserIds()])
  const hasContact = followUserIds.some((userId) => userId.toLowerCase() === who.userId.toLowerCase())
  const employeeId = await store.write(async (tx) => {
    if (member?.status !== 'active') return deactivate(tx, tables, who)
    await keepTeams(tx, tables, who, departments)
    const standing = await standingOf(tx, tables, who, member, departments)
    return hasContact || LOOKS_ONLY.has(standing.role) ? keepEmployee(tx, tables, who, member, standing) : deactivate(tx, tables, who)
  })
  if (!employeeId) throw new AppError('forbidden', 'not in the visible range of the app, or without customer contact')
  return employeeId
}

const LOOKS_ONLY = new Set<Role>(['supervisor', 'admin'])

async function memberInRange(wecom: WecomClient, userId: string): Promise<Member | undefined> {
  try {
    return await wecom.member(userId)
  } catch (error) {
    if (error instanceof WecomError && error.kind === 'refused') return undefined
    throw error
  }
}

async function deactivate(tx: Writer, { employees }: Tables, { corpId, userId, now }: WhoIs): Promise<undefined> {
  await tx
    .update(employees)
    .set({ active: false, updatedAt: now })
    .where(and(eq(employees.corpId, corpId), eq(employees.userId, userId)))
}

async function keepTeams(tx: Writer, { teams }: Tables, { corpId, now }: WhoIs, departments: Department[]) {
  if (departments.length === 0) return
  const rows = departments.map(({ departmentId, parentId, name }) => ({
    id: newId(now),
    corpId,
    departmentId,
    parentDepartmentId: parentId ?? 0,
    name,
    updatedAt: now,
  }))
  await tx
    .insert(teams)
    .values(rows)
    .onConflictDoUpdate({
      target: [teams.corpId, teams.departmentId],
      set: { name: sql`excluded.name`, parentDepartmentId: sql`excluded.parent_department_id`, updatedAt: now },
    })
}

/** Their role, their team and the teams they lead. */
async function standingOf(tx: Writer, tables: Tables, { corpId, adminUserIds }: WhoIs, member: Member, departments: Department[]) {
  const { teams } = tables
  const rows = await tx.select({ id: teams.id, departmentId: teams.departmentId, kind: teams.kind }).from(teams).where(eq(teams.corpId, corpId))
  const { value: named } = await readSetting(tx, tables, corpId, 'admin_user_ids')
  const teamOf = new Map(rows.map((team) => [team.departmentId, team]))
  const team = teamOf.get(member.mainDepartmentId ?? member.departmentIds[0] ?? 0)
  const led = subtree(member.leaderOfDepartmentIds, departments)
  return {
    role: roleOf({
      admin: isAdmin(member.userId, [...adminUserIds, ...named]),
      leads: led.length > 0,
      service: team?.kind === 'service',
    }),
    teamId: team?.id ?? null,
    ledTeamIds: led.flatMap((departmentId) => teamOf.get(departmentId)?.id ?? []),
  }
}

type Standing = Awaited<ReturnType<typeof standingOf>>

async function keepEmployee(tx: Writer, { employees }: Tables, { corpId, now }: WhoIs, member: Member, standing: Standing): Promise<string> {
  const known = {
    name: member.name || member.userId,
    ...standing,
    active: true,
    seenAt: now,
    updatedAt: now,
  }
  const [kept] = (await tx
    .insert(employees)
    .values({ id: newId(now), corpId, userId: member.userId, ...known })
    .onConflictDoUpdate({ target: [employees.corpId, employees.userId], set: known })
    .returning({ id: employees.id })) as [{ id: string }]
  return kept.id
}

/** The departments themselves and everything below them. */
function subtree(roots: number[], departments: Department[]): number[] {
  const inside = new Set(roots)
  for (let size = -1; size !== inside.size;) {
    size = inside.size
    for (const { departmentId, parentId } of departments) if (parentId !== undefined && inside.has(parentId)) inside.add(departmentId)
  }
  return [...inside]
}
