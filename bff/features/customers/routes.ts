import { and, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../errors.ts'
import { handle, handleWrite } from '../../http/handle.ts'
import { changeRelation, relationJob } from './change-relation.ts'
import { syncJob } from './sync-customer.ts'
import { chatOf } from './chat-of.ts'
import { indexTheRest } from './index-customer.ts'
import { listCustomers } from './list-customers.ts'
import { bundleLoader } from './load-bundle.ts'
import { contextOpener } from './open-context.ts'
import { presentBundle } from './present-bundle.ts'

/** The customer: whom the page is about, the profile, the relation. */
export async function customerRoutes(app: FastifyInstance) {
  const openContext = contextOpener(app)
  app.jobs.add(...relationJob(app))
  app.jobs.add(...syncJob(app))
  indexBehind(app)

  handle(app, 'POST /context', ({ body }, { me, now }) => openContext(me, body, now))

  handle(app, 'GET /customers', ({ query }, { me }) => listCustomers(app.store, me, query, app.config.phoneKey))

  handle(app, 'GET /customers/:customerId/chat', (_input, call) => chatOf(call))

  handle(app, 'GET /customers/:customerId', async (_input, { me, now, subject }) => {
    const rows = await bundleLoader(app.store).byCustomerId(me, subject.customerId)
    if (!rows) throw new AppError('not_found', 'nothing here')
    const { lookedAt } = subject
    return presentBundle(rows, { me, now, timeZone: app.config.timeZone, ...(lookedAt && { lookedAt }) })
  })

  handleWrite(app, 'PATCH /customers/:customerId/relation', async ({ body }, call) => {
    const { relation, jobId } = await changeRelation(call, body)
    const { remark, description, addWay, followedAt, version } = relation
    return { relation: { remark, description, addWay, since: followedAt.toISOString(), version }, jobId }
  })

  handle(app, 'GET /jobs/:jobId', async ({ params, query }, { me, read, tables }) => {
    const { jobs } = tables
    const find = async () => {
      const [job] = await read
        .select({ jobId: jobs.id, state: jobs.state, attempts: jobs.attempts, reason: jobs.reason })
        .from(jobs)
        .where(and(eq(jobs.id, params.jobId), eq(jobs.corpId, me.corpId), eq(jobs.employeeId, me.employeeId)))
      if (!job) throw new AppError('not_found', 'nothing here')
      return job
    }
    const until = Date.now() + (query.waitMs ?? 0)
    let job = await find()
    for (let left = until - Date.now(); job.state === 'pending' && left > 0; left = until - Date.now()) {
      await app.jobs.untilNextEnd(Math.min(left, 500))
      job = await find()
    }
    const { reason, ...rest } = job
    return reason ? { ...rest, reason } : rest
  })
}

/** Customers of an older version cannot be found by name before they are indexed: begun at the start, beside everything else. */
function indexBehind(app: FastifyInstance): void {
  let closed = false
  let running: Promise<void> | undefined
  app.addHook('onReady', async () => {
    running = indexTheRest(app.store, () => closed).catch((error: unknown) => app.log.error({ err: error }, 'customers not indexed'))
  })
  app.addHook('onClose', async () => {
    closed = true
    await running
  })
}
