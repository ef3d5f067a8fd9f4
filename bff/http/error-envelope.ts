import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { ErrorCode } from '../../shared/contracts/error.ts'
import { isDatabaseGone } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { WecomError } from '../wecom/errors.ts'
import { knownMethods } from './known-methods.ts'

/** The only place where an error becomes an answer. */
export const errorEnvelope = fp(
  async (app: FastifyInstance) => {
    app.setErrorHandler<FastifyError>(answerError)
    const methodsOf = knownMethods(app)
    app.setNotFoundHandler((request, reply) => {
      const methods = methodsOf(request.url.split('?', 1)[0] ?? '')
      // a route of this method may find nothing itself: a file that is not there
      if (methods.length === 0 || methods.includes(request.method)) return sendError(request, reply, new AppError('not_found', 'nothing here'))
      return sendError(request, reply.header('allow', methods.join(', ')), new AppError('method_not_allowed', `this address takes ${methods.join(', ')}`))
    })
  },
  { name: 'error-envelope' },
)

/** The answer to an error, also to one before there is a route: an address that cannot be decoded. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = asAppError(error)
  if (error instanceof WecomError) request.log.warn({ errcode: error.errcode, api: error.api, ...(error.ip && { ip: error.ip }) }, 'WeCom call failed')
  else if (isOfDatabaseGone(error)) request.log.error({ err: error }, 'the database does not answer')
  else if (known.code === 'internal') request.log.error({ err: error }, 'unexpected error')
  return sendError(request, reply, known)
}

/** Answers with the one envelope of errors. */
function sendError(request: FastifyRequest, reply: FastifyReply, { code, message, details, status }: AppError) {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error: { code, message, requestId: request.id, ...(details && { details }) } })
}

const STATUS_CODE = new Map<number, ErrorCode>([
  [400, 'bad_request'],
  [403, 'not_found'],
  [404, 'not_found'],
  [405, 'method_not_allowed'],
  [413, 'too_large'],
  [414, 'too_large'],
  [415, 'unsupported_media'],
  [429, 'rate_limited'],
  [503, 'unavailable'],
])

/** What has a status is Fastify's own: a caller who hung up, or WeCom out of reach, breaks lines as a database does. */
export const isOfDatabaseGone = (error: unknown): boolean =>
  !(error instanceof WecomError) && !(error instanceof Error && 'statusCode' in error) && isDatabaseGone(error)

function asAppError(error: FastifyError | AppError | WecomError): AppError {
  if (error instanceof AppError) return error
  if (error instanceof WecomError)
    return new AppError(
      error.kind === 'network' ? 'unavailable' : 'wecom_failed',
      'WeCom did not do it',
      error.errcode === undefined ? undefined : { errcode: error.errcode, ...(error.ip && { ip: error.ip }) },
    )
  if (isOfDatabaseGone(error)) return new AppError('unavailable', 'the database does not answer')
  if (error.validation)
    return new AppError('bad_request', `${error.validationContext ?? 'request'} is not as the contract says`, { problems: error.validation.map(problem) })
  const code = error.statusCode === undefined ? undefined : STATUS_CODE.get(error.statusCode)
  if (code) return new AppError(code, MESSAGES[code] ?? code)
  if (error.statusCode !== undefined && error.statusCode < 500) return new AppError('bad_request', 'the request cannot be read')
  return new AppError('internal', 'something went wrong on our side')
}

const MESSAGES: Partial<Record<ErrorCode, string>> = {
  bad_request: 'the request cannot be read',
  not_found: 'nothing here',
  too_large: 'the request is too large',
  unsupported_media: 'send application/json',
  rate_limited: 'too many requests',
  unavailable: 'not available right now',
}

/** Where and what, without the value that was sent. */
const problem = ({ instancePath, keyword, message }: { instancePath: string; keyword: string; message?: string }) => ({ at: instancePath, keyword, message })
