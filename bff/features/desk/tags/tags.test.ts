import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../e2e/fixtures/app.ts'
import type { RouteReply } from '../../../../shared/contracts/index.ts'
import { who } from '../../../simulator/demo/contacts.ts'
import { ordersFor } from './orders-for.ts'

type Groups = RouteReply<'GET /tag-groups'>['groups']

describe('tag groups at the desk', () => {
  let test: TestApp
  let admin: string
  let sales: string

  const groups = async (): Promise<Groups> => (await test.call('GET', '/api/tag-groups', { cookie: admin })).body.groups
  const group = async (name: string) => (await groups()).find((one) => one.name === name)!
  const names = async (name: string) => (await group(name)).tags.map((tag) => tag.name)
  /** Asks for a change and waits for what WeCom makes of it. */
  async function ask(method: string, path: string, body?: unknown) {
    const answer = await test.call(method, `/api/desk/${path}`, { cookie: admin, ...(body !== undefined && { body }) })
    if (answer.status !== 200) return { ...answer, job: undefined }
    await test.app.jobs.runDue()
    return { ...answer, job: (await test.call('GET', `/api/jobs/${answer.body.jobId}?waitMs=3000`, { cookie: admin })).body }
  }
  const undo = (changeId: string) => ask('POST', `changes/${changeId}/undo`)
  const changes = async () =>
    (await test.call('GET', '/api/desk/changes?area=tags', { cookie: admin })).body.changes as RouteReply<'GET /desk/changes'>['changes']

  beforeAll(async () => {
    test = await startTestApp()
    admin = await test.signIn('gu_yuan')
    sales = await test.signIn('shen_ke')
    await groups()
  })
  afterAll(() => test.close())
  afterEach(() => test.setFaults([]))

  it('are made in WeCom, and a salesperson can set their tags at once', async () => {
    const { job } = await ask('POST', 'tag-groups', { name: '门店类型', tags: ['社区店', '商场店'] })
    expect(job).toMatchObject({ state: 'done' })
    expect(await names('门店类型')).toEqual(['社区店', '商场店'])
    const { customer } = (await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })).body
      .bundle
    const [tag] = (await group('门店类型')).tags
    await test.call('PUT', `/api/customers/${customer.customerId}/tags/${tag!.tagId}`, { cookie: sales })
    await test.app.jobs.runDue()
    expect((await test.relation('shen_ke', who.qiaojie)).tags.map(({ tagName }) => tagName)).toContain('社区店')
    const added = (await changes()).find(({ action }) => action === 'tag_group_added')!
    expect((await undo(added.changeId)).body.error.details).toEqual({ reason: 'tag_used' })
  })

  it('are renamed, ordered and grow, and each of it can be taken back', async () => {
    const { groupId, tags } = await group('门店类型')
    const ids = tags.map(({ tagId }) => tagId)
    const renamed = await ask('PATCH', `tags/${ids[0]}`, { name: '街边店', was: '社区店' })
    const ordered = await ask('PUT', `tag-groups/${groupId}/order`, { ids: [ids[1], ids[0]], was: ids })
    expect(await names('门店类型')).toEqual(['商场店', '街边店'])
    const added = await ask('POST', `tag-groups/${groupId}/tags`, { name: '写字楼店' })
    expect(await names('门店类型')).toEqual(['商场店', '街边店', '写字楼店'])
    expect((await undo(added.body.changeId)).job).toMatchObject({ state: 'done' })
    expect((await undo(ordered.body.changeId)).job).toMatchObject({ state: 'done' })
    expect((await undo(renamed.body.changeId)).job).toMatchObject({ state: 'done' })
    expect(await names('门店类型')).toEqual(['社区店', '商场店'])
    const late = await ask('PATCH', `tags/${ids[0]}`, { name: '旗舰店', was: '街边店' })
    expect(late.body.error).toMatchObject({ code: 'conflict', details: { current: '社区店' } })
  })

  it('made by an administrator in WeCom are refused at once, and stay as they are', async () => {
    const { groupId } = await group('客户级别')
    const { job, body } = await ask('PATCH', `tag-groups/${groupId}`, { name: '采购级别', was: '客户级别' })
    expect(job).toMatchObject({ state: 'refused', reason: { code: 'api_not_permitted', params: { errcode: '48002' } } })
    expect(await group('客户级别')).toBeDefined()
    expect((await changes()).slice(0, 2)).toMatchObject([
      { action: 'tag_refused', params: { name: '客户级别', reason: 'api_not_permitted' }, undoes: body.changeId, undoable: false },
      { changeId: body.changeId, undone: true, undoable: false },
    ])
  })

  it('are made once when what follows on the acceptance is lost and the job runs again', async () => {
    const { groupId } = await group('门店类型')
    await test.setFaults([{ call: 'externalcontact/get_corp_tag_list', effect: 'garbage', times: 3 }])
    const answer = await test.call('POST', `/api/desk/tag-groups/${groupId}/tags`, { cookie: admin, body: { name: '机场店' } })
    await test.app.jobs.runDue()
    test.clock.now = new Date(test.clock.now.getTime() + 60_000)
    await test.app.jobs.runDue()
    expect((await test.call('GET', `/api/jobs/${answer.body.jobId}`, { cookie: admin })).body).toMatchObject({ state: 'done' })
    expect((await names('门店类型')).filter((name) => name === '机场店')).toHaveLength(1)
  })

  it('are changed when WeCom has accepted it, although they cannot be read for a while', async () => {
    const { groupId } = await group('门店类型')
    await test.setFaults([{ call: 'externalcontact/get_corp_tag_list', effect: 'errcode', value: -1 }])
    const { job, body } = await ask('POST', `tag-groups/${groupId}/tags`, { name: '车站店' })
    expect(job).toMatchObject({ state: 'done' })
    await test.setFaults([])
    test.clock.now = new Date(test.clock.now.getTime() + 60_000)
    await test.app.jobs.runDue()
    const { tags } = test.app.store.tables
    expect(await test.app.store.read.$count(tags, eq(tags.name, '车站店'))).toBe(1)
    expect((await changes())[0]).toMatchObject({ changeId: body.changeId, action: 'tag_added', undone: false })
  })

  it('that were added are taken back within ten minutes only, since customers whom Kebian does not know may have them later', async () => {
    const { groupId } = await group('门店类型')
    const added = await ask('POST', `tag-groups/${groupId}/tags`, { name: '夜市店' })
    const grouped = await ask('POST', 'tag-groups', { name: '渠道', tags: ['老客介绍'] })
    test.clock.now = new Date(test.clock.now.getTime() + 10 * 60_000 + 1)
    admin = await test.signIn('gu_yuan')
    for (const { body } of [added, grouped]) expect((await undo(body.changeId)).body.error.details).toEqual({ reason: 'tag_old' })
    expect(await names('门店类型')).toContain('夜市店')
  })

  it('leave every customer with their deletion, which cannot be taken back', async () => {
    const { groupId } = await group('门店类型')
    const deleted = await ask('DELETE', `tag-groups/${groupId}`)
    expect(deleted.job).toMatchObject({ state: 'done' })
    expect(await group('门店类型')).toBeUndefined()
    expect((await test.relation('shen_ke', who.qiaojie)).tags.map(({ tagName }) => tagName)).not.toContain('社区店')
    expect((await undo(deleted.body.changeId)).body.error.details).toEqual({ reason: 'not_undoable' })
    const { tagGroups } = test.app.store.tables
    await test.app.store.write(async (tx) => void (await tx.update(tagGroups).set({ corpId: 'other' }).where(eq(tagGroups.name, '客户级别'))))
    const [foreign] = await test.app.store.read.select().from(tagGroups).where(eq(tagGroups.corpId, 'other'))
    expect((await ask('DELETE', `tag-groups/${foreign!.id}`)).status).toBe(404)
  })

  it.each([
    ['nothing where it fits already', [30, 20, 10], ['a', 'b', 'c'], []],
    ['the one that has room above the other', [30, 20, 10], ['a', 'c', 'b'], [['c', 21]]],
    ['no more than are in the way', [3, 2, 1], ['c', 'a', 'b'], [['c', 4]]],
    ['all where all are the same', [0, 0], ['b', 'a'], [['b', 1]]],
    ['the one that goes to the end, not those above which it stood', [3, 2, 1], ['b', 'c', 'a'], [['a', 0]]],
    [
      'two where no number is left below',
      [2, 1, 0],
      ['b', 'c', 'a'],
      [
        ['c', 3],
        ['b', 4],
      ],
    ],
    ['none beyond the highest that WeCom takes', [4_294_967_295, 7, 5], ['b', 'a', 'c'], [['a', 6]]],
  ] as const)('are ordered by changing %s', (_what, orders, ids, edits) => {
    const entries = orders.map((order, at) => ({ id: 'abc'[at]!, order }))
    expect(ordersFor(entries, [...ids]).map(({ id, order }) => [id, order])).toEqual(edits)
  })
})
