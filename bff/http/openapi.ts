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
      transform: ({ schema, url, route }) => ({ url, schema: withErrors(schema, route.config?.routeKey && routes[route.config.routeKey]) }),
    })
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  },
  { name: 'openapi' },
)

function withErrors(schema: FastifySchema, contract: RouteContract | undefined): FastifySchema {
  if (!contract) return schema
  const codesOf = new Map<number, ErrorCode[]>()
  for (const code of new Set(errorsOf(contract))) codesOf.set(ERROR_STATUS[code], [...(codesOf.get(ERROR_STATUS[code]) ?? []), code])
  const errors = [...codesOf].map(([status, codes]) => [status, { ...ErrorEnvelope, description: codes.join(', ') }])
  const header = contract.effect === 'key' ? { headers: IDEMPOTENCY_HEADER } : {}
  const file = contract.binary ? { 200: { type: 'string', format: 'binary', description: 'the file' } } : {}
  return { ...schema, ...header, response: { ...file, ...(schema.response as object), ...Object.fromEntries(errors) } }
}

const IDEMPOTENCY_HEADER = {
  type: 'object',
  required: ['idempotency-key'],
  properties: { 'idempotency-key': { type: 'string', description: 'a ULID; the same key gives the same answer and one effect, for 30 days' } },
}

/** What any route of its kind may answer, and what the contract adds. */
const errorsOf = ({ reach, effect, body, errors = [] }: RouteContract): ErrorCode[] => [
  'bad_request',
  'rate_limited',
  'internal',
  ...(reach === 'public' ? [] : (['unauthenticated'] as const)),
  ...(reach.includes('.') ? (['not_found'] as const) : []),
  ...(reach.endsWith('.write') ? (['read_only'] as const) : []),
  ...(reach === 'stage.write' ? (['forbidden'] as const) : []),
  ...(effect === 'key' ? (['key_reused'] as const) : []),
  ...(body ? (['too_large', 'unsupported_media'] as const) : []),
  ...errors,
]
