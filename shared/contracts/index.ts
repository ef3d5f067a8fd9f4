import type { InputOf, ReplyOf } from './contract.ts'
import { customerRoutes } from './customers.ts'
import { deskRoutes } from './desk.ts'
import { fieldRoutes } from './fields.ts'
import { lookRoutes } from './looks.ts'
import { materialRoutes } from './materials.ts'
import { noteRoutes } from './notes.ts'
import { orderRoutes } from './orders.ts'
import { phoneRoutes } from './phones.ts'
import { pipelineRoutes } from './pipelines.ts'
import { scriptRoutes } from './scripts.ts'
import { sendRoutes } from './sends.ts'
import { sessionRoutes } from './session.ts'
import { tagRoutes } from './tags.ts'

/** Every route of the BFF below `/api`, by method and path. */
export const routes = {
  ...sessionRoutes,
  ...customerRoutes,
  ...fieldRoutes,
  ...phoneRoutes,
  ...lookRoutes,
  ...tagRoutes,
  ...noteRoutes,
  ...pipelineRoutes,
  ...orderRoutes,
  ...scriptRoutes,
  ...materialRoutes,
  ...sendRoutes,
  ...deskRoutes,
} as const

export type RouteKey = keyof typeof routes
export type RouteInput<Key extends RouteKey> = InputOf<(typeof routes)[Key]>
export type RouteReply<Key extends RouteKey> = ReplyOf<(typeof routes)[Key]>
