import { deskChangeRoutes } from './desk/changes.ts'
import { deskPipelineRoutes } from './desk/pipelines.ts'

/** What admins change while it runs: each write leaves an audit row with before and after, and most can be taken back. */
export const deskRoutes = { ...deskPipelineRoutes, ...deskChangeRoutes } as const
