import { and, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { syncCustomer } from '../../features/customers/index.ts'
import { readEmployee } from '../../features/login/who-is.ts'
import { who } from './contacts.ts'
import { demoCorp } from './corp.ts'
import { customers, slugs, type Slug } from './customers.ts'
import { scripts } from './scripts.ts'
import { seedContent, SOURCE, type People } from './seed-content.ts'
import { seedFields } from './seed-fields.ts'
import { seedHistory } from './seed-history.ts'
import { seedOrders } from './seed-orders.ts'
import { settleActivity } from './settle-activity.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Demo only, with an empty database: resolves when the customers are there, some time after the server began to listen. Never rejects. */
    demoFilled?: Promise<void>
  }
}

const SERVICE_DEPARTMENT = 5

/**
 * Fills an empty database for the demo's corp. Pipeline, scripts and materials are there at once; employees and customers are read from the
 * simulator as from WeCom, so they come once the server listens: wait for `app.demoFilled`. A database with anything in it is left alone.
 */
export async function seedDemo(app: FastifyInstance): Promise<void> {
  if (await isEmpty(app, 'pipelines')) await seedContent(app)
  if (!(await isEmpty(app, 'customers'))) return
  let settle: (() => void) | undefined
  app.decorate('demoFilled', new Promise<void>((resolve) => (settle = resolve)))
  app.addHook('onListen', async () => {
    if (await isEmpty(app, 'customers')) await seedPeople(app).catch((error: unknown) => app.log.error({ err: error }, 'demo not filled'))
    settle?.()
  })
}

async function isEmpty({ store, config }: FastifyInstance, name: 'pipelines' | 'customers'): Promise<boolean> {
  const table = store.tables[name]
  return (await store.read.$count(table, eq(table.corpId, config.wecom.corpId))) === 0
}

async function seedPeople(app: FastifyInstance): Promise<void> {
  const began = performance.now()
  const { store, config, clock } = app
  const { tables } = store
  const now = clock()
  const people = await readPeople(app)
  await handOutScripts(app, people)

  const customerOf = new Map<Slug, string>()
  for (const slug of slugs) {
    const customerId = customers[slug].history && (await syncCustomer(app, who[slug]))
    if (customerId) customerOf.set(slug, customerId)
  }
  const into = { corpId: config.wecom.corpId, timeZone: config.timeZone, now, employeeOf: people.employeeOf, ...(await readContent(app)) }
  for (const [slug, customerId] of customerOf) {
    const { history } = customers[slug]
    if (history) await store.write((tx) => seedHistory(tx, tables, { ...into, customerId }, history))
  }
  await store.write((tx) => seedFields(tx, tables, { ...into, customerOf, phoneKey: config.phoneKey }))
  await store.write((tx) => seedOrders(tx, tables, { ...into, customerOf }))
  await store.write((tx) => settleActivity(tx, tables, customerOf.values()))
  app.log.info({ customers: customerOf.size, ms: Math.round(performance.now() - began) }, 'demo filled')
}

/** All members in range, as if each had signed in once; the service team is marked before, as its role follows from it. */
async function readPeople(app: FastifyInstance): Promise<People> {
  const { store, config, clock } = app
  const { teams } = store.tables
  const { corpId } = config.wecom
  const employeeOf = new Map<string, string>()
  const members = demoCorp(clock()).employees.filter(({ visible, contactsCustomers }) => visible && contactsCustomers)
  for (const { userId } of members) {
    employeeOf.set(userId, await readEmployee(app, { corpId, userId, adminUserIds: config.adminUserIds, now: clock() }))
    if (employeeOf.size > 1) continue
    await store.write(
      async (tx) =>
        void (await tx
          .update(teams)
          .set({ kind: 'service' })
          .where(and(eq(teams.corpId, corpId), eq(teams.departmentId, SERVICE_DEPARTMENT)))),
    )
  }
  const rows = await store.read.select({ id: teams.id, departmentId: teams.departmentId }).from(teams).where(eq(teams.corpId, corpId))
  return { employeeOf, teamOf: new Map(rows.map(({ id, departmentId }) => [departmentId, id])) }
}

async function handOutScripts({ store, config }: FastifyInstance, { teamOf, employeeOf }: People): Promise<void> {
  const { scripts: table } = store.tables
  await store.write(async (tx) => {
    for (const { key, departmentId, userId } of scripts) {
      if (!departmentId && !userId) continue
      const whose = { teamId: departmentId ? (teamOf.get(departmentId) ?? null) : null, employeeId: userId ? (employeeOf.get(userId) ?? null) : null }
      await tx
        .update(table)
        .set(whose)
        .where(and(eq(table.corpId, config.wecom.corpId), eq(table.source, SOURCE), eq(table.sourceId, key)))
    }
  })
}

async function readContent({ store: { read, tables }, config }: FastifyInstance) {
  const { scripts: scriptTable, materials, stages, lostReasons } = tables
  const { corpId } = config.wecom
  const keyed = [
    ...(await read
      .select({ key: scriptTable.sourceId, id: scriptTable.id, title: scriptTable.title })
      .from(scriptTable)
      .where(and(eq(scriptTable.corpId, corpId), eq(scriptTable.source, SOURCE)))),
    ...(await read
      .select({ key: materials.sourceId, id: materials.id, title: materials.title })
      .from(materials)
      .where(and(eq(materials.corpId, corpId), eq(materials.source, SOURCE)))),
  ]
  const stageRows = await read
    .select({ id: stages.id, name: stages.name, pipelineId: stages.pipelineId, kind: stages.kind })
    .from(stages)
    .where(eq(stages.corpId, corpId))
  const reasonRows = await read.select({ id: lostReasons.id, text: lostReasons.text }).from(lostReasons).where(eq(lostReasons.corpId, corpId))
  return {
    contentOf: new Map(keyed.map(({ key, id, title }) => [key, { id, title }])),
    stageOf: new Map(stageRows.map((row) => [row.name, row])),
    lostReasonOf: new Map(reasonRows.map(({ id, text }) => [text, id])),
  }
}
