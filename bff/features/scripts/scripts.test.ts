import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { eq } from 'drizzle-orm'
import { newId } from '../../db/new-id.ts'
import { searchTextOf } from './search-text.ts'

describe.each(['sqlite', 'postgres'] as const)('scripts on %s', (engine) => {
  let test: TestApp
  let shen: string
  let he: string
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    test = await startTestApp({ engine })
    shen = await test.signIn('shen_ke')
    he = await test.signIn('he_zhou')
    const { tables, read } = test.app.store
    const corpId = test.app.config.wecom.corpId
    const now = test.clock.now
    const [me] = await read.select().from(tables.employees).where(eq(tables.employees.userId, 'shen_ke'))
    const script = (title: string, text: string, more: object = {}) => {
      ids[title] = newId(now)
      const row = {
        id: ids[title],
        corpId,
        source: 't',
        sourceId: title,
        scope: 'company' as const,
        category: '报价',
        title,
        searchText: searchTextOf(title, [text]),
        language: 'zh',
        usedCount: 0,
        createdAt: now,
        updatedAt: now,
      }
      return { row: { ...row, ...more }, text }
    }
    const made = [
      script('三档价', '满 20 公斤打 9% 折', { usedCount: 5 }),
      script('百分百', '满 20 公斤打九折', { usedCount: 5 }),
      script('英文', 'Free Shipping_now', { usedCount: 9, category: '物流' }),
      script('一组的', '一组自己用', { scope: 'team', teamId: me?.teamId }),
      script('我的', '沈可自己用', { scope: 'personal', employeeId: me?.id }),
      script('撤下的', '不再用', { active: false }),
      script('别家的', '别的企业', { corpId: 'wwother' }),
    ]
    await test.app.store.write(async (tx) => {
      await tx.insert(tables.scripts).values(made.map(({ row }) => row))
      await tx
        .insert(tables.scriptMessages)
        .values(
          made.flatMap(({ row, text }) =>
            [2, 1].map((position) => ({ id: newId(now), corpId: row.corpId, scriptId: row.id, position, kind: 'text' as const, text: `${position} ${text}` })),
          ),
        )
    })
  })
  afterAll(() => test.close())

  const list = async (query: Record<string, string> = {}, cookie = shen) =>
    (await test.call('GET', `/api/scripts?${new URLSearchParams(query)}`, { cookie })).body
  const titles = async (query: Record<string, string> = {}, cookie = shen) => (await list(query, cookie)).scripts.map(({ title }: { title: string }) => title)

  it('shows the company’s, my team’s and my own, most used first, then by title', async () => {
    expect(await titles()).toEqual(['英文', '三档价', '百分百', '一组的', '我的'])
    expect(await titles({}, he)).toEqual(['英文', '三档价', '百分百'])
  })

  it('gives the messages of a script in order', async () => {
    const [first] = (await list({ q: '三档价' })).scripts
    expect(first.messages.map(({ text }: { text: string }) => text[0])).toEqual(['1', '2'])
  })

  it('finds what holds every word, whatever its case, width or wildcards', async () => {
    expect(await titles({ q: '公斤  九折' })).toEqual(['百分百'])
    expect(await titles({ q: 'FREE　shipping' })).toEqual(['英文'])
    expect(await titles({ q: 'ｆｒｅｅ' })).toEqual(['英文'])
    expect(await titles({ q: '9%' })).toEqual(['三档价'])
    expect(await titles({ q: '%' })).toEqual(['三档价'])
    expect(await titles({ q: '_' })).toEqual(['英文'])
    expect(await titles({ q: '!' })).toEqual([])
    expect(await titles({ q: "' or 1=1 --" })).toEqual([])
    expect(await titles({ q: '沈可' }, he)).toEqual([])
  })

  it('counts categories and keeps to the one asked for', async () => {
    const { body } = await test.call('GET', '/api/script-categories', { cookie: he })
    expect(body).toEqual({
      categories: [
        { category: '报价', count: 2 },
        { category: '物流', count: 1 },
      ],
      total: 3,
    })
    expect(await titles({ category: '物流' })).toEqual(['英文'])
  })

  it('gives every script once over pages, even when one of them is used meanwhile', async () => {
    const first = await list({ limit: '2' })
    expect(first.total).toBe(5)
    const { scripts } = test.app.store.tables
    await test.app.store.write(
      async (tx) =>
        void (await tx
          .update(scripts)
          .set({ usedCount: 90 })
          .where(eq(scripts.id, ids.三档价 ?? ''))),
    )
    const second = await list({ limit: '2', after: first.nextCursor })
    const third = await list({ limit: '2', after: second.nextCursor })
    expect([first, second, third].flatMap(({ scripts: page }) => page.map(({ title }: { title: string }) => title))).toEqual([
      '英文',
      '三档价',
      '百分百',
      '一组的',
      '我的',
    ])
    expect(third.nextCursor).toBeUndefined()
  })

  it.each(['x', 'MS4x', Buffer.from('1.01ARZ3NDEKTSV4RRFFQ69G5FAV').toString('base64url')])('refuses the cursor %j', async (after) => {
    expect((await list({ after })).error.code).toBe('bad_request')
  })

  it('answers alike for a foreign, a withdrawn and an unknown script', async () => {
    const answer = async (id = '', cookie = shen) => {
      const { status, body } = await test.call('GET', `/api/scripts/${id}`, { cookie })
      return { status, ...body.error, requestId: '' }
    }
    expect((await test.call('GET', `/api/scripts/${ids.我的}`, { cookie: shen })).body.title).toBe('我的')
    const unknown = await answer(newId(test.clock.now))
    expect(unknown.status).toBe(404)
    expect(await answer(ids.我的, he)).toEqual(unknown)
    expect(await answer(ids.撤下的)).toEqual(unknown)
    expect(await answer(ids.别家的)).toEqual(unknown)
  })
})
