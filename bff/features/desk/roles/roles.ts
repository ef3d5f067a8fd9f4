import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { AppError } from '../../../errors.ts'
import type { ReadCall, WriteCall } from '../../../http/handle.ts'
import { isAdmin, keepRoles } from '../../login/index.ts'
import { MOST_ADMINS, readSetting, writeSetting } from '../../settings/index.ts'
import { recordChange } from '../record-change.ts'

type TeamKind = 'sales' | 'service'

/** Employees who are there, with their role and why they have it, and admins who are away; and teams. */
export async function readRoles({ read, tables, me }: ReadCall, fixedUserIds: string[]) {
  const { employees, teams } = tables
  const teamRows = await read
    .select({ teamId: teams.id, name: teams.name, kind: teams.kind })
    .from(teams)
    .where(eq(teams.corpId, me.corpId))
    .orderBy(asc(teams.departmentId))
  const { value: named, version } = await readSetting(read, tables, me.corpId, 'admin_user_ids')
  const rows = await read
    .select()
    .from(employees)
    .where(and(eq(employees.corpId, me.corpId), or(eq(employees.active, true), inArray(employees.userId, named))))
    .orderBy(asc(employees.id))
  const nameOf = new Map(teamRows.map(({ teamId, name }) => [teamId, name]))
  return {
    version,
    employees: rows.map(({ id, userId, name, role, teamId, ledTeamIds, active }) => ({
      employeeId: id,
      userId,
      name,
      role: active ? role : ('admin' as const),
      away: !active,
      ...(teamId && nameOf.has(teamId) && { teamName: nameOf.get(teamId) ?? '' }),
      fixed: isAdmin(userId, fixedUserIds),
      leads: ledTeamIds.flatMap((ledId) => nameOf.get(ledId) ?? []),
    })),
    teams: teamRows.map((team) => ({ ...team, employees: rows.filter(({ teamId, active }) => active && teamId === team.teamId).length })),
  }
}

interface SetAdmin {
  employeeId: string
  on: boolean
  version: number
  undoes?: string
}

/**
 * Makes somebody an admin, or takes it from them, also while they are away.
 * @throws AppError `not_found`, `conflict` (the list changed meanwhile), `refused` (`details.reason`: fixed, yourself, too_many with `limit`)
 */
export async function setAdmin(call: WriteCall, { employeeId, on, version, undoes }: SetAdmin, fixedUserIds: string[]): Promise<{ changeId: string }> {
  const { tx, tables, me, now } = call
  const { employees } = tables
  const [person] = await tx
    .select({ userId: employees.userId, name: employees.name })
    .from(employees)
    .where(and(eq(employees.id, employeeId), eq(employees.corpId, me.corpId), on ? eq(employees.active, true) : undefined))
  if (!person) throw new AppError('not_found', 'nothing here')
  if (isAdmin(person.userId, fixedUserIds)) throw new AppError('refused', 'named in ADMIN_USERIDS', { reason: 'fixed' })
  if (!on && employeeId === me.employeeId) throw new AppError('refused', 'another admin has to do it', { reason: 'yourself' })
  const { value } = await readSetting(tx, tables, me.corpId, 'admin_user_ids')
  const others = value.filter((userId) => !isAdmin(userId, [person.userId]))
  const next = on ? [...others, person.userId] : others
  if (next.length > MOST_ADMINS) throw new AppError('refused', 'enough admins', { reason: 'too_many', limit: MOST_ADMINS })
  const written = await writeSetting(call, 'admin_user_ids', next, version)
  await keepRoles(tx, tables, [employeeId], [...fixedUserIds, ...next], now)
  const changeId = await recordChange(call, {
    area: 'roles',
    action: on ? 'admin_added' : 'admin_removed',
    refId: employeeId,
    params: { name: person.name },
    before: !on,
    after: { on, version: written.version },
    ...(undoes && { undoes }),
  })
  return { changeId }
}

interface SetKind {
  teamId: string
  kind: TeamKind
  was: TeamKind
  undoes?: string
}

/** Says whether a team sells or serves. @throws AppError `not_found`, `conflict` (`details.current`) */
export async function setTeamKind(call: WriteCall, { teamId, kind, was, undoes }: SetKind, fixedUserIds: string[]): Promise<{ changeId: string }> {
  const { tx, tables, me, now } = call
  const { teams, employees } = tables
  const mine = and(eq(teams.id, teamId), eq(teams.corpId, me.corpId))
  const [team] = await tx.select({ name: teams.name, kind: teams.kind }).from(teams).where(mine)
  if (!team) throw new AppError('not_found', 'nothing here')
  const changed = await tx
    .update(teams)
    .set({ kind, updatedAt: now })
    .where(and(mine, eq(teams.kind, was)))
    .returning({ id: teams.id })
  if (changed.length === 0) throw new AppError('conflict', 'the team changed meanwhile', { current: team.kind })
  const members = await tx.select({ id: employees.id }).from(employees).where(eq(employees.teamId, teamId))
  const { value } = await readSetting(tx, tables, me.corpId, 'admin_user_ids')
  const ids = members.map(({ id }) => id)
  if (ids.length > 0) await keepRoles(tx, tables, ids, [...fixedUserIds, ...value], now)
  const change = { area: 'roles', action: 'team_kind_set', refId: teamId, params: { name: team.name, kind }, before: was, after: kind } as const
  return { changeId: await recordChange(call, { ...change, ...(undoes && { undoes }) }) }
}
