import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import fastify, { type FastifyInstance } from 'fastify'
import { ulid } from 'ulid'
import type { Config } from '../config.ts'
import type { Store } from '../db/index.ts'
import { answerError } from './error-envelope.ts'
import { logError } from './log-error.ts'
import { unreadRequests } from './unread.ts'

declare module 'fastify' {
  interface FastifyInstance {
    config: Config
    store: Store
    clock(): Date
  }
}

/** One list of what never reaches a log. */
const REDACTED = ['req.headers.authorization', 'req.headers.cookie', '*.secret', '*.access_token', '*.mobile', '*.phone', '*.token']
const BODY_LIMIT_BYTES = 64 * 1024
/** Where a reverse proxy of ours stands. What comes from elsewhere is believed nothing about itself, however many addresses it names. */
const OUR_PROXIES = 'loopback,linklocal,uniquelocal'

const newRequestId = () => `${ulid().slice(2, 10).toLowerCase()}-${randomBytes(2).toString('hex')}`

/**
 * An instance with our request ids, logs and schema rules; no routes yet.
 * @param log takes the lines of the log, standard output unless told
 */
export function createInstance(config: Config, log?: { write(line: string): void }): FastifyInstance {
  const unread = unreadRequests(newRequestId)
  const app = fastify({
    http: { requireHostHeader: false },
    clientErrorHandler: unread.onClientError,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustProxy && OUR_PROXIES,
    frameworkErrors: answerError,
    requestIdHeader: false,
    genReqId: newRequestId,
    routerOptions: { maxParamLength: 200 },
    logger: {
      level: config.logLevel,
      redact: REDACTED,
      serializers: {
        req: ({ method, url, id }: { method: string; url: string; id: string }) => ({ method, path: url.split('?', 1)[0], id }),
        err: logError,
      },
      ...(log && { stream: log }),
    },
  })
  // One schema per route, whatever the content type: JSON is the only one.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? strict : coercing).compile(schema))
  app.decorate('config', config)
  unread.guard(app)
  void app.register(cookie)
  return app
}

const AJV = { allErrors: false, useDefaults: true, removeAdditional: false, strict: false } as const
/** A body says numbers as numbers; a query string can only say text. */
const strict = addFormats.default(new Ajv({ ...AJV, coerceTypes: false }))
const coercing = addFormats.default(new Ajv({ ...AJV, coerceTypes: true }))
