import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Config } from '../config.ts'
import { demoCorp } from './demo/corp.ts'
import { seedDemo } from './demo/seed.ts'
import { simulator } from './simulator.ts'

const windowFolder = fileURLToPath(new URL('../../dist/simulator', import.meta.url))

/**
 * The settings of a demo: the simulated corp and its admin unless others are named. The server calls itself where it listens, since a public address may
 * lead through a proxy; browsers log in through the public one.
 */
export function demoConfig({
  host,
  port,
  publicUrl,
  adminUserIds,
}: Pick<Config, 'host' | 'port' | 'publicUrl' | 'adminUserIds'>): Pick<Config, 'wecom' | 'adminUserIds'> {
  const { corpId, agentId, secret } = demoCorp(new Date())
  return {
    wecom: { corpId, agentId, secret, apiBase: `http://${own(host)}:${port}/simulator/wecom`, oauthBase: `${publicUrl}/simulator/wecom` },
    adminUserIds: adminUserIds.length ? adminUserIds : ['gu_yuan'],
  }
}

const LOOPBACK_OF_ALL: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }

/** The host under which the server reaches itself. */
const own = (host: string) => LOOPBACK_OF_ALL[host] ?? (host.includes(':') ? `[${host}]` : host)

/** The simulator as part of the server: WeCom's side, the window to see it in, and what Kebian would know of the demo's corp. */
export const simulatorInApp = fp(async (app: FastifyInstance) => {
  const { config } = app
  const now = () => app.clock()
  await app.register(simulator, { corp: demoCorp(now()), now, publicBase: config.publicUrl })
  await seedDemo(app)
  keepOneAddress(app)
  nameTheBuild(app)
  app.get('/', { schema: { hide: true } }, (_, reply) => reply.redirect('/simulator/'))
  app.get('/simulator', { schema: { hide: true } }, (_, reply) => reply.redirect('/simulator/'))
  if (existsSync(windowFolder)) await app.register(fastifyStatic, { root: windowFolder, prefix: '/simulator/', decorateReply: false })
})

/** localhost and 127.0.0.1 are two origins to a browser, with two sets of cookies and settings: pages are served on the one that login comes back to. */
function keepOneAddress(app: FastifyInstance) {
  const { host } = new URL(app.config.publicUrl)
  app.addHook('onRequest', async (request, reply) => {
    const isPage = request.method === 'GET' && /^\/(simulator|sidebar)\/?(\?|$)/.test(request.url)
    if (isPage && request.host !== host) return reply.redirect(app.config.publicUrl + request.url)
  })
}

/** The window asks every second; when this changes, the sidebar was built anew or the server started anew, and it reloads. */
function nameTheBuild(app: FastifyInstance) {
  const build = String(Date.now())
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/simulator/api/')) reply.header('x-kebian-build', build)
  })
}
