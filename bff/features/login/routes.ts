import { randomBytes } from 'node:crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../errors.ts'
import { isOfDatabaseGone } from '../../http/error-envelope.ts'
import { handle } from '../../http/handle.ts'
import { hashOf } from '../../http/session.ts'
import { WecomError } from '../../wecom/errors.ts'
import { readEmployee } from './who-is.ts'

const STATE_MS = 10 * 60_000
/** A failure is told by the page that the browser is sent to, at once. */
const FAILURE_SECONDS = 60
/** Where a login may lead back to: exactly these. */
const RETURN_TO = new Set(['/sidebar/'])

const LOGIN_FAILURES = ['login_expired', 'not_a_member', 'not_in_range', 'wecom_failed'] as const
type LoginFailure = (typeof LOGIN_FAILURES)[number]

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers with the way to WeCom's login page, from where the browser comes back to `/auth/callback`. */
    startLogin(reply: FastifyReply, returnTo: string): Promise<FastifyReply>
    /** Why the login that this browser just came from failed, and for whom where the range is the reason; told once. */
    takeLoginFailure(request: FastifyRequest, reply: FastifyReply): { failure: LoginFailure; userId?: string } | undefined
  }
}

/** WeCom's ids of members. */
const USER_ID = /^[\w.@-]{1,64}$/

/** `[a-zA-Z0-9]` only: WeCom refuses other characters in a state. */
const randomState = () => randomBytes(24).toString('hex')
const RANDOM_STATE = /^[0-9a-f]{48}$/

/** Login through WeCom's OAuth, and the signed-in employee. */
export async function loginRoutes(app: FastifyInstance) {
  const { store, config, clock, wecom } = app
  const { loginStates } = store.tables
  const secure = config.publicUrl.startsWith('https:')
  const kept = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const
  const cookie = { name: secure ? '__Host-kebian-login' : 'kebian-login', options: { ...kept, maxAge: STATE_MS / 1000 } }
  const failureCookie = { name: secure ? '__Host-kebian-failure' : 'kebian-failure', options: { ...kept, maxAge: FAILURE_SECONDS } }

  app.decorate('startLogin', async (reply: FastifyReply, returnTo: string) => {
    const [state, now] = [randomState(), clock()]
    // Pages that open at once share the browser's secret: a later login must not make an earlier one fail.
    const known = reply.request.cookies[cookie.name]
    const browser = known && RANDOM_STATE.test(known) ? known : randomState()
    await store.write(async (tx) => {
      await tx.delete(loginStates).where(lt(loginStates.expiresAt, now))
      await tx
        .insert(loginStates)
        .values({ stateHash: hashOf(state, config), browserHash: hashOf(browser, config), returnTo, expiresAt: new Date(now.getTime() + STATE_MS) })
    })
    reply.setCookie(cookie.name, browser, cookie.options)
    return reply.header('cache-control', 'no-store').redirect(wecom.authorizeUrl({ redirectUri: `${config.publicUrl}/auth/callback`, state }))
  })

  app.get<{ Querystring: { to?: string } }>('/auth/login', { schema: { hide: true } }, async (request, reply) => {
    const { to = '/sidebar/' } = request.query
    return app.startLogin(reply, RETURN_TO.has(to) ? to : '/sidebar/')
  })

  app.get<{ Querystring: { code?: string; state?: string } }>('/auth/callback', { schema: { hide: true } }, async (request, reply) => {
    const returnTo = await takeState(request)
    if (!returnTo) return failed(reply, 'login_expired')
    let userId: string | undefined
    try {
      userId = (await wecom.userOfCode(String(request.query.code ?? ''))).userId
      if (!userId) return failed(reply, 'not_a_member')
      const employeeId = await readEmployee(app, { corpId: config.wecom.corpId, userId, adminUserIds: config.adminUserIds, now: clock() })
      await app.openSession(reply, { corpId: config.wecom.corpId, employeeId })
    } catch (error) {
      if (isOfDatabaseGone(error)) throw error
      request.log.warn({ err: error }, 'login failed')
      return failed(reply, failureOf(error), userId)
    }
    return reply.header('cache-control', 'no-store').redirect(returnTo)
  })

  /** A state works once, in the browser that began, for ten minutes. */
  async function takeState(request: FastifyRequest<{ Querystring: { state?: string } }>): Promise<string | undefined> {
    const browser = request.cookies[cookie.name]
    const { state } = request.query
    if (typeof state !== 'string' || !browser) return undefined
    const [taken] = await store.write((tx) =>
      tx
        .delete(loginStates)
        .where(and(eq(loginStates.stateHash, hashOf(state, config)), eq(loginStates.browserHash, hashOf(browser, config)), gt(loginStates.expiresAt, clock())))
        .returning({ returnTo: loginStates.returnTo }),
    )
    return taken?.returnTo
  }

  /** By redirect, so that no page stands at an address with a code in it. */
  const failed = (reply: FastifyReply, failure: LoginFailure, userId?: string) =>
    reply
      .setCookie(failureCookie.name, failure === 'not_in_range' && userId ? `${failure}:${userId}` : failure, failureCookie.options)
      .header('cache-control', 'no-store')
      .redirect('/sidebar/')

  app.decorate('takeLoginFailure', (request: FastifyRequest, reply: FastifyReply) => {
    const told = request.cookies[failureCookie.name]
    if (told !== undefined) reply.clearCookie(failureCookie.name, failureCookie.options)
    const [code, userId = ''] = told?.split(':', 2) ?? []
    const failure = LOGIN_FAILURES.find((one) => one === code)
    return failure && { failure, ...(USER_ID.test(userId) && { userId }) }
  })

  handle(app, 'GET /me', async (_input, { me }) => ({ employeeId: me.employeeId, userId: me.userId, name: me.name, role: me.role }))

  handle(app, 'DELETE /session', async (_input, { request, reply }) => {
    await app.endSession(request, reply)
    return { signedOut: true as const }
  })
}

function failureOf(error: unknown): LoginFailure {
  if (error instanceof AppError && error.code === 'forbidden') return 'not_in_range'
  return error instanceof WecomError && error.hint === 'login_code_used' ? 'login_expired' : 'wecom_failed'
}
