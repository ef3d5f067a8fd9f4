import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import fp from 'fastify-plugin'
import type { RouteContract } from '../../shared/contracts/contract.ts'
import { ERROR_STATUS, ErrorEnvelope, type ErrorCode } from '../../shared/contracts/error.ts'
import { routes } from '../../shared/contracts/index.ts'

/** /openapi.json, from the contracts: what each route takes and answers, its errors by status, and its limits. */
export const openapi = fp(
  async (app: FastifyInstance, { requestsPerMinute }: { requestsPerMinute: number }) => {
    const limits = `At most ${requestsPerMinute} requests a minute for each employee, bodies up to ${app.initialConfig.bodyLimit} bytes.`
    await app.register(swagger, {
      openapi: { info: { title: 'Kebian', version: '0.1.0', description: `The BFF of the WeCom sales sidebar. ${limits}` } },
      transform: ({ schema, url, route }) => ({ url, schema: LOGIN[url] ?? withErrors(schema, route.config?.routeKey && routes[route.config.routeKey]) }),
    })
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  },
  { name: 'openapi' },
)

function withErrors(schema: FastifySchema, contract: RouteContract | undefined): FastifySchema {
  if (!contract) return schema
  const header = contract.reach === 'public' ? {} : { headers: contract.effect === 'key' ? WRITE_HEADERS : HEADERS }
  const description = contract.perMinute ? { description: `At most ${contract.perMinute} calls a minute for each employee.` } : {}
  const file = contract.binary ? { 200: { type: 'string', format: 'binary', description: 'the file' } } : {}
  return { ...schema, ...description, ...header, response: { ...file, ...(schema.response as object), ...byStatus(errorsOf(contract)) } }
}

/** The envelope for each status, with the codes that have it. */
function byStatus(codes: readonly ErrorCode[]) {
  const codesOf = new Map<number, ErrorCode[]>()
  for (const code of new Set(codes)) codesOf.set(ERROR_STATUS[code], [...(codesOf.get(ERROR_STATUS[code]) ?? []), code])
  return Object.fromEntries([...codesOf].map(([status, codes]) => [status, { ...ErrorEnvelope, description: codes.join(', ') }]))
}

const HEADERS = {
  type: 'object',
  properties: {
    'kebian-employee': { type: 'string', description: 'in whose name it is asked: `other_employee` where the session is of another employee by now' },
  },
}
const WRITE_HEADERS = {
  ...HEADERS,
  required: ['idempotency-key'],
  properties: {
    'idempotency-key': { type: 'string', description: 'a ULID; the same key gives the same answer and one effect, for 30 days' },
    ...HEADERS.properties,
  },
}

/** What any route may answer, whatever was asked of it. */
const ANY_ROUTE = ['bad_request', 'timed_out', 'rate_limited', 'headers_too_large', 'internal', 'unavailable'] as const

/** What any route of its kind may answer, and what the contract adds. */
const errorsOf = ({ reach, effect, body, errors = [] }: RouteContract): ErrorCode[] => [
  ...ANY_ROUTE,
  ...(reach === 'public' ? [] : (['unauthenticated', 'other_employee'] as const)),
  ...(reach.includes('.') ? (['not_found'] as const) : []),
  ...(reach.endsWith('.write') ? (['read_only'] as const) : []),
  ...(reach === 'stage.write' || reach === 'admin' ? (['forbidden'] as const) : []),
  ...(effect === 'key' ? (['key_reused'] as const) : []),
  ...(body ? (['too_large', 'unsupported_media'] as const) : []),
  ...errors,
]

const asText = (description: string) => ({ type: 'string', description })
const redirect = (description: string) => ({ 302: { type: 'null', description }, ...byStatus(ANY_ROUTE) })

/** The login is no part of the API and has no contract: a browser walks through it, and each answer sends it on. */
const LOGIN: Record<string, FastifySchema> = {
  '/auth/login': {
    summary: 'Begins the login through WeCom',
    querystring: { type: 'object', properties: { to: asText('where to go afterwards: /sidebar/, which is also where anything else leads') } },
    response: redirect("to WeCom's login page, with a state that works once, in this browser, for ten minutes"),
  },
  '/auth/callback': {
    summary: 'Where WeCom sends the browser back to',
    querystring: { type: 'object', properties: { code: asText("WeCom's, works once"), state: asText('the one given at the start') } },
    response: redirect('to the page that began, with a session as an httpOnly cookie, or to /sidebar/, which says why there is none'),
  },
}
