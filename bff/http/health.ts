import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { AppError } from '../errors.ts'

/** /healthz: the process answers. /readyz: it can do its work. */
export const healthRoutes = fp(async (app: FastifyInstance) => {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  const quiet = { schema: { hide: true }, logLevel: 'warn' } as const
  app.get('/healthz', quiet, async () => ({ ok: true }))
  app.get('/readyz', quiet, async () => {
    if (stopping) throw new AppError('unavailable', 'stopping')
    await app.store.ping().catch(() => {
      throw new AppError('unavailable', 'the database does not answer')
    })
    return { ok: true }
  })
})

const HEALTH = new Set(['/healthz', '/readyz', '/metrics'])

/** For a process that only works on jobs: no pages, no API. The demo's simulated WeCom stays, since the jobs call it. */
export const onlyHealth = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', async (request) => {
    const { url = '' } = request.routeOptions
    if (!HEALTH.has(url) && !(app.config.mode === 'demo' && url.startsWith('/simulator/'))) throw new AppError('not_found', 'nothing here')
  })
})
