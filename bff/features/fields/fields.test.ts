import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import type { FieldInput, FieldType } from '../../../shared/domain/field-value.ts'
import { who } from '../../simulator/demo/contacts.ts'
import { seedFields, type SeededFields } from './test/seed-fields.ts'

const naughty = process.env.KEBIAN_DATA && join(process.env.KEBIAN_DATA, 'names/naughty_strings.jsonl')

describe.each(['sqlite', 'postgres'] as const)('the fields of a customer on %s', (engine) => {
  let test: TestApp
  let sales: string
  let customerId: string
  let fields: SeededFields

  const definitions = async () => (await test.call('GET', '/api/fields', { cookie: sales })).body.fields
  const bundle = async (cookie = sales) => (await test.call('GET', `/api/customers/${customerId}`, { cookie })).body
  const all = async () => (await bundle()).fields
  const now = async (type: FieldType) => (await all()).find((field: { type: string }) => field.type === type)
  const put = (type: FieldType, version: number, value: FieldInput, options: { cookie?: string; key?: string } = {}) =>
    test.call('PUT', `/api/customers/${customerId}/fields/${fields[type]}`, { cookie: sales, body: { version, value }, ...options })
  const set = async (type: FieldType, value: FieldInput) => {
    const answer = await put(type, (await now(type)).version, value)
    return answer.status === 200 ? answer.body.field : answer.body.error
  }
  const events = async () =>
    (await test.call('GET', `/api/customers/${customerId}/timeline?kind=relation&limit=100`, { cookie: sales })).body.events.filter(
      ({ code }: { code: string }) => code === 'field_changed',
    ) as {
      code: string
      params: Record<string, string>
      actor: { name: string }
    }[]

  beforeAll(async () => {
    test = await startTestApp({ engine })
    sales = await test.signIn('shen_ke')
    const opened = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    customerId = opened.body.bundle.customer.customerId
    expect(opened.body.bundle.fields).toBeUndefined()
    fields = await seedFields(test)
  })
  afterAll(() => test.close())

  it('are listed in order, with their options', async () => {
    expect((await definitions()).map(({ name, type, unit }: Record<string, string>) => [name, type, unit])).toEqual([
      ['备用电话', 'phone', undefined],
      ['地区', 'region', undefined],
      ['月用茶量', 'number', 'kg'],
      ['开业日', 'date', undefined],
      ['门店规模', 'single', undefined],
      ['常要的茶', 'multi', undefined],
      ['忌口', 'text', undefined],
    ])
    expect((await definitions())[4].options).toEqual([
      { optionId: fields.option.small, name: '小店', active: true },
      { optionId: fields.option.large, name: '大店', active: true },
      { optionId: fields.option.gone, name: '摊位', active: false },
    ])
  })

  it('stand in the bundle before they are ever set', async () => {
    expect(await now('number')).toEqual({ fieldId: fields.number, name: '月用茶量', type: 'number', unit: 'kg', version: 0, shown: '' })
  })

  it('keep each type exactly, and show it', async () => {
    const [, , , , single, multi] = await definitions()
    expect(await set('text', ' 不要薄荷 ')).toMatchObject({ shown: ' 不要薄荷 ', version: 1 })
    expect(await set('number', '1,022.50')).toMatchObject({ shown: '1022.5', unit: 'kg' })
    expect(await set('date', '2024-02-29')).toMatchObject({ shown: '2024-02-29' })
    expect(await set('region', '330100')).toMatchObject({ shown: '浙江 · 杭州', regionCode: '330100' })
    expect(await set('single', single.options[1].optionId)).toMatchObject({ shown: '大店', optionIds: [single.options[1].optionId] })
    expect(await set('multi', [multi.options[1].optionId, multi.options[0].optionId])).toMatchObject({ shown: '小店 · 大店' })
    expect((await all()).map(({ shown }: { shown: string }) => shown)).toEqual(['', '浙江 · 杭州', '1022.5', '2024-02-29', '大店', '小店 · 大店', ' 不要薄荷 '])
  })

  it('refuse what is none of their type, say why, and stay as they were', async () => {
    const before = await all()
    const cases: [FieldType, FieldInput, string][] = [
      ['text', '字'.repeat(501), 'too_long'],
      ['number', '两公斤', 'not_a_number'],
      ['number', '0.00001', 'too_many_decimals'],
      ['number', '123456789012', 'too_large'],
      ['date', '2023-02-29', 'not_a_date'],
      ['single', fields.option.gone, 'unknown_option'],
      ['multi', [fields.option.small], 'unknown_option'],
      ['phone', '12345', 'not_a_phone'],
      ['region', '999999', 'unknown_region'],
      ['text', [fields.option.small], 'wrong_shape'],
    ]
    for (const [type, value, reason] of cases) expect(await set(type, value)).toMatchObject({ code: 'refused', details: { reason } })
    expect(await all()).toEqual(before)
  })

  it('keep a phone sealed: no answer, event or row holds it in clear', async () => {
    const field = await set('phone', '138 1234 2716')
    expect(field).toMatchObject({ shown: '138****2716', phoneId: expect.any(String) })
    const { store } = test.app
    const { fieldValues, timelineEvents, audit, idempotencyKeys } = store.tables
    const rows = await Promise.all([fieldValues, timelineEvents, audit, idempotencyKeys].map((table) => store.read.select().from(table)))
    expect(JSON.stringify([rows, await all(), await events()])).not.toMatch(/1381234|12342716/)
    const [row] = await store.read
      .select()
      .from(fieldValues)
      .where(eq(fieldValues.id, String(field.phoneId)))
    expect(row).toMatchObject({ phoneLabel: '138****2716', phoneHash: expect.stringMatching(/^[0-9a-f]{64}$/), text: null })
  })

  it('change nothing when the value is there already', async () => {
    const [before, told] = [await all(), (await events()).length]
    await set('phone', '+8613812342716')
    await set('number', '1022.5')
    await set('multi', [...(await now('multi')).optionIds].reverse())
    expect([await all(), (await events()).length]).toEqual([before, told])
  })

  it('are cleared by nothing, and count on from there', async () => {
    for (const type of ['text', 'number', 'date', 'region', 'single', 'phone'] as const) {
      const { version } = await now(type)
      const cleared = await set(type, type === 'date' ? '' : null)
      expect(cleared).toMatchObject({ shown: '', version: version + 1 })
      expect([cleared.phoneId, cleared.optionIds, cleared.regionCode]).toEqual([undefined, undefined, undefined])
    }
    expect(await set('multi', [])).toMatchObject({ shown: '', version: 2 })
  })

  it('tell whoever was second both what is there now and that nothing was overwritten', async () => {
    const seen = await now('text')
    const colleague = await test.signIn('tang_qi')
    expect((await put('text', seen.version, '少糖', { cookie: colleague })).status).toBe(200)
    const late = await put('text', seen.version, '无糖')
    expect([late.status, late.body.error.code]).toEqual([409, 'conflict'])
    expect(late.body.error.details.field).toMatchObject({ shown: '少糖', version: seen.version + 1 })
    expect((await now('text')).shown).toBe('少糖')
  })

  it('let one of twenty at once win, on a value that was never set and on one that was', async () => {
    const { fieldValues } = test.app.store.tables
    await test.app.store.write(async (tx) => void (await tx.delete(fieldValues).where(eq(fieldValues.fieldId, fields.number))))
    for (const version of [0, 1]) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => put('number', version, String(100 * (version + 1) + i))))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)])
      const won = answers.find(({ status }) => status === 200)
      expect(await now('number')).toEqual(won?.body.field)
    }
  })

  it('store a repeated request once', async () => {
    const { version } = await now('text')
    const key = '01JD0000000000000000000F11'
    const [first, again] = [await put('text', version, '半糖', { key }), await put('text', version, '半糖', { key })]
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body])
    expect((await events()).filter(({ params }) => params.to === '半糖')).toHaveLength(1)
  })

  it('leave an event and an audit row for each change, with what was and what is', async () => {
    await set('number', '7')
    await set('number', '22.5')
    const [latest] = await events()
    expect(latest).toMatchObject({ code: 'field_changed', params: { field: '月用茶量', from: '7', to: '22.5', unit: 'kg' }, actor: { name: '沈可' } })
    const { audit } = test.app.store.tables
    const rows = await test.app.store.read
      .select({ details: audit.details })
      .from(audit)
      .where(and(eq(audit.customerId, customerId), eq(audit.action, 'field_changed')))
      .orderBy(asc(audit.id))
    expect(rows.at(-1)?.details).toEqual({ fieldId: fields.number, field: '月用茶量', from: '7', to: '22.5', unit: 'kg' })
  })

  it('still show an option that can no longer be chosen where it was chosen, and let it stay', async () => {
    const { fieldOptions } = test.app.store.tables
    await set('single', fields.option.large)
    await test.app.store.write(async (tx) => void (await tx.update(fieldOptions).set({ active: false }).where(eq(fieldOptions.id, fields.option.large))))
    expect(await set('single', fields.option.large)).toMatchObject({ shown: '大店' })
    expect(await set('single', fields.option.small)).toMatchObject({ shown: '小店' })
    expect(await set('single', fields.option.large)).toMatchObject({ code: 'refused' })
  })

  it('are gone from the screen when the team no longer keeps them, and cannot be written', async () => {
    const { fields: table } = test.app.store.tables
    await test.app.store.write(async (tx) => void (await tx.update(table).set({ active: false }).where(eq(table.id, fields.date))))
    expect(await now('date')).toBeUndefined()
    expect((await put('date', 0, '2024-01-01')).status).toBe(404)
  })

  it('take one statement more of the bundle, whatever is in them', async () => {
    test.statements.length = 0
    await bundle()
    expect(test.statements.filter((statement) => statement.includes('"field_values"'))).toHaveLength(1)
    expect(test.statements).toHaveLength(6)
  })

  it.skipIf(!naughty || !existsSync(naughty))('give back every naughty string as it was given (needs KEBIAN_DATA)', { timeout: 60_000 }, async () => {
    const lines = readFileSync(naughty ?? '', 'utf8')
      .trim()
      .split('\n')
    const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text)
    // one employee may not send so many requests within a minute
    const colleague = await test.signIn('tang_qi')
    let { version } = await now('text')
    for (const text of texts) {
      const { status, body } = await put('text', version, text)
      const shown = (await bundle(colleague)).fields.find(({ fieldId }: { fieldId: string }) => fieldId === fields.text)
      if (status === 200) expect([body.field, shown.shown]).toEqual([shown, text.trim() === '' ? '' : text])
      else expect([status, body.error.details.reason, Array.from(text).length > 500]).toEqual([422, 'too_long', true])
      version = shown.version
    }
    expect(texts.length).toBeGreaterThan(200)
  })
})
