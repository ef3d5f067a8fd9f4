import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../e2e/fixtures/app.ts'
import { naughtyStrings, payloads, present, upTo } from '../../e2e/fixtures/naughty.ts'
import { freshPostgres } from '../../e2e/fixtures/postgres.ts'
import { oneLine } from '../cli/import/cells.ts'
import { importHere } from '../cli/import/test/import-here.ts'
import { newId } from '../db/new-id.ts'
import { seedFields } from '../features/fields/test/seed-fields.ts'
import { keepFile, readImage } from '../features/materials/index.ts'
import type { DemoCorp } from '../simulator/index.ts'
import { who } from '../simulator/demo/contacts.ts'
import { png } from '../simulator/test/rig.ts'

const strings = present ? naughtyStrings() : []
const nth = (at: number) => strings[at % strings.length] ?? ''
/** Each with a place of its own, as names have to differ. */
const different = (limit: number) => [...new Map(strings.filter(upTo(limit)).map((text) => [text.trim(), text])).values()]
const parts = <Item>(items: Item[], size: number) => Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))

/** A group for every string, and people and companies called so. */
function renamed(corp: DemoCorp): void {
  corp.employees.forEach((employee, at) => (employee.name = payloads[at % payloads.length] ?? ''))
  corp.departments.forEach((department, at) => (department.name = payloads[at % payloads.length] ?? ''))
  const companies = corp.contacts.filter(({ kind }) => kind === 'wecom')
  companies.forEach((contact, at) => Object.assign(contact, { corpName: nth(at), corpFullName: nth(at), position: nth(at + 7) }))
  const [first] = corp.groups
  if (first) corp.groups.push(...strings.map((name, at) => ({ ...first, chatId: `wrNaughty${at}`, name, messages: [] })))
}

describe.skipIf(!present).each(['sqlite', 'postgres'] as const)('names that attack, on %s', (engine) => {
  let test: TestApp
  let sales: string
  let admin: string

  beforeAll(async () => {
    test = await startTestApp({ engine, change: renamed })
    sales = await test.signIn('shen_ke')
    admin = await test.signIn('gu_yuan')
  })
  afterAll(() => test.close())

  /** Refused with a sentence, never with an accident. */
  function expectRefusal({ status, body }: { status: number; body: any }, what: string): void {
    expect(status, what).toBeGreaterThanOrEqual(400)
    expect(status, what).toBeLessThan(500)
    expect(body.error.message, what).toMatch(/\w/)
  }

  /** Writes a whole part at once, and each by itself when that is refused; what is taken reads back. `read`: what the answer says of it. */
  async function expectKept(
    texts: string[],
    size: number,
    write: (part: string[]) => ReturnType<TestApp['call']>,
    read: (body: any) => string[],
  ): Promise<void> {
    let kept = 0
    for (const part of parts(texts, size)) {
      const whole = await write(part)
      const answers = whole.status === 200 || size === 1 ? [{ part, answer: whole }] : []
      if (answers.length === 0) for (const one of parts(part, 1)) answers.push({ part: one, answer: await write(one) })
      for (const { part: asked, answer } of answers) {
        if (answer.status !== 200) expectRefusal(answer, asked.join())
        else expect(read(answer.body)).toEqual(asked.map((text) => text.trim()))
        kept += answer.status === 200 ? asked.length : 0
      }
    }
    expect(kept).toBeGreaterThan(texts.length * 0.9)
  }

  it('of WeCom’s groups, companies and colleagues are told as they are', async () => {
    for (const [at, name] of strings.entries()) {
      const { status, body } = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'group_chat_tools', chatId: `wrNaughty${at}` } })
      expect([status, body.group?.name]).toEqual([200, name])
    }
    const he = await test.signIn('he_zhou')
    const { body } = await test.call('POST', '/api/context', { cookie: he, body: { entry: 'single_chat_tools', externalUserId: who.jiahe } })
    expect(strings).toContain(body.bundle.customer.corpName)
    expect(payloads).toContain(body.me.name)
    expect(payloads).toContain(body.bundle.owner.name)
  })

  it('of fields and options read back as they were written', async () => {
    const cookie = admin
    const draft = (name: string, options: string[]) => ({
      name,
      type: 'multi',
      active: true,
      options: options.map((option) => ({ name: option, active: true })),
    })
    let { field } = (await test.call('POST', '/api/desk/fields', { cookie, body: { field: draft('起名', ['一项']) } })).body
    const save = async (name: string, options: string[]) => {
      const answer = await test.call('PUT', `/api/desk/fields/${field.fieldId}`, { cookie, body: { version: field.version, field: draft(name, options) } })
      if (answer.status === 200) field = answer.body.field
      return answer
    }
    await expectKept(different(20), 1, ([name = '']) => save(name, ['一项']), (body) => [body.field.name]) // prettier-ignore
    await expectKept(different(30), 50, (names) => save('多选', names), (body) => body.field.options.map(({ name }: { name: string }) => name)) // prettier-ignore
  })

  it('of pipelines, stages, next steps and reasons read back as they were written', async () => {
    const cookie = admin
    let { pipeline } = (await test.call('POST', '/api/desk/pipelines', { cookie, body: { name: '起名' } })).body
    const stage = (name: string) => ({ name, kind: 'open', active: true, nextStep: name })
    const save = async (name: string, stages: string[], reasons: string[]) => {
      const draft = { name, active: true, stages: stages.map(stage), lostReasons: reasons.map((text) => ({ text, active: true })) }
      const answer = await test.call('PUT', `/api/desk/pipelines/${pipeline.pipelineId}`, { cookie, body: { version: pipeline.version, pipeline: draft } })
      if (answer.status === 200) pipeline = answer.body.pipeline
      return answer
    }
    type Saved = { pipeline: { name: string; stages: { name: string; nextStep: string }[]; lostReasons: { text: string }[] } }
    await expectKept(different(20), 1, ([name = '']) => save(name, ['开始'], []), ({ pipeline: { name } }: Saved) => [name]) // prettier-ignore
    await expectKept(different(20), 20, (part) => save('阶段', part, []), ({ pipeline: { stages } }: Saved) => stages.map(({ name }) => name)) // prettier-ignore
    await expectKept(different(20), 20, (part) => save('下一步', part, []), ({ pipeline: { stages } }: Saved) => stages.map(({ nextStep }) => nextStep)) // prettier-ignore
    await expectKept(different(30), 20, (part) => save('原因', ['开始'], part), ({ pipeline: { lostReasons } }: Saved) => lostReasons.map(({ text }) => text)) // prettier-ignore
  })

  it('in a setting are refused', async () => {
    for (const text of strings.slice(0, 40)) {
      expectRefusal(await test.call('PUT', '/api/desk/settings/retention_jobs_days', { cookie: sales, body: { value: text, version: 0 } }), text)
      expectRefusal(await test.call('PUT', `/api/desk/settings/${encodeURIComponent(text)}`, { cookie: sales, body: { value: 60, version: 0 } }), text)
    }
  })

  it('in a field of a customer read back as they were written', async () => {
    const { text: fieldId } = await seedFields(test)
    const cookie = await test.signIn('tang_qi')
    const { bundle } = (await test.call('POST', '/api/context', { cookie, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })).body
    const url = `/api/customers/${bundle.customer.customerId}/fields/${fieldId}`
    let version = 0
    for (const text of strings) {
      const answer = await test.call('PUT', url, { cookie, body: { version, value: text } })
      if (answer.status !== 200) expectRefusal(answer, text)
      else {
        version = answer.body.field.version
        expect(answer.body.field.shown).toBe(text)
      }
    }
    expect(version).toBeGreaterThan(strings.length * 0.9)
  })

  it('of a material are the name of its file as far as a file can be called so', async () => {
    const { store, config } = test.app
    const { materials } = store.tables
    const image = readImage(png)!
    await keepFile(config.dataDir, image)
    const now = test.clock.now
    const id = newId(now)
    const row = {
      corpId: config.wecom.corpId,
      source: 's',
      sourceId: 'n',
      kind: 'image' as const,
      fileKey: image.fileKey,
      mime: image.mime,
      sizeBytes: png.length,
    }
    await store.write(async (tx) => void (await tx.insert(materials).values({ id, ...row, title: 'x', createdAt: now, updatedAt: now })))
    for (const title of [...strings.filter(upTo(64)), `a${'𠮷'.repeat(31)}`]) {
      await store.write(async (tx) => void (await tx.update(materials).set({ title }).where(eq(materials.id, id))))
      const { status, headers } = await test.call('GET', `/api/materials/${id}/file`, { cookie: admin })
      expect([status, headers['content-type']], title).toEqual([200, 'image/png'])
      expect(String(headers['content-disposition']), title).toMatch(/^inline; filename="image"; filename\*=UTF-8''[\w%.!~*'()-]+\.png$/)
    }
  })

  it('of products and orders are imported as they stand in the file', async () => {
    const here = importHere(engine === 'postgres' ? await freshPostgres() : '')
    const map = { source: '小店', currency: 'CNY', timeZone: 'Asia/Shanghai', dateFormat: 'YYYY-MM-DD', columns: { order: 'no', account: 'who', placedAt: 'at', productId: 'sku', name: 'item', quantity: 'n', unitPrice: 'price' } } // prettier-ignore
    const lines = strings.filter(upTo(200)).map((item, at) => ({ no: `N${at}`, who: `u${at}`, at: '2026-11-01', sku: `S${at}`, item, n: '1', price: '1.00' }))
    const given = here.file('orders.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))
    const { counts } = await here.run('orders', given, '--map', here.file('map.json', JSON.stringify(map)))
    const store = await here.openStore()
    const items = await store.read.select({ name: store.tables.orderItems.name }).from(store.tables.orderItems)
    await store.close()
    here.remove()
    expect(counts.new).toBe(items.length)
    expect(counts.new).toBeGreaterThan(lines.length * 0.95)
    const written = new Set(lines.map(({ item }) => oneLine(item)))
    for (const { name } of items) expect(written).toContain(name)
  })
})
