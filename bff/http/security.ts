import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Config } from '../config.ts'
import { openapi } from './openapi.ts'

/** Requests of one employee (or, before login, one address) within a minute. */
const REQUESTS_PER_MINUTE = 600
/** 5 makes the page 5 % smaller than 4 in the same time; above it the time grows and the page hardly shrinks. */
const BROTLI_QUALITY = 5
/** WeCom serves avatars from these. */
const IMAGE_HOSTS = ['https://*.qlogo.cn', 'https://*.qpic.cn']

/** Nobody may show the pages in a frame but those of the setting; in a demo also its own window. `'none'` holds only when it stands alone. */
function frameAncestors({ mode, frameAncestors: origins }: Config): string[] {
  const all = mode === 'demo' ? ["'self'", ...origins] : origins
  return all.length > 0 ? all : ["'none'"]
}

/** Headers, compression, rate limits and /openapi.json for everything that is registered after it. */
export const security = fp(
  async (app: FastifyInstance, { headStartHash }: { headStartHash: string }) => {
    const { config } = app
    const https = config.publicUrl.startsWith('https:')
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", `'${headStartHash}'`],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:', ...IMAGE_HOSTS],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          frameSrc: config.mode === 'demo' ? ["'self'"] : ["'none'"],
          frameAncestors: frameAncestors(config),
          baseUri: ["'none'"],
          formAction: ["'self'"],
        },
      },
      frameguard: false,
      crossOriginEmbedderPolicy: false,
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: https ? { maxAge: 15_552_000 } : false,
    })
    await app.register(compress, {
      threshold: 1024,
      encodings: ['br', 'gzip', 'identity'],
      brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    })
    await app.register(rateLimit, {
      max: REQUESTS_PER_MINUTE,
      timeWindow: '1 minute',
      hook: 'preValidation',
      // One office has one address: count people, not addresses. Files are not counted, nor is what WeCom and its window would be in the demo.
      keyGenerator: (request) => request.me?.employeeId ?? request.ip,
      allowList: ({ url }) => url.startsWith('/sidebar/assets/') || (config.mode === 'demo' && url.startsWith('/simulator/')),
    })
    await app.register(openapi, { requestsPerMinute: REQUESTS_PER_MINUTE })
  },
  { name: 'security' },
)
