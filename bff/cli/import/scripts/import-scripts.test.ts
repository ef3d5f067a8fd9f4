import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../../db/index.ts'
import { importHere } from '../test/import-here.ts'

const here = importHere()
let store: Store
beforeAll(async () => (store = await here.openStore()))
afterAll(async () => {
  await store.close()
  here.remove()
})

const jsonl = (...scripts: object[]) => here.file('scripts.jsonl', scripts.map((script) => JSON.stringify(script)).join('\n'))
const base = { id: 's1', category: '售后/退换', title: '退货说明', answer: '退货请在[天数]天内寄回', lang: 'zh', source: 'library' }
const scriptOf = async (sourceId: string) => (await store.read.select().from(store.tables.scripts).where(eq(store.tables.scripts.sourceId, sourceId)))[0]

it('keeps a script under source and id, searchable and with variables', async () => {
  expect((await here.run('scripts', jsonl(base))).counts.new).toBe(1)
  const script = await scriptOf('s1')
  expect(script).toMatchObject({ source: 'library', scope: 'company', category: '售后/退换', searchText: '退货说明\n退货请在{天数}天内寄回' })
  const { scriptMessages } = store.tables
  expect(
    await store.read
      .select()
      .from(scriptMessages)
      .where(eq(scriptMessages.scriptId, script?.id ?? ''))
      .orderBy(asc(scriptMessages.position)),
  ).toMatchObject([{ position: 1, text: '退货请在{天数}天内寄回' }])
})

it('changes text and category only; scope and use stay as people left them', async () => {
  await store.write(
    async (tx) => void (await tx.update(store.tables.scripts).set({ scope: 'team', teamId: 't', usedCount: 5 }).where(eq(store.tables.scripts.sourceId, 's1'))),
  )
  expect((await here.run('scripts', jsonl({ ...base, answer: '改好了' }))).counts).toEqual({ new: 0, changed: 1, unchanged: 0, refused: 0 })
  expect(await scriptOf('s1')).toMatchObject({ scope: 'team', usedCount: 5, version: 2, searchText: '退货说明\n改好了' })
})

it('refuses what is missing, too long or there twice, and says where', async () => {
  const { said } = await here.run(
    'scripts',
    jsonl(
      { ...base, id: '' },
      { ...base, id: 'a', answer: '' },
      { ...base, id: 'b', title: '长'.repeat(101) },
      { ...base, id: 'c' },
      { ...base, id: 'c' },
      { ...base, id: 'd', lang: '中文' },
    ),
  )
  expect(said).toEqual([
    'Line 1 refused: id is missing',
    'Line 2 refused: answer is missing',
    'Line 3 refused: title is too long: 101 characters, at most 100',
    'Line 5 refused: the same id stands on line 4',
    'Line 6 refused: lang is not a language code',
    'Imported: 1 new, 0 changed, 0 unchanged, 5 refused',
  ])
})

it('reads other column names with a map', async () => {
  const map = here.file('map.json', JSON.stringify({ source: '表格', columns: { id: '编号', category: '分类', title: '标题', answer: '内容' } }))
  await here.run('scripts', here.file('scripts.csv', '编号,分类,标题,内容\n7,开场,问好,"您好，\n{客户称呼}"\n'), '--map', map)
  expect(await scriptOf('7')).toMatchObject({ source: '表格', title: '问好', searchText: '问好\n您好, {客户称呼}' })
})

it('keeps half a character as the sign for one that cannot be shown, and changes nothing the second time', async () => {
  const halved = { ...base, id: 'half\ud83c', title: '赠品\ud83c', answer: '送\udf81您🎁' }
  expect((await here.run('scripts', jsonl(halved))).counts.new).toBe(1)
  expect((await here.run('scripts', jsonl(halved))).counts).toEqual({ new: 0, changed: 0, unchanged: 1, refused: 0 })
  expect(await scriptOf('half\ufffd')).toMatchObject({ title: '赠品\ufffd', searchText: '赠品\ufffd\n送\ufffd您🎁' })
})

it('names the column that the row has when its title is empty', async () => {
  const { title: _title, ...untitled } = base
  const { said } = await here.run('scripts', jsonl({ ...base, title: '' }, { ...base, title: ' ', question: '' }, { ...untitled, question: '' }, untitled))
  expect(said.slice(0, 4)).toEqual([1, 2, 3, 4].map((line) => `Line ${line} refused: ${line === 3 ? 'question' : 'title'} is missing`))
  const map = here.file('titles.json', JSON.stringify({ columns: { id: '编号', category: '分类', title: '标题', question: '问题', answer: '内容' } }))
  const renamed = await here.run('scripts', here.file('titles.csv', '编号,分类,标题,内容\n7,开场,,您好\n'), '--map', map)
  expect(renamed.said[0]).toBe('Line 2 refused: 标题 is missing')
})
