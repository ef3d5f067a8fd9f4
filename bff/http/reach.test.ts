import { and, eq } from 'drizzle-orm'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../e2e/fixtures/app.ts'
import type { Reach, RouteContract } from '../../shared/contracts/contract.ts'
import { routes, type RouteKey } from '../../shared/contracts/index.ts'
import { newId } from '../db/new-id.ts'
import { seedFields } from '../features/fields/test/seed-fields.ts'
import { keepFile, readImage } from '../features/materials/index.ts'
import { who } from '../simulator/demo/contacts.ts'

/** Who calls: an owner, a follower in the service role, the owner's supervisor, an admin, another salesperson, one who was removed, nobody. */
const ACTORS = ['sales', 'service', 'supervisor', 'admin', 'foreign', 'removed', 'anonymous'] as const
type Actor = (typeof ACTORS)[number]

/** What each may do, by the reach that a contract states; 200 stands for "let through". */
const EXPECTED: Record<Reach, Record<Actor, number>> = {
  public: { sales: 200, service: 200, supervisor: 200, admin: 200, foreign: 200, removed: 200, anonymous: 200 },
  employee: { sales: 200, service: 200, supervisor: 200, admin: 200, foreign: 200, removed: 401, anonymous: 401 },
  'customer.read': { sales: 200, service: 200, supervisor: 200, admin: 200, foreign: 404, removed: 401, anonymous: 401 },
  'customer.write': { sales: 200, service: 200, supervisor: 403, admin: 403, foreign: 404, removed: 401, anonymous: 401 },
  'stage.write': { sales: 200, service: 403, supervisor: 403, admin: 403, foreign: 404, removed: 401, anonymous: 401 },
  admin: { sales: 403, service: 403, supervisor: 403, admin: 200, foreign: 403, removed: 401, anonymous: 401 },
}

/** A job belongs to the employee who made the change. */
const OWN_ONLY: Partial<Record<RouteKey, Partial<Record<Actor, number>>>> = {
  'GET /jobs/:jobId': { service: 404, supervisor: 404, admin: 404, foreign: 404 },
}

interface Ids {
  customerId: string
  opportunityId: string
  pipelineId: string
  stageId: string
  noteId: string
  taskId: string
  moveId: string
  orderId: string
  jobId: string
  fieldId: string
  phoneId: string
  tagId: string
  scriptId: string
  materialId: string
  changeId: string
  groupId: string
  employeeId: string
  teamId: string
}
interface Sample {
  params?: Record<string, string>
  body?: unknown
}

/** One good request for every route. A route without a row here is a type error, and fails the suite. */
const SAMPLES: Record<RouteKey, (ids: Ids) => Sample> = {
  'GET /me': () => ({}),
  'POST /signature': () => ({ body: { url: 'https://kebian.test/sidebar/' } }),
  'POST /signature/report': () => ({ body: { client: 'ios', outcome: 'accepted', keyword: '', address: 'https://kebian.test/sidebar/' } }),
  'POST /context': () => ({ body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } }),
  'GET /customers/:customerId': ({ customerId }) => ({ params: { customerId } }),
  'GET /customers': () => ({}),
  'GET /customers/:customerId/chat': ({ customerId }) => ({ params: { customerId } }),
  'GET /looks': () => ({}),
  'PATCH /customers/:customerId/relation': ({ customerId }) => ({ params: { customerId }, body: { version: 1, remark: '巧姐' } }),
  'GET /jobs/:jobId': ({ jobId }) => ({ params: { jobId } }),
  'GET /fields': () => ({}),
  'PUT /customers/:customerId/fields/:fieldId': ({ customerId, fieldId }) => ({ params: { customerId, fieldId }, body: { version: 0, value: '两家店' } }),
  'POST /customers/:customerId/phones/:phoneId/reveal': ({ customerId, phoneId }) => ({ params: { customerId, phoneId }, body: { use: 'show' } }),
  'GET /tag-groups': () => ({}),
  'POST /personal-tags': () => ({ body: { name: '常回头' } }),
  'PUT /customers/:customerId/tags/:tagId': ({ customerId, tagId }) => ({ params: { customerId, tagId } }),
  'DELETE /customers/:customerId/tags/:tagId': ({ customerId, tagId }) => ({ params: { customerId, tagId } }),
  'POST /customers/:customerId/notes': ({ customerId }) => ({ params: { customerId }, body: { outcome: '已报价' } }),
  'POST /customers/:customerId/notes/:noteId/undo': ({ customerId, noteId }) => ({ params: { customerId, noteId } }),
  'GET /customers/:customerId/timeline': ({ customerId }) => ({ params: { customerId } }),
  'GET /customers/:customerId/tasks': ({ customerId }) => ({ params: { customerId } }),
  'POST /tasks/:taskId/state': ({ taskId }) => ({ params: { taskId }, body: { state: 'done', version: 1 } }),
  'GET /pipelines/:pipelineId': ({ pipelineId }) => ({ params: { pipelineId } }),
  'GET /opportunities/:opportunityId/moves': ({ opportunityId }) => ({ params: { opportunityId } }),
  'POST /opportunities/:opportunityId/stage': ({ opportunityId, stageId }) => ({ params: { opportunityId }, body: { stageId, version: 2 } }),
  'POST /stage-moves/:moveId/undo': ({ moveId }) => ({ params: { moveId }, body: { version: 2 } }),
  'GET /customers/:customerId/orders': ({ customerId }) => ({ params: { customerId } }),
  'GET /orders/:orderId': ({ orderId }) => ({ params: { orderId } }),
  'GET /script-categories': () => ({}),
  'GET /scripts': () => ({}),
  'GET /scripts/:scriptId': ({ scriptId }) => ({ params: { scriptId } }),
  'GET /materials': () => ({}),
  'GET /materials/:materialId/file': ({ materialId }) => ({ params: { materialId } }),
  'POST /materials/:materialId/message': ({ materialId }) => ({ params: { materialId }, body: {} }),
  'POST /customers/:customerId/sends': ({ customerId, scriptId }) => ({ params: { customerId }, body: { scriptId, position: 1, of: 1, state: 'handed_over' } }),
  'GET /desk/pipelines': () => ({}),
  'POST /desk/pipelines': () => ({ body: { name: '渠道流程' } }),
  'PUT /desk/pipelines/:pipelineId': ({ pipelineId }) => ({ params: { pipelineId }, body: { version: 1, pipeline: PIPELINE } }),
  'PUT /desk/pipeline-order': ({ pipelineId }) => ({ body: { ids: [pipelineId], was: [pipelineId] } }),
  'GET /desk/fields': () => ({}),
  'POST /desk/fields': () => ({ body: { field: { name: '门店数', type: 'number', active: true, options: [] } } }),
  'PUT /desk/fields/:fieldId': ({ fieldId }) => ({
    params: { fieldId },
    body: { version: 9, field: { name: '门店', type: 'text', active: true, options: [] } },
  }),
  'PUT /desk/field-order': ({ fieldId }) => ({ body: { ids: [fieldId], was: [fieldId] } }),
  'GET /desk/roles': () => ({}),
  'PUT /desk/admins/:employeeId': ({ employeeId }) => ({ params: { employeeId }, body: { on: true, version: 9 } }),
  'PUT /desk/teams/:teamId': ({ teamId }) => ({ params: { teamId }, body: { kind: 'service', was: 'service' } }),
  'GET /desk/settings': () => ({}),
  'PUT /desk/settings/:key': () => ({ params: { key: 'retention_jobs_days' }, body: { value: 60, version: 0 } }),
  'POST /desk/tag-groups': () => ({ body: { name: '门店类型', tags: ['社区店'] } }),
  'PATCH /desk/tag-groups/:groupId': ({ groupId }) => ({ params: { groupId }, body: { name: '采购级别', was: '不是它' } }),
  'DELETE /desk/tag-groups/:groupId': ({ groupId }) => ({ params: { groupId } }),
  'POST /desk/tag-groups/:groupId/tags': ({ groupId }) => ({ params: { groupId }, body: { name: 'D 观望' } }),
  'PUT /desk/tag-groups/:groupId/order': ({ groupId, tagId }) => ({ params: { groupId }, body: { ids: [tagId], was: [tagId] } }),
  'PUT /desk/tag-group-order': ({ groupId }) => ({ body: { ids: [groupId], was: [groupId] } }),
  'PATCH /desk/tags/:tagId': ({ tagId }) => ({ params: { tagId }, body: { name: '老客', was: '不是它' } }),
  'DELETE /desk/tags/:tagId': ({ tagId }) => ({ params: { tagId } }),
  'GET /desk/changes': () => ({}),
  'POST /desk/changes/:changeId/undo': ({ changeId }) => ({ params: { changeId } }),
  'DELETE /session': () => ({}),
}

const PIPELINE = { name: '流程', active: true, stages: [{ name: '开始', kind: 'open', active: true }], lostReasons: [] }

/** A good request may still be too late for the state that an earlier caller left; a link has no file. */
const LET_THROUGH = new Set([200, 409, 422])
const ORDER = [...(Object.keys(SAMPLES) as RouteKey[]).filter((key) => key !== 'DELETE /session'), 'DELETE /session'] as RouteKey[]

it('has a row for every route of the contracts', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(routes).sort())
})

describe.each(['sqlite', 'postgres'] as const)('who may do what on %s', (engine) => {
  let test: TestApp
  let ids: Ids
  const cookies = {} as Record<Actor, string | undefined>

  beforeAll(async () => {
    test = await startTestApp({ engine })
    const members = { sales: 'shen_ke', service: 'tang_qi', supervisor: 'fang_hui', admin: 'gu_yuan', foreign: 'he_zhou', removed: 'lu_yining' }
    await test.signIn('shen_ke')
    const { teams, employees } = test.app.store.tables
    await test.app.store.write(async (tx) => void (await tx.update(teams).set({ kind: 'service' }).where(eq(teams.departmentId, 5))))
    for (const [actor, userId] of Object.entries(members)) cookies[actor as Actor] = await test.signIn(userId)
    const { changeId } = (await test.call('POST', '/api/desk/pipelines', { cookie: cookies.admin!, body: { name: '另一条流程' } })).body
    const roles = (await test.call('GET', '/api/desk/roles', { cookie: cookies.admin! })).body
    const named = <Row extends { name: string }>(rows: Row[], name: string): Row => rows.find((row) => row.name === name)!
    const [{ employeeId }, { teamId }] = [
      named<{ name: string; employeeId: string }>(roles.employees, '沈可'),
      named<{ name: string; teamId: string }>(roles.teams, '客服组'),
    ]
    const { groupId } = (await test.call('GET', '/api/tag-groups', { cookie: cookies.admin! })).body.groups[0]
    ids = { ...(await seed(test, cookies.sales!)), changeId, groupId, employeeId, teamId }
    await test.app.store.write(async (tx) => void (await tx.update(employees).set({ active: false }).where(eq(employees.userId, 'lu_yining'))))
  })
  afterAll(() => test.close())

  const send = (key: RouteKey, actor: Actor, using: Ids, idempotencyKey?: string) => {
    const [method, path] = key.split(' ') as [string, string]
    const { params = {}, body } = SAMPLES[key](using)
    const url = `/api${path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? name)}`
    const cookie = cookies[actor]
    return test.call(method, url, { ...(cookie && { cookie }), ...(body !== undefined && { body }), ...(idempotencyKey && { key: idempotencyKey }) })
  }

  for (const key of ORDER) {
    const contract: RouteContract = routes[key]
    it(`${key}: ${contract.reach}`, async () => {
      const seen: Partial<Record<Actor, number>> = {}
      for (const actor of ACTORS) {
        const { status, body } = await send(key, actor, ids)
        seen[actor] = LET_THROUGH.has(status) ? 200 : status
        if (status >= 400) expect(body).toMatchObject({ error: { code: expect.any(String), requestId: expect.any(String) } })
      }
      expect(seen).toEqual({ ...EXPECTED[contract.reach], ...OWN_ONLY[key] })
    })

    if (!['public', 'employee', 'admin'].includes(contract.reach)) {
      it(`${key}: foreign and unknown look alike`, async () => {
        const unknown = Object.fromEntries(Object.keys(ids).map((name) => [name, newId(new Date())])) as unknown as Ids
        const [foreign, missing] = [await send(key, 'foreign', ids), await send(key, 'foreign', unknown)]
        expect(foreign.status).toBe(404)
        expect(withoutRequestId(foreign)).toBe(withoutRequestId(missing))
      })
    }
  }

  it('leaves one audit row for each look of a supervisor or an admin, however much they read, and none for those who follow', async () => {
    const { audit, employees } = test.app.store.tables
    const rows = await test.app.store.read
      .select({ userId: employees.userId, details: audit.details })
      .from(audit)
      .innerJoin(employees, eq(employees.id, audit.employeeId))
      .where(and(eq(audit.customerId, ids.customerId), eq(audit.action, 'customer_read')))
    expect(rows.map(({ userId, details }) => [userId, details.route]).sort()).toEqual([
      ['fang_hui', 'POST /context'],
      ['gu_yuan', 'POST /context'],
    ])
  })
})

const withoutRequestId = ({ status, body, headers }: { status: number; body: unknown; headers: Record<string, unknown> }) => {
  const kept = Object.entries(headers).filter(([name]) => !/^(date|x-ratelimit)/.test(name))
  const { requestId } = (body as { error: { requestId: string } }).error
  return JSON.stringify({ status, body, kept }).replaceAll(requestId, 'REQUEST')
}

/** One of everything, about a customer of the first employee. */
async function seed(test: TestApp, cookie: string): Promise<Omit<Ids, 'changeId' | 'groupId' | 'employeeId' | 'teamId'>> {
  const { body: context } = await test.call('POST', '/api/context', { cookie, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
  const { customer, opportunity, tagGroups } = context.bundle
  const { customerId } = customer
  const { body: moved } = await test.call('POST', `/api/opportunities/${opportunity.opportunityId}/stage`, {
    cookie,
    body: { stageId: opportunity.stages[1].stageId, version: 1 },
  })
  const note = { outcome: '约了时间', next: { title: '回电', dueAt: new Date(test.clock.now.getTime() + 3600_000).toISOString() } }
  const { body: noted } = await test.call('POST', `/api/customers/${customerId}/notes`, { cookie, body: note })
  const { body: said } = await test.call('POST', `/api/customers/${customerId}/notes`, { cookie, body: { outcome: '已报价' } })
  const tagId: string = tagGroups[0].tags[0].tagId
  const fields = await seedFields(test)
  const { body: set } = await test.call('PUT', `/api/customers/${customerId}/fields/${fields.phone}`, { cookie, body: { version: 0, value: '13812342716' } })
  const { body: untagged } = await test.call('DELETE', `/api/customers/${customerId}/tags/${tagId}`, { cookie })

  const { store, config } = test.app
  const { corpId } = config.wecom
  const now = test.clock.now
  const stamps = { createdAt: now, updatedAt: now }
  const image = readImage(PIXEL)!
  const [identityId, orderId, scriptId, materialId] = [ulid(), ulid(), ulid(), ulid()]
  await store.write(async (tx) => {
    const { identities, orders, scripts, scriptMessages, materials } = store.tables
    await tx.insert(identities).values({ id: identityId, corpId, type: 'shop_account', namespace: 'shop', value: 'a', label: 'a', customerId, ...stamps })
    await tx.insert(orders).values({
      id: orderId,
      corpId,
      source: 'shop',
      number: '1',
      identityId,
      status: 'paid',
      currency: 'CNY',
      amountMinor: 100,
      itemCount: 0,
      placedAt: now,
      sourceVersion: 1,
      contentHash: '',
      ...stamps,
    })
    await tx.insert(scripts).values({
      id: scriptId,
      corpId,
      source: 's',
      sourceId: '1',
      scope: 'company',
      category: '问候',
      title: '您好',
      searchText: '您好',
      language: 'zh',
      ...stamps,
    })
    await tx.insert(scriptMessages).values({ id: ulid(), corpId, scriptId, position: 1, kind: 'text', text: '您好' })
    await tx.insert(materials).values({
      id: materialId,
      corpId,
      source: 's',
      sourceId: '1',
      kind: 'image',
      title: '图',
      fileKey: image.fileKey,
      mime: image.mime,
      sizeBytes: PIXEL.length,
      ...stamps,
    })
  })
  await keepFile(config.dataDir, image)
  return {
    customerId,
    opportunityId: opportunity.opportunityId,
    pipelineId: opportunity.pipelineId,
    stageId: opportunity.stages[2].stageId,
    noteId: said.event.noteId,
    taskId: noted.task.taskId,
    moveId: moved.moveId,
    orderId,
    jobId: untagged.jobId,
    fieldId: fields.text,
    phoneId: set.field.phoneId,
    tagId,
    scriptId,
    materialId,
  }
}

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
