import { deskChangeRoutes } from './desk/changes.ts'
import { deskFieldRoutes } from './desk/fields.ts'
import { deskPipelineRoutes } from './desk/pipelines.ts'
import { deskRoleRoutes } from './desk/roles.ts'
import { deskTagRoutes } from './desk/tags.ts'

/** What admins change while it runs: each write leaves an audit row with before and after, and most can be taken back. */
export const deskRoutes = { ...deskPipelineRoutes, ...deskFieldRoutes, ...deskRoleRoutes, ...deskTagRoutes, ...deskChangeRoutes } as const
