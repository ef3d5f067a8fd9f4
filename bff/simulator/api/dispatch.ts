import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Faults } from '../faults.ts'
import { failure, Refusal, refuse } from '../refusal.ts'
import { accessEndpoints } from './access.ts'
import { contactEndpoints } from './contacts.ts'
import { directoryEndpoints } from './directory.ts'
import { groupEndpoints } from './groups.ts'
import { FileAnswer, text, type ApiRequest, type Endpoint, type Json, type Services } from './endpoint.ts'
import { mediaEndpoints } from './media.ts'
import { readRequest } from './read-request.ts'
import { tagEndpoints } from './tags.ts'

const endpoints = new Map<string, Endpoint>(
  Object.entries({ ...accessEndpoints, ...directoryEndpoints, ...contactEndpoints, ...groupEndpoints, ...tagEndpoints, ...mediaEndpoints }),
)

const root = '/simulator/wecom/cgi-bin/'
const largestBody = 64 * 1024 * 1024

/** Who may call is decided before the body is looked at. */
function admit(path: string, endpoint: Endpoint, request: ApiRequest, { vault, world }: Services): void {
  const callers = endpoint.callers ?? ['app']
  if (callers.includes('anyone')) return
  if (!callers.includes(vault.callerOf(text(request.query.access_token)))) refuse(endpoint.otherwise ?? 48002)
  if (path.startsWith('externalcontact/') && !world.corp.appMayContactCustomers) refuse(48002)
}

/**
 * WeCom's HTTP API: every answer is HTTP 200 with an envelope, only an unknown path is 404 and empty.
 * @param api encapsulated: its body parsers are its own
 */
export async function apiRoutes(
  api: FastifyInstance,
  options: { services: Services; faults: Faults; baseOf: (request: FastifyRequest) => string },
): Promise<void> {
  const { services, faults, baseOf } = options
  const { limits, logins } = services
  const { clock } = services.world
  const running = new Set<string>()
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBody }, (_, body, done) => done(null, body))

  function answer(path: string, endpoint: Endpoint, request: ApiRequest, method: string, malformed: boolean, ip: string): Json | FileAnswer {
    const warning = malformed ? '. Warning: wrong json format. ' : ''
    try {
      admit(path, endpoint, request, services)
      if (endpoint.method === 'POST' && method === 'GET') refuse(40058)
      const result = endpoint.run(request, services)
      return result instanceof FileAnswer ? result : { errcode: 0, errmsg: 'ok' + warning, ...result }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { errcode, errmsg } = failure(error.errcode, ip)
      return { errcode, errmsg: errmsg + warning, ...endpoint.empty }
    }
  }

  async function serve(path: string, endpoint: Endpoint, request: FastifyRequest): Promise<Json | FileAnswer | 'garbage' | 'cut'> {
    const { apiRequest, malformed } = await readRequest(request, baseOf(request))
    const lock = endpoint.lock && `${path} ${endpoint.lock(apiRequest)}`
    if (lock && running.has(lock)) return failure(45035, request.ip)
    const tooMany = limits.enter(path, path === 'auth/getuserinfo' && logins.isGood(text(apiRequest.query.code)))
    if (tooMany) return { ...failure(tooMany, request.ip), ...endpoint.empty }
    if (lock) running.add(lock)
    try {
      const fault = await faults.strike(path)
      if (fault?.effect === 'garbage' || fault?.effect === 'cut') return fault.effect
      if (fault?.effect === 'errcode') return { ...failure(fault.value ?? -1, request.ip), ...endpoint.empty }
      return answer(path, endpoint, apiRequest, request.method, malformed, request.ip)
    } finally {
      limits.leave(path)
      if (lock) running.delete(lock)
    }
  }

  api.route({
    method: ['GET', 'POST'],
    url: `${root}*`,
    bodyLimit: largestBody,
    async handler(request, reply) {
      const path = (request.params as { '*': string })['*']
      const started = performance.now()
      const record = (outcome: number | 'garbage' | 'cut') => faults.record(path, clock.now(), outcome, performance.now() - started)
      const endpoint = endpoints.get(path)
      if (!endpoint) {
        record(404)
        return reply.code(404).send()
      }
      const result = await serve(path, endpoint, request)
      record(typeof result === 'string' ? result : result instanceof FileAnswer ? 0 : Number(result.errcode))
      return send(reply, result)
    },
  })
}

function send(reply: FastifyReply, result: Json | FileAnswer | 'garbage' | 'cut'): FastifyReply {
  if (result === 'cut') {
    reply.hijack()
    reply.raw.destroy()
    return reply
  }
  if (result === 'garbage') return reply.type('text/html').send('<html><body>Bad Gateway')
  if (!(result instanceof FileAnswer)) return reply.type('application/json; charset=UTF-8').send(JSON.stringify(result))
  if (result.contentRange) void reply.code(206).header('content-range', result.contentRange)
  return reply
    .header('content-disposition', `attachment; filename="${encodeURIComponent(result.fileName)}"`)
    .type('application/octet-stream')
    .send(result.bytes)
}
