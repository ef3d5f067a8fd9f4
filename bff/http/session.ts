import { createHmac, randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import type { Me } from './me.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requireSession`. */
    me: Me
    sessionHash: string
  }
  interface FastifyInstance {
    /** An onRequest hook. @throws AppError `unauthenticated`; `other_employee` where the request names another one than the session is of */
    requireSession(request: FastifyRequest): Promise<void>
    /** Whether the request carries a good session; sets `me` like requireSession. */
    hasSession(request: FastifyRequest): Promise<boolean>
    openSession(reply: FastifyReply, employee: { corpId: string; employeeId: string }): Promise<void>
    endSession(request: FastifyRequest, reply: FastifyReply): Promise<void>
  }
}

/** Without a call for so long, a session ends. */
const IDLE_MS = 12 * 3600_000
/** However much it is used: who somebody is and what they may do is read from WeCom at login, which nobody has to type anything for. */
const LONGEST_MS = 24 * 3600_000
/** A session in use is renewed at most so often. */
const RENEW_MS = 5 * 60_000

/** What is kept of a secret that a browser holds: keyed with SESSION_SECRET, so that a copy of the database opens no session. */
export const hashOf = (token: string, { sessionSecret }: Pick<Config, 'sessionSecret'>) => createHmac('sha256', sessionSecret).update(token).digest('hex')

/** Sessions: an opaque random cookie, its hash in the database, revocable at any time. */
export const session = fp(
  async (app: FastifyInstance) => {
    const { store, config, clock } = app
    const { sessions, employees } = store.tables
    const secure = config.publicUrl.startsWith('https:')
    const cookieName = secure ? '__Host-kebian' : 'kebian'
    const cookieOptions = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const

    const findSession = store.read
      .select({
        createdAt: sessions.createdAt,
        renewedAt: sessions.renewedAt,
        expiresAt: sessions.expiresAt,
        corpId: employees.corpId,
        employeeId: employees.id,
        userId: employees.userId,
        name: employees.name,
        role: employees.role,
        teamId: employees.teamId,
        ledTeamIds: employees.ledTeamIds,
      })
      .from(sessions)
      .innerJoin(employees, eq(employees.id, sessions.employeeId))
      .where(and(eq(sessions.tokenHash, sql.placeholder('tokenHash')), eq(employees.active, true)))
      .prepare()

    app.decorateRequest('me')
    app.decorateRequest('sessionHash', '')

    app.decorate('hasSession', async (request: FastifyRequest) => {
      const token = request.cookies[cookieName]
      if (!token || token.length > 100) return false
      const tokenHash = hashOf(token, config)
      const now = clock()
      const [found] = await findSession.execute({ tokenHash })
      if (!found) return false
      const { createdAt, renewedAt, expiresAt, ...me } = found
      if (expiresAt <= now || now.getTime() - createdAt.getTime() >= LONGEST_MS) return false
      request.me = me
      request.sessionHash = tokenHash
      if (now.getTime() - renewedAt.getTime() > RENEW_MS) renew(tokenHash, now, request)
      return true
    })

    app.decorate('requireSession', async (request: FastifyRequest) => {
      if (!(await app.hasSession(request))) throw new AppError('unauthenticated', 'sign in first')
      // another tab may have logged somebody else in: what is asked and written in this one's name must not become theirs
      const meant = request.headers['kebian-employee']
      if (meant !== undefined && meant !== request.me.employeeId) throw new AppError('other_employee', 'the session is of another employee by now')
    })

    app.decorate('openSession', async (reply: FastifyReply, { corpId, employeeId }: { corpId: string; employeeId: string }) => {
      const token = randomBytes(32).toString('base64url')
      const now = clock()
      await store.write(async (tx) => {
        await tx
          .insert(sessions)
          .values({ tokenHash: hashOf(token, config), corpId, employeeId, createdAt: now, renewedAt: now, expiresAt: new Date(now.getTime() + IDLE_MS) })
      })
      reply.setCookie(cookieName, token, cookieOptions)
    })

    app.decorate('endSession', async (request: FastifyRequest, reply: FastifyReply) => {
      await store.write(async (tx) => void (await tx.delete(sessions).where(eq(sessions.tokenHash, request.sessionHash))))
      reply.clearCookie(cookieName, cookieOptions)
    })

    /** Beside the request, which need not wait for it. */
    function renew(tokenHash: string, now: Date, request: FastifyRequest) {
      store
        .write(
          async (tx) =>
            void (await tx
              .update(sessions)
              .set({ renewedAt: now, expiresAt: new Date(now.getTime() + IDLE_MS) })
              .where(eq(sessions.tokenHash, tokenHash))),
        )
        .catch((error: unknown) => request.log.warn({ err: error }, 'session not renewed'))
    }
  },
  { name: 'session', dependencies: ['store', '@fastify/cookie'] },
)
