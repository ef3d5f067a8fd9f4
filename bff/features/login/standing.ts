import { eq, inArray } from 'drizzle-orm'
import type { Role, Tables, Writer } from '../../db/index.ts'

/** The one rule of roles: named as an admin, else leading somebody, else by what the team does. */
export function roleOf({ admin, leads, service }: { admin: boolean; leads: boolean; service: boolean }): Role {
  if (admin) return 'admin'
  if (leads) return 'supervisor'
  return service ? 'service' : 'sales'
}

/** Whether WeCom's id is among those of admins; WeCom's ids know no case. */
export const isAdmin = (userId: string, adminUserIds: string[]): boolean => adminUserIds.some((id) => id.toLowerCase() === userId.toLowerCase())

/** Gives employees the role that follows from what is known of them now, so that it holds for who is signed in. */
export async function keepRoles(tx: Writer, { employees, teams }: Tables, employeeIds: string[], adminUserIds: string[], now: Date): Promise<void> {
  const rows = await tx
    .select({ id: employees.id, userId: employees.userId, role: employees.role, ledTeamIds: employees.ledTeamIds, kind: teams.kind })
    .from(employees)
    .leftJoin(teams, eq(teams.id, employees.teamId))
    .where(inArray(employees.id, employeeIds))
  for (const { id, userId, role, ledTeamIds, kind } of rows) {
    const next = roleOf({ admin: isAdmin(userId, adminUserIds), leads: ledTeamIds.length > 0, service: kind === 'service' })
    if (next !== role) await tx.update(employees).set({ role: next, updatedAt: now }).where(eq(employees.id, id))
  }
}
