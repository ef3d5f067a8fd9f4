import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Config } from './config.ts'
import { openStore } from './db/index.ts'
import { loadDemo } from './demo.ts'
import { customerRoutes } from './features/customers/routes.ts'
import { deskRoutes } from './features/desk/routes.ts'
import { fieldRoutes } from './features/fields/routes.ts'
import { loginRoutes } from './features/login/routes.ts'
import { looks } from './features/looks/index.ts'
import { lookRoutes } from './features/looks/routes.ts'
import { materialRoutes } from './features/materials/routes.ts'
import { noteRoutes } from './features/notes/routes.ts'
import { orderRoutes } from './features/orders/routes.ts'
import { domainFileRoutes } from './features/page/domain-file.ts'
import { pageRoutes, readSidebar } from './features/page/routes.ts'
import { ensurePipeline } from './features/pipelines/index.ts'
import { phoneRoutes } from './features/phones/routes.ts'
import { pipelineRoutes } from './features/pipelines/routes.ts'
import { retention } from './features/retention/nightly.ts'
import { scriptRoutes } from './features/scripts/routes.ts'
import { sendRoutes } from './features/sends/routes.ts'
import { tagRoutes } from './features/tags/routes.ts'
import { healthRoutes, onlyHealth } from './http/health.ts'
import { errorEnvelope } from './http/error-envelope.ts'
import { createInstance } from './http/foundation.ts'
import { security } from './http/security.ts'
import { session } from './http/session.ts'
import { worker } from './jobs/worker.ts'
import { metrics, metricsRoute } from './metrics/metrics.ts'
import { createWecomClient, type WecomClient } from './wecom/client.ts'
import { databaseTokenStore } from './wecom/database-token-store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    wecom: WecomClient
  }
}

export interface AppOptions {
  config: Config
  clock?: () => Date
  /** Told of every SQL statement. */
  onStatement?: (statement: string) => void
  /** Folder of the built sidebar. */
  sidebarFolder?: string
}

const SIDEBAR = fileURLToPath(new URL('../dist/sidebar', import.meta.url))

/** The only constructor of the BFF: server, tests and benchmarks use it. In demo mode it carries the simulator. */
export async function buildApp({ config: given, clock = () => new Date(), onStatement, sidebarFolder = SIDEBAR }: AppOptions): Promise<FastifyInstance> {
  const demo = given.mode === 'demo' ? await loadDemo() : undefined
  const config: Config = demo ? { ...given, ...demo.demoConfig(given) } : given
  const files = readSidebar(sidebarFolder)
  const store = await openStore({ ...config, exclusive: true, ...(onStatement && { onStatement }) })
  const app = createInstance(config)
  app.decorate('clock', clock)
  await app.register(
    fp(
      async (instance) => {
        instance.decorate('store', store)
        instance.addHook('onClose', () => store.close())
      },
      { name: 'store' },
    ),
  )
  await app.register(metrics)
  await app.register(
    fp(async (instance) => {
      const { corpId, agentId } = config.wecom
      const wecom = createWecomClient({
        ...config.wecom,
        tokens: databaseTokenStore(store, corpId, agentId),
        now: clock,
        log: instance.log,
        onCall: instance.metrics.wecomCalled,
      })
      instance.decorate('wecom', wecom)
      instance.addHook('onClose', () => wecom.close())
    }),
  )
  await app.register(errorEnvelope)
  if (config.role === 'worker') await app.register(onlyHealth)
  await app.register(security, { headStartHash: files.headStartHash })
  await app.register(session)
  await app.register(worker)
  await app.register(retention)
  await app.register(looks)
  await app.register(healthRoutes)
  await app.register(metricsRoute)
  await app.register(fp(pageRoutes), { files })
  await app.register(domainFileRoutes)
  await app.register(fp(loginRoutes))
  for (const feature of [
    customerRoutes,
    lookRoutes,
    fieldRoutes,
    phoneRoutes,
    tagRoutes,
    noteRoutes,
    pipelineRoutes,
    orderRoutes,
    scriptRoutes,
    materialRoutes,
    sendRoutes,
    deskRoutes,
  ])
    await app.register(feature)
  if (demo) await app.register(demo.simulatorInApp)
  else await ensurePipeline(store, config.wecom.corpId, clock())
  return app
}
