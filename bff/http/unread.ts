import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { ERROR_STATUS, type ErrorCode } from '../../shared/contracts/error.ts'
import { AppError } from '../errors.ts'

type Why = { code: ErrorCode; phrase: string; message: string }

const UNREADABLE: Why = { code: 'bad_request', phrase: 'Bad Request', message: 'the request cannot be read' }
const WHY = new Map<string | undefined, Why>([
  ['HPE_HEADER_OVERFLOW', { code: 'headers_too_large', phrase: 'Request Header Fields Too Large', message: 'the address and headers are too large' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { code: 'timed_out', phrase: 'Request Timeout', message: 'the request did not arrive in time' }],
])
const TUNNEL: Why = { code: 'method_not_allowed', phrase: 'Method Not Allowed', message: 'this server opens no tunnels' }

/** A caller gets this long to take the answer; closing at once, with words of theirs unread, would lose it on the way. */
const LINGER_MS = 1000

/**
 * What Node answers on its own, before there is a request for a route or its error handler, in words of its own: here in the one envelope of errors.
 * `onClientError` is Fastify's `clientErrorHandler`; `guard` takes the rest, on an instance with Node's `requireHostHeader` off.
 */
export function unreadRequests(newRequestId: () => string) {
  function refuse(app: FastifyInstance, socket: Socket, why: Why, nodeCode?: string): void {
    const requestId = newRequestId()
    // Node takes its own listener off before it hands on a tunnel; an error that nobody hears would end the server.
    socket.on('error', () => socket.destroy())
    // Never the error itself: it carries what was sent, cookies and codes among it.
    app.log.info({ reqId: requestId, code: nodeCode }, 'request refused unread')
    socket.end(answerOf(why, requestId))
    setTimeout(() => socket.destroy(), LINGER_MS).unref()
  }

  function onClientError(this: FastifyInstance, error: Error & { code?: string }, socket: Socket): void {
    if (error.code === 'ECONNRESET' || isAnswering(socket)) return void socket.destroy()
    // Words that come after the answer has begun are not answered again.
    if (socket.writable) refuse(this, socket, WHY.get(error.code) ?? UNREADABLE, error.code)
  }

  /** CONNECT gets an answer instead of a closed line, an expectation that we do not know is passed over, as HTTP allows, and a host has to be named. */
  function guard(app: FastifyInstance): void {
    app.addHook('onRequest', (request, _reply, done) => done(namesHost(request.raw) ? undefined : new AppError('bad_request', 'the request names no host')))
    app.server.on('connect', (_request: IncomingMessage, socket: Socket) => refuse(app, socket, TUNNEL))
    app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => void app.server.emit('request', request, response))
  }

  return { onClientError, guard }
}

/** Node's own check (`requireHostHeader`) is off, since its answer has no words. */
const namesHost = ({ httpVersion, headers }: IncomingMessage) => headers.host !== undefined || httpVersion !== '1.1'

/** Whether an answer is on its way already, which other bytes would damage. Node asks the same of itself. */
function isAnswering(socket: Socket): boolean {
  const { _httpMessage: answer } = socket as Socket & { _httpMessage?: ServerResponse | null }
  return answer?.headersSent ?? false
}

function answerOf({ code, phrase, message }: Why, requestId: string): string {
  const body = JSON.stringify({ error: { code, message, requestId } })
  const head = [
    `HTTP/1.1 ${ERROR_STATUS[code]} ${phrase}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    "content-security-policy: default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options: nosniff',
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
