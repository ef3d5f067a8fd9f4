import { createHmac } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RouteContract } from '../../shared/contracts/contract.ts'
import { routes, type RouteInput, type RouteKey, type RouteReply } from '../../shared/contracts/index.ts'
import type { Reader, Tables, Writer } from '../db/index.ts'
import { AppError } from '../errors.ts'
import type { Me } from './me.ts'
import { subjectInReach, type Subject } from './reach.ts'

interface Call {
  me: Me
  now: Date
  tables: Tables
  request: FastifyRequest
  reply: FastifyReply
}

/** What a route gets beside its input. `subject` is there on routes about a customer, already checked. */
export type ReadCall = Call & { read: Reader; subject: Subject }

/** Everything is inside one transaction, which also keeps the answer under the caller's key. */
export type WriteCall = Call & { tx: Writer; subject: Subject; key: string }

/** A route under its contract: session, schema, ownership, then one call. */
export function handle<Key extends RouteKey>(
  app: FastifyInstance,
  key: Key,
  answer: (input: RouteInput<Key>, call: ReadCall) => Promise<RouteReply<Key>>,
): void {
  const contract: RouteContract = routes[key]
  addRoute(app, key, contract, async (request, reply, input) => {
    const call = callOf(app, request, reply)
    const subject = await readSubject(app, contract, request, call)
    return answer(input as RouteInput<Key>, { ...call, read: app.store.read, subject })
  })
}

/**
 * A route that changes something once per `Idempotency-Key`: the same key gives the same answer and one effect, another request under it is refused.
 * @see docs/adr/0004-idempotency-in-the-transaction.md
 */
export function handleWrite<Key extends RouteKey>(
  app: FastifyInstance,
  key: Key,
  change: (input: RouteInput<Key>, call: WriteCall) => Promise<RouteReply<Key>>,
): void {
  const contract: RouteContract = routes[key]
  const { tables } = app.store
  addRoute(app, key, contract, async (request, reply, input) => {
    const call = callOf(app, request, reply)
    const { employeeId } = call.me
    const idempotencyKey = keyOf(request)
    // keyed: a body may hold a phone, which a plain hash would give away
    const requestHash = createHmac('sha256', app.config.phoneKey)
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex')
    const result = await app.store.write(async (tx) => {
      const subject = await writeSubject(tx, tables, contract, request, call.me)
      const known = await claimKey(tx, tables, { employeeId, key: idempotencyKey, requestHash, createdAt: call.now })
      if (known) {
        app.metrics.replayed(key)
        return known.answer as RouteReply<Key>
      }
      const fresh = await change(input as RouteInput<Key>, { ...call, tx, subject, key: idempotencyKey })
      await tx
        .update(tables.idempotencyKeys)
        .set({ answer: fresh })
        .where(and(eq(tables.idempotencyKeys.employeeId, employeeId), eq(tables.idempotencyKeys.key, idempotencyKey)))
      return fresh
    })
    app.jobs.kick()
    return result
  })
}

function addRoute(
  app: FastifyInstance,
  key: RouteKey,
  contract: RouteContract,
  run: (request: FastifyRequest, reply: FastifyReply, input: unknown) => Promise<unknown>,
) {
  const [method, path] = key.split(' ') as [string, string]
  const { summary, params, query, body, reply, reach, binary, perMinute } = contract
  app.route({
    method,
    url: `/api${path}`,
    config: { routeKey: key, ...(perMinute && { rateLimit: { max: perMinute, timeWindow: '1 minute' } }) },
    schema: {
      summary,
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body: closed(body) }),
      ...(binary ? {} : { response: { 200: reply } }),
    },
    ...(reach !== 'public' && { onRequest: app.requireSession }),
    preValidation: refuseDeep,
    handler: async (request, response) => {
      response.header('cache-control', 'no-store')
      const input = { params: request.params, query: request.query, body: request.body }
      refuseUnstorable(input)
      return run(request, response, input)
    },
  })
}

/** Takes no field that the contract does not name, at any depth. */
function closed(schema: object): object {
  const { properties, items, anyOf } = schema as { properties?: Record<string, object>; items?: object; anyOf?: object[] }
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, closed(part)])),
      additionalProperties: false,
    }),
    ...(items && { items: closed(items) }),
    ...(anyOf && { anyOf: anyOf.map(closed) }),
  }
}

/** No contract nests so deep; walks that call themselves would run out of stack far below it. */
const DEEPEST = 20

/** Level by level, without calling itself. */
async function refuseDeep({ body }: FastifyRequest): Promise<void> {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) throw new AppError('bad_request', `the body is nested deeper than ${DEEPEST} levels`)
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []))
  }
}

/** What PostgreSQL cannot keep and SQLite would give back changed: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /[\0\p{Surrogate}]/u

function refuseUnstorable(value: unknown): void {
  if (typeof value === 'string' && UNSTORABLE.test(value)) throw new AppError('bad_request', 'text holds NUL or half a character')
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) refuseUnstorable(part)
}

const callOf = (app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Call => ({
  me: request.me,
  now: app.clock(),
  tables: app.store.tables,
  request,
  reply,
})

const isAboutCustomer = ({ reach }: RouteContract) => reach !== 'public' && reach !== 'employee' && reach !== 'admin'
const NO_SUBJECT: Subject = Object.freeze({ customerId: '', access: 'any' })

/** A look by somebody who neither follows nor owns the customer leaves its trace first. */
async function readSubject(app: FastifyInstance, contract: RouteContract, request: FastifyRequest, { me, now }: Call): Promise<Subject> {
  requireRole(contract, me)
  if (!isAboutCustomer(contract)) return NO_SUBJECT
  const { store } = app
  const subject = await subjectInReach(store.read, store.tables, me, contract.reach, request.params as Record<string, string>)
  if (subject.access === 'own') return subject
  const { customerId } = subject
  return { ...subject, lookedAt: await app.look({ me, customerId, now, route: String(request.routeOptions.config.routeKey) }) }
}

async function writeSubject(tx: Writer, tables: Tables, contract: RouteContract, request: FastifyRequest, me: Me): Promise<Subject> {
  requireRole(contract, me)
  return isAboutCustomer(contract) ? subjectInReach(tx, tables, me, contract.reach, request.params as Record<string, string>) : NO_SUBJECT
}

/** @throws AppError `forbidden` */
function requireRole({ reach }: RouteContract, me: Me): void {
  if (reach === 'admin' && me.role !== 'admin') throw new AppError('forbidden', 'only admins may do this')
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[0-9A-HJKMNP-TV-Z]{26}$/.test(key)) throw new AppError('bad_request', 'send a ULID in the header Idempotency-Key')
  return key
}

/** @returns the answer kept under the key, or undefined when the key is new and now ours */
async function claimKey(tx: Writer, tables: Tables, claim: { employeeId: string; key: string; requestHash: string; createdAt: Date }) {
  const { idempotencyKeys } = tables
  const [fresh] = await tx.insert(idempotencyKeys).values(claim).onConflictDoNothing().returning({ key: idempotencyKeys.key })
  if (fresh) return undefined
  const [known] = await tx
    .select({ requestHash: idempotencyKeys.requestHash, answer: idempotencyKeys.answer })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.employeeId, claim.employeeId), eq(idempotencyKeys.key, claim.key)))
  if (known?.requestHash !== claim.requestHash) throw new AppError('key_reused', 'this Idempotency-Key was used for another request')
  return known
}

declare module 'fastify' {
  interface FastifyContextConfig {
    routeKey?: RouteKey
  }
}
