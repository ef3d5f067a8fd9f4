import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { freePort } from '../../../e2e/fixtures/free-port.ts'
import { dayOf } from '../../../shared/domain/due.ts'
import { buildApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { openStore } from '../../db/index.ts'
import { demoConfig } from '../index.ts'
import { accounts, orders } from './orders.ts'
import { customers, slugs } from './customers.ts'
import { materials } from './materials.ts'
import { scripts } from './scripts.ts'
import { seedContent } from './seed-content.ts'
import { seedDemo } from './seed.ts'

const folder = mkdtempSync(join(tmpdir(), 'kebian-demo-'))
let app: FastifyInstance
let took: number

beforeAll(async () => {
  const port = await freePort()
  const config = readConfig({ PORT: String(port), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' })
  const sidebar = join(folder, 'sidebar')
  mkdirSync(join(sidebar, 'assets'), { recursive: true })
  writeFileSync(join(sidebar, 'index.html'), '<!--host--><!--boot-->')
  writeFileSync(join(sidebar, 'head-start.sha256'), 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
  const store = await openStore(config)
  await seedContent({ store, config: { ...config, ...demoConfig(config) }, clock: () => new Date() })
  await store.close()
  app = await buildApp({ config, sidebarFolder: sidebar })
  if (!app.demoFilled) await seedDemo(app)
  const began = performance.now()
  await app.listen({ host: config.host, port })
  await app.demoFilled
  took = performance.now() - began
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const all = async <Name extends keyof FastifyInstance['store']['tables']>(name: Name) =>
  (await app.store.read
    .select()
    .from(app.store.tables[name] as FastifyInstance['store']['tables']['orders'])) as unknown as FastifyInstance['store']['tables'][Name]['$inferSelect'][]

it('fills the demo in a moment', () => {
  expect(took).toBeLessThan(10_000)
})

it('has a customer for every history, with a stage whose way leads there', async () => {
  const [kept, opportunities, stages, moves] = [await all('customers'), await all('opportunities'), await all('stages'), await all('stageMoves')]
  expect(kept).toHaveLength(slugs.filter((slug) => customers[slug].history).length)
  const stageName = new Map(stages.map(({ id, name }) => [id, name]))
  for (const { id, stageId, version, enteredAt } of opportunities) {
    const way = moves.filter(({ opportunityId }) => opportunityId === id).sort((a, b) => a.versionAfter - b.versionAfter)
    expect(way.at(-1)).toMatchObject({ toStageId: stageId, versionAfter: version, at: enteredAt })
    expect(['兴趣', '礼品需求']).toContain(stageName.get(way[0]?.toStageId ?? ''))
    for (const [at, move] of way.entries()) if (at > 0) expect(move.at.getTime()).toBeGreaterThanOrEqual(way[at - 1]?.at.getTime() ?? Infinity)
  }
  expect(new Set(opportunities.map(({ stageId }) => stageId)).size).toBeGreaterThanOrEqual(11)
  const lost = stages.filter(({ kind }) => kind === 'lost').map(({ id }) => id)
  for (const { lostReasonId, stageId } of opportunities) expect(lostReasonId !== null).toBe(lost.includes(stageId))
})

it('has orders in every status, all of them with a customer, amounts and items adding up', async () => {
  const [rows, items, refunds, identities] = [await all('orders'), await all('orderItems'), await all('refunds'), await all('identities')]
  expect(rows).toHaveLength(orders.length)
  expect(new Set(rows.map(({ status }) => status)).size).toBe(7)
  expect(identities.filter(({ type, customerId }) => type === 'shop_account' && customerId)).toHaveLength(Object.keys(accounts).length)
  for (const order of rows) {
    expect(items.filter(({ orderId }) => orderId === order.id).reduce((sum, { totalMinor }) => sum + totalMinor, 0)).toBe(order.amountMinor)
    expect(refunds.filter(({ orderId }) => orderId === order.id).reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(order.refundedMinor)
  }
})

it('fills the fields of the team with every value that is written down, phones sealed', async () => {
  const [fields, values, choices] = [await all('fields'), await all('fieldValues'), await all('fieldChoices')]
  expect(fields).toHaveLength(11)
  expect(values).toHaveLength(slugs.reduce((sum, slug) => sum + Object.keys(customers[slug].fields ?? {}).length, 0))
  expect(choices.length).toBeGreaterThan(40)
  expect(values.filter(({ phoneLabel }) => phoneLabel?.includes('****')).length).toBeGreaterThan(8)
  expect(JSON.stringify(values)).not.toMatch(/15400000\d/)
})

it('has a customer in both pipelines, the supplies first, and some in the gifts alone', async () => {
  const [opportunities, lines] = [await all('opportunities'), await all('pipelines')]
  const name = new Map(lines.map(({ id, name: called }) => [id, called]))
  const inOrder = [...opportunities].sort((a, b) => (a.id < b.id ? -1 : 1))
  const kinds = (await all('customers')).map(({ id }) =>
    inOrder
      .filter(({ customerId }) => customerId === id)
      .map(({ pipelineId }) => name.get(pipelineId))
      .join(' '),
  )
  expect(new Set(kinds)).toEqual(new Set(['茶馆供货流程', '企业礼品', '茶馆供货流程 企业礼品']))
})

it('has something due today and something late', async () => {
  const open = (await all('tasks')).filter(({ state }) => state === 'open')
  const now = new Date()
  const today = dayOf(now, 'Asia/Shanghai')
  expect(open.filter(({ dueAt }) => dueAt > now && dayOf(dueAt, 'Asia/Shanghai') === today).length).toBeGreaterThan(2)
  expect(open.filter(({ dueAt }) => dueAt < now).length).toBeGreaterThan(1)
})

it('lets nothing have happened in the future', async () => {
  const now = Date.now()
  expect((await all('timelineEvents')).filter(({ occurredAt }) => occurredAt.getTime() > now)).toEqual([])
  expect((await all('timelineEvents')).filter(({ customerId }) => !customerId)).toEqual([])
})

it('gives team and personal scripts to whom they belong, and marks the service team', async () => {
  const [rows, employees, teams] = [await all('scripts'), await all('employees'), await all('teams')]
  const teamName = new Map(teams.map(({ id, name }) => [id, name]))
  expect(rows).toHaveLength(scripts.length)
  expect(rows.filter(({ scope }) => scope === 'team').every(({ teamId }) => teamId)).toBe(true)
  expect(rows.find(({ sourceId }) => sourceId === 'odour')).toMatchObject({ scope: 'team' })
  expect(teamName.get(rows.find(({ sourceId }) => sourceId === 'odour')?.teamId ?? '')).toBe('客服组')
  expect(employees.find(({ id }) => id === rows.find(({ sourceId }) => sourceId === 'dropship')?.employeeId)?.userId).toBe('shen_ke')
  expect(teams.filter(({ kind }) => kind === 'service').map(({ name }) => name)).toEqual(['客服组'])
  expect(new Map(employees.map(({ userId, role }) => [userId, role]))).toEqual(
    new Map([
      ['shen_ke', 'sales'],
      ['lu_yining', 'sales'],
      ['he_zhou', 'sales'],
      ['fang_hui', 'supervisor'],
      ['tang_qi', 'service'],
      ['gu_yuan', 'admin'],
    ]),
  )
})

it('points the next step of every stage at its script', async () => {
  const ids = new Set((await all('scripts')).map(({ id }) => id))
  for (const { nextStep, nextScriptId, kind } of await all('stages'))
    expect([nextStep !== null, ids.has(nextScriptId ?? '')]).toEqual([kind !== 'lost', kind !== 'lost'])
})

it('draws a picture of its own for every image', () => {
  const drawn = materials.flatMap(({ draw }) => (draw ? [draw()] : []))
  expect(new Set(drawn.map((png) => png.toString('base64'))).size).toBe(13)
  for (const png of drawn) expect([png.subarray(12, 16).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['IHDR', 640, 480])
})

it('leaves a database with anything in it alone', async () => {
  const before = [await all('scripts'), await all('timelineEvents')].map(({ length }) => length)
  await seedDemo(app)
  expect([await all('scripts'), await all('timelineEvents')].map(({ length }) => length)).toEqual(before)
})
