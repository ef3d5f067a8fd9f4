import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../e2e/fixtures/app.ts'
import type { RouteReply } from '../../../../shared/contracts/index.ts'
import { newId } from '../../../db/new-id.ts'
import { who } from '../../../simulator/demo/contacts.ts'

type Field = RouteReply<'GET /desk/fields'>['fields'][number]

describe.each(['sqlite', 'postgres'] as const)('fields at the desk on %s', (engine) => {
  let test: TestApp
  let admin: string
  let sales: string
  let customerId: string

  const fields = async (): Promise<Field[]> => (await test.call('GET', '/api/desk/fields', { cookie: admin })).body.fields
  const named = async (name: string) => (await fields()).find((field) => field.name === name)!
  const add = (field: object) =>
    test.call('POST', '/api/desk/fields', { cookie: admin, body: { field: { type: 'text', active: true, options: [], ...field } } })
  const put = ({ fieldId, version }: Field, field: unknown) => test.call('PUT', `/api/desk/fields/${fieldId}`, { cookie: admin, body: { version, field } })
  const draft = ({ name, type, unit, active, options }: Field, change: object = {}) => ({
    name,
    type,
    ...(unit && { unit }),
    active,
    options: options.map(({ used: _u, ...option }) => option),
    ...change,
  })
  const undo = (changeId: string) => test.call('POST', `/api/desk/changes/${changeId}/undo`, { cookie: admin })
  const onProfile = async () =>
    ((await test.call('GET', `/api/customers/${customerId}`, { cookie: sales })).body.fields as { name: string; shown: string; version: number }[]).map(
      ({ name, shown }) => `${name}:${shown}`,
    )
  const setValue = ({ fieldId }: Field, version: number, value: unknown) =>
    test.call('PUT', `/api/customers/${customerId}/fields/${fieldId}`, { cookie: sales, body: { version, value } })

  beforeAll(async () => {
    test = await startTestApp({ engine })
    admin = await test.signIn('gu_yuan')
    sales = await test.signIn('shen_ke')
    customerId = (await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })).body.bundle
      .customer.customerId
  })
  afterAll(() => test.close())

  it('are on an open profile at its next look, in the order of the desk', async () => {
    expect((await add({ name: '门店数', type: 'number', unit: '家' })).status).toBe(200)
    expect((await add({ name: '渠道', type: 'single', options: [{ name: '自营', active: true }] })).status).toBe(200)
    expect(await onProfile()).toEqual(['门店数:', '渠道:'])
    const ids = (await fields()).map(({ fieldId }) => fieldId)
    const ordered = await test.call('PUT', '/api/desk/field-order', { cookie: admin, body: { ids: [...ids].reverse(), was: ids } })
    expect(await onProfile()).toEqual(['渠道:', '门店数:'])
    expect((await undo(ordered.body.changeId)).status).toBe(200)
    expect(await onProfile()).toEqual(['门店数:', '渠道:'])
  })

  it('keep their type and their chosen options once customers have something in them, and say why', async () => {
    const before = await named('渠道')
    const [option] = before.options
    expect((await setValue(before, 0, [option!.optionId])).status).toBe(200)
    expect(await named('渠道')).toMatchObject({ values: 1, options: [{ used: true }] })
    const typed = await put(before, draft(before, { type: 'text', options: [] }))
    expect(typed.status).toBe(422)
    expect(typed.body.error.details).toEqual({ reason: 'type_in_use', values: 1 })
    const gone = await put(before, draft(before, { options: [{ name: '分销', active: true }] }))
    expect(gone.body.error.details).toEqual({ reason: 'option_used', name: '自营' })
    const retired = await put(
      before,
      draft(before, {
        options: [
          { ...draft(before).options[0], active: false },
          { name: '分销', active: true },
        ],
      }),
    )
    expect(retired.status).toBe(200)
    expect(await onProfile()).toEqual(['门店数:', '渠道:自营'])
    const offered = (await test.call('GET', '/api/fields', { cookie: sales })).body.fields.find(({ name }: Field) => name === '渠道').options
    expect(offered.map(({ name, active }: { name: string; active: boolean }) => [name, active])).toEqual([
      ['自营', false],
      ['分销', true],
    ])
  })

  it('are retired with their values kept, and come back with them', async () => {
    const before = await named('渠道')
    const retired = await put(before, draft(before, { active: false }))
    expect(await onProfile()).toEqual(['门店数:'])
    expect((await undo(retired.body.changeId)).status).toBe(200)
    expect(await onProfile()).toEqual(['门店数:', '渠道:自营'])
  })

  it('show the second of two admins what the first made of one', async () => {
    const before = await named('门店数')
    expect((await put(before, draft(before, { name: '分店数' }))).status).toBe(200)
    const late = await put(before, draft(before, { unit: '间' }))
    expect(late.status).toBe(409)
    expect(late.body.error.details).toMatchObject({ by: '顾远', current: { name: '分店数', version: before.version + 1 } })
  })

  it('that were added by mistake go again, unless a customer has something in them', async () => {
    const added = await add({ name: '错的' })
    expect((await undo(added.body.changeId)).status).toBe(200)
    expect(await named('错的')).toBeUndefined()
    const used = await add({ name: '口味' })
    await setValue(await named('口味'), 0, '岩韵重')
    expect((await undo(used.body.changeId)).body.error.details).toEqual({ reason: 'field_used' })
  })

  it.each([
    ['a name that another has', { name: ' 口味 ' }, 'name_taken'],
    ['a choice without options', { name: '新的', type: 'single' }, 'needs_option'],
    ['options on a text', { name: '新的', options: [{ name: '甲', active: true }] }, 'no_options_here'],
    ['a unit on a date', { name: '新的', type: 'date', unit: '天' }, 'no_unit_here'],
    [
      'an option twice',
      {
        name: '新的',
        type: 'multi',
        options: [
          { name: '甲', active: true },
          { name: ' 甲', active: true },
        ],
      },
      'name_taken',
    ],
    ['an option of another', { name: '新的', type: 'multi', options: [{ optionId: newId(new Date()), name: '甲', active: true }] }, 'no_such_option'],
    ['101 options', { name: '新的', type: 'multi', options: Array.from({ length: 101 }, (_, at) => ({ name: `第 ${at}`, active: true })) }, 'too_many'],
  ])('refuse %s', async (_what, field, reason) => {
    const before = await fields()
    expect((await add(field)).body.error.details.reason).toBe(reason)
    expect(await fields()).toEqual(before)
  })

  it('are at most fifty in use', async () => {
    const left = 50 - (await fields()).filter(({ active }) => active).length
    for (let at = 0; at < left; at++) expect((await add({ name: `第 ${at} 项` })).status).toBe(200)
    expect((await add({ name: '多一项' })).body.error.details).toEqual({ reason: 'too_many', limit: 50 })
    expect((await add({ name: '停用的', active: false })).status).toBe(200)
  })
})
