import { and, eq, or } from 'drizzle-orm'
import type { Tables } from '../../db/index.ts'
import type { Me } from '../../http/me.ts'

/** The condition that keeps a query to the scripts an employee may use: the company's, their team's, their own. */
export const scriptsInReach = ({ scripts }: Tables, { corpId, teamId, employeeId }: Pick<Me, 'corpId' | 'teamId' | 'employeeId'>) =>
  and(
    eq(scripts.corpId, corpId),
    eq(scripts.active, true),
    or(
      eq(scripts.scope, 'company'),
      ...(teamId === null ? [] : [and(eq(scripts.scope, 'team'), eq(scripts.teamId, teamId))]),
      and(eq(scripts.scope, 'personal'), eq(scripts.employeeId, employeeId)),
    ),
  )
