import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { apiRoutes } from './api/dispatch.ts'
import type { Services } from './api/endpoint.ts'
import { createClock } from './clock.ts'
import { controlRoutes } from './control/routes.ts'
import type { DemoCorp } from './corp.ts'
import type { Crowd } from './crowd.ts'
import { createCursors } from './cursors.ts'
import { avatar } from './demo/avatars.ts'
import { createFaults } from './faults.ts'
import { createGroupTalk } from './group-talk.ts'
import { loginPage } from './login-page.ts'
import { createLogins } from './logins.ts'
import { createMediaShelf } from './media-shelf.ts'
import { createRateLimits } from './rate-limits.ts'
import { createTranscripts } from './transcripts.ts'
import { createVault } from './vault.ts'
import { createWorld } from './world.ts'

export interface SimulatorOptions {
  corp: DemoCorp
  /** Its customers and groups, when they are not the ones written in the corp. */
  crowd?: Crowd
  now?: () => Date
  /** Origin for addresses in answers (avatars); the one of the request unless told. */
  publicBase?: string
  /** Hosts, port included, that count as the app's trusted domains beside loopback and publicBase. */
  trustedHosts?: string[]
  /** Caps every page of a cursor list, so that tests see many. */
  pageAtMost?: number
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** WeCom's server side in memory: its API and login page below /simulator/wecom, its control below /simulator/api. See README.md for what it leaves out. */
export const simulator: FastifyPluginAsync<SimulatorOptions> = async (app, options) => {
  const { now = () => new Date(), publicBase, trustedHosts = [], pageAtMost = Infinity } = options
  const clock = createClock(now)
  const world = createWorld(options.corp, clock, options.crowd)
  const vault = createVault(world.corp, clock)
  const logins = createLogins(clock)
  const faults = createFaults()
  const trusted = new Set([...trustedHosts, ...(publicBase ? [new URL(publicBase).host] : [])])
  const services: Services = {
    world,
    vault,
    logins,
    shelf: createMediaShelf(clock),
    transcripts: createTranscripts(world.corp),
    groupTalk: createGroupTalk(world.corp.groups),
    page: createCursors(pageAtMost),
    redirectDomain: [...trusted][0] ?? '',
    limits: createRateLimits(clock),
  }
  const trusts = (host: string): boolean => loopback.test(host) || trusted.has(host)
  const baseOf = (request: FastifyRequest): string => publicBase ?? `${request.protocol}://${request.host}`

  app.addHook('preClose', async () => faults.close())
  loginPage(app, { world, logins, trusts })
  await app.register(apiRoutes, { services, faults, baseOf })
  await app.register(controlRoutes, { prefix: '/simulator/api', services, faults, trusts })
  app.get('/simulator/avatars/:name', (request, reply) => {
    const svg = avatar((request.params as { name: string }).name.replace(/\.svg$/, ''))
    if (!svg) return reply.code(404).send()
    return reply.type('image/svg+xml; charset=utf-8').header('cache-control', 'public, max-age=86400').send(svg)
  })
}
