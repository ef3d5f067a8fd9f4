import type { FastifyInstance } from 'fastify'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { handle } from '../../http/handle.ts'
import { listCategories, listScripts, readScript } from './list-scripts.ts'

/** Scripts within reach: by category, by words, one. */
export async function scriptRoutes(app: FastifyInstance) {
  handle(app, 'GET /script-categories', async (_input, { read, tables, me }) => {
    const categories = await listCategories({ read, tables }, me)
    return { categories, total: categories.reduce((total, { count }) => total + count, 0) }
  })

  handle(app, 'GET /scripts', async ({ query }, { read, tables, me }) => {
    const { scripts, total, nextCursor } = await listScripts({ read, tables }, me, query)
    return { scripts: scripts.map(presentScript), total, ...(nextCursor && { nextCursor }) }
  })

  handle(app, 'GET /scripts/:scriptId', async ({ params }, { read, tables, me }) => presentScript(await readScript({ read, tables }, me, params.scriptId)))
}

const presentScript = ({ id, title, category, scope, usedCount, messages }: Awaited<ReturnType<typeof readScript>>): RouteReply<'GET /scripts/:scriptId'> => ({
  scriptId: id,
  title,
  category,
  scope,
  usedCount,
  messages: messages.map(({ kind, text }) => ({ kind, text })),
})
