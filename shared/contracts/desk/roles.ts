import Type from 'typebox'
import type { RouteContract } from '../contract.ts'
import { Id } from '../parts.ts'
import { Role } from '../session.ts'

const TeamKind = Type.Union([Type.Literal('sales'), Type.Literal('service')])
const SettingVersion = Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: '0 until somebody changed it' })

export const deskRoleRoutes = {
  'GET /desk/roles': {
    summary: 'Who may do what: employees with their role, and teams with theirs',
    reach: 'admin',
    reply: Type.Object({
      version: SettingVersion,
      employees: Type.Array(
        Type.Object({
          employeeId: Id,
          userId: Type.String(),
          name: Type.String(),
          role: Role,
          teamName: Type.Optional(Type.String()),
          /** An admin by ADMIN_USERIDS: cannot be removed here. */
          fixed: Type.Boolean(),
          /** Deactivated or gone; listed while they are named as an admin. */
          away: Type.Boolean(),
          /** As WeCom has it: teams whose customers they may look at. */
          leads: Type.Array(Type.String()),
        }),
      ),
      teams: Type.Array(Type.Object({ teamId: Id, name: Type.String(), kind: TeamKind, employees: Type.Integer() })),
    }),
  },
  'PUT /desk/admins/:employeeId': {
    summary: 'Makes somebody an admin, or takes it from them; it holds at once, also for who is signed in',
    reach: 'admin',
    effect: 'key',
    params: Type.Object({ employeeId: Id }),
    body: Type.Object({ on: Type.Boolean(), version: SettingVersion }),
    reply: Type.Object({ changeId: Id }),
    errors: ['not_found', 'conflict', 'refused'],
  },
  'PUT /desk/teams/:teamId': {
    summary: 'Whether a team sells or serves: its members get the role at once; `was` is what the caller saw',
    reach: 'admin',
    effect: 'key',
    params: Type.Object({ teamId: Id }),
    body: Type.Object({ kind: TeamKind, was: TeamKind }),
    reply: Type.Object({ changeId: Id }),
    errors: ['not_found', 'conflict'],
  },
  'GET /desk/settings': {
    summary: 'What else can be set, with what it is until somebody sets it',
    reach: 'admin',
    reply: Type.Object({
      settings: Type.Array(
        Type.Object({
          key: Type.String(),
          value: Type.Integer(),
          usual: Type.Integer(),
          minimum: Type.Integer(),
          maximum: Type.Integer(),
          version: SettingVersion,
        }),
      ),
    }),
  },
  'PUT /desk/settings/:key': {
    summary: 'Sets a number of days',
    reach: 'admin',
    effect: 'key',
    params: Type.Object({ key: Type.String({ maxLength: 40 }) }),
    body: Type.Object({ value: Type.Integer({ minimum: 1, maximum: 100_000 }), version: SettingVersion }),
    reply: Type.Object({ changeId: Id }),
    errors: ['not_found', 'conflict', 'refused'],
  },
} as const satisfies Record<string, RouteContract>
