import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPostgres } from '../../../../e2e/fixtures/postgres.ts'
import { StartError, type Store } from '../../../db/index.ts'
import { newId } from '../../../db/new-id.ts'
import { CORP, importHere, NOW, type ImportHere } from '../test/import-here.ts'
import { workbook } from '../test/workbook.ts'

const MAP = {
  source: '小店',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  dateFormat: 'YYYY-MM-DD HH:mm',
  columns: { order: 'no', account: 'buyer', placedAt: 'at', productId: 'sku', name: 'item', quantity: 'n', unitPrice: 'price' },
  cancellation: { orderStartsWith: 'C', reason: '整单取消' },
}
const HEADER = 'no,buyer,at,sku,item,n,price'
const row = (no: string, more: Partial<Record<'buyer' | 'at' | 'sku' | 'item' | 'n' | 'price', string>> = {}) => {
  const { buyer = 'u1', at = '2026-11-01 09:30', sku = 'T1', item = '肉桂', n = '2', price = '12.345' } = more
  return [no, buyer, at, sku, item, n, price].join(',')
}
const lines = (...rows: string[]) => [HEADER, ...rows].join('\n')

describe.each(['SQLite', 'PostgreSQL'])('on %s', (engine) => {
  let here: ImportHere
  let store: Store
  let map: string

  beforeAll(async () => {
    here = importHere(engine === 'PostgreSQL' ? await freshPostgres() : '')
    store = await here.openStore()
    map = here.file('map.json', JSON.stringify(MAP))
  })
  afterAll(async () => {
    await store.close()
    here.remove()
  })

  const load = (name: string, content: string | Buffer, ...more: string[]) => here.run('orders', here.file(name, content), '--map', map, ...more)
  const orderOf = async (number: string) => (await store.read.select().from(store.tables.orders).where(eq(store.tables.orders.number, number)))[0]
  const itemsOf = (orderId = '') =>
    store.read.select().from(store.tables.orderItems).where(eq(store.tables.orderItems.orderId, orderId)).orderBy(asc(store.tables.orderItems.position))

  it('keeps an order with its lines in order, each rounded once, at the moment the shop clock showed', async () => {
    const { said } = await load('a.csv', lines(row('A1'), row('A1', { sku: '', item: '品茗杯', n: '1', price: '0.005' })))
    expect(said.at(-1)).toBe('Imported: 1 new, 0 changed, 0 unchanged, 0 refused')
    const order = await orderOf('A1')
    expect(order).toMatchObject({ amountMinor: 2470, refundedMinor: 0, itemCount: 2, status: 'completed', placedAt: new Date('2026-11-01T01:30:00Z') })
    expect(await itemsOf(order?.id)).toMatchObject([
      { position: 1, name: '肉桂', quantity: 2, unitMinor: 1235, totalMinor: 2469 },
      { position: 2, name: '品茗杯', productId: '', totalMinor: 1 },
    ])
  })

  it('changes nothing the second time, and only what differs the third', async () => {
    await load('b.csv', lines(row('B1'), row('B2')))
    expect((await load('b.csv', lines(row('B1'), row('B2')))).counts).toEqual({ new: 0, changed: 0, unchanged: 2, refused: 0 })
    expect((await load('b.csv', lines(row('B1', { n: '3' }), row('B2')))).counts).toEqual({ new: 0, changed: 1, unchanged: 1, refused: 0 })
    const order = await orderOf('B1')
    expect(order?.amountMinor).toBe(3704)
    expect(await itemsOf(order?.id)).toHaveLength(1)
  })

  it('makes a cancellation an order of nothing with a refund, so that amounts minus refunds are the sum of the file', async () => {
    await load('c.csv', lines(row('C7', { n: '-2', price: '10' }), row('C7', { n: '-1', price: '0.5' })))
    const order = await orderOf('C7')
    expect(order).toMatchObject({ status: 'refunded', amountMinor: 0, refundedMinor: 2050 })
    const { refunds } = store.tables
    expect(
      await store.read
        .select()
        .from(refunds)
        .where(eq(refunds.orderId, order?.id ?? '')),
    ).toMatchObject([{ sourceId: 'C7', source: '小店', amountMinor: 2050, reason: '整单取消' }])
    await load('c.csv', lines(row('C7', { n: '-1', price: '10' })))
    expect(
      await store.read
        .select()
        .from(refunds)
        .where(eq(refunds.orderId, order?.id ?? '')),
    ).toMatchObject([{ amountMinor: 1000 }])
  })

  it('finds an account that is attached already and leaves new ones unattached', async () => {
    const { identities } = store.tables
    const customerId = newId(NOW)
    const known = {
      id: newId(NOW),
      corpId: CORP,
      type: 'shop_account',
      namespace: '小店',
      value: 'vip',
      label: 'vip',
      customerId,
      createdAt: NOW,
      updatedAt: NOW,
    } as const
    await store.write(async (tx) => void (await tx.insert(identities).values(known)))
    await load('d.csv', lines(row('D1', { buyer: 'vip' }), row('D2', { buyer: 'passer-by' })))
    expect((await orderOf('D1'))?.identityId).toBe(known.id)
    const kept = await store.read
      .select()
      .from(identities)
      .where(and(eq(identities.type, 'shop_account'), eq(identities.value, 'passer-by')))
    expect(kept).toMatchObject([{ namespace: '小店', customerId: null }])
  })

  it('refuses every tenth row with its line and reason, and imports the other orders whole', async () => {
    const breaks = [
      (no: string) => row(no, { n: 'two' }),
      () => row(''),
      (no: string) => row(no, { at: 'yesterday' }),
      (no: string) => row(no, { item: '茶'.repeat(201) }),
      (no: string) => row(no, { buyer: '' }),
      (no: string) => `${no},"u1`,
      (no: string) => `${no},u1,only`,
      (no: string) => row(no, { price: '1,5' }),
      (no: string) => row(no, { n: '1.5' }),
      () => row('N'.repeat(65)),
    ]
    const rows = Array.from({ length: 100 }, (_, at) => (at % 10 === 9 ? (breaks[(at - 9) / 10]?.(`E${at}`) ?? '') : row(`E${at}`)))
    const { counts, said } = await load('e.csv', lines(...rows))
    expect(counts).toEqual({ new: 90, changed: 0, unchanged: 0, refused: 10 })
    const refusals = said.filter((line) => line.includes('refused:')).map((line) => /^Line (\d+) refused: (.*)$/.exec(line)?.slice(1))
    expect(refusals).toEqual([
      ['11', 'n is not a number: "two" (order E9)'],
      ['21', 'no is missing'],
      ['31', 'at is not a date of the form in the map: "yesterday" (order E29)'],
      ['41', 'item is too long: 201 characters, at most 200 (order E39)'],
      ['51', 'buyer is missing (order E49)'],
      ['61', 'the row cannot be read: a quote is not closed (order E59)'],
      ['71', 'the row cannot be read: it has 3 columns, the header 7 (order E69)'],
      ['81', 'the row cannot be read: it has 8 columns, the header 7 (order E79)'],
      ['91', 'n is not a whole number: "1.5" (order E89)'],
      ['101', `the order number is too long: 65 characters, at most 64 (order ${'N'.repeat(65)})`],
    ])
    expect(await orderOf('E9')).toBeUndefined()
    expect(await orderOf('E98')).toBeDefined()
  })

  it('writes no order in part: one bad line, or a line among its own that names no order, refuses it', async () => {
    const { counts } = await load('f.csv', lines(row('F1'), row('F1', { n: 'x' }), row('F1'), row('F2'), row(''), row('F2'), row('F3')))
    expect(counts).toEqual({ new: 1, changed: 0, unchanged: 0, refused: 2 })
    expect(await orderOf('F1')).toBeUndefined()
    expect(await orderOf('F2')).toBeUndefined()
    expect(await orderOf('F3')).toBeDefined()
  })

  it('gathers the lines of an order from wherever they stand', async () => {
    const { counts } = await load('g.csv', lines(row('G1'), row('G2'), row('G1'), row('G2'), row('G1')))
    expect(counts.new).toBe(2)
    expect(await itemsOf((await orderOf('G1'))?.id)).toHaveLength(3)
  })

  it('says the same in a dry run and writes nothing', async () => {
    const content = lines(row('H1'), row('H2', { n: 'x' }))
    const dry = await load('h.csv', content, '--dry-run')
    expect(dry.counts).toEqual({ new: 1, changed: 0, unchanged: 0, refused: 1 })
    expect(await orderOf('H1')).toBeUndefined()
    expect((await load('h.csv', content)).counts).toEqual(dry.counts)
  })

  it('reads the same order from JSONL and XLSX', async () => {
    const json = JSON.stringify({ no: 'I1', buyer: 'u1', at: '2026-11-01 09:30', sku: 'T1', item: '肉桂', n: 2, price: 12.345 })
    await load('i.jsonl', `${json}\nnot json\n`)
    const first = await orderOf('I1')
    const book = workbook([HEADER.split(','), ['I1', 'u1', new Date('2026-11-01T09:30:00Z'), 'T1', '肉桂', 2, 12.345]])
    expect((await load('i.xlsx', book)).counts).toEqual({ new: 0, changed: 0, unchanged: 1, refused: 0 })
    expect(first?.amountMinor).toBe(2469)
  })

  it('finds an order again whose number holds half a character', async () => {
    const line = JSON.stringify({ no: 'K1\ud83c', buyer: 'u\udf81', at: '2026-11-01 09:30', sku: 'T1', item: '肉桂', n: 2, price: 12.345 })
    expect((await load('k.jsonl', line)).counts.new).toBe(1)
    expect((await load('k.jsonl', line)).counts).toEqual({ new: 0, changed: 0, unchanged: 1, refused: 0 })
  })

  it('lets an older state of an order not overwrite a newer one', async () => {
    const dated = here.file(
      'dated.json',
      JSON.stringify({ ...MAP, columns: { ...MAP.columns, updatedAt: 'changed', status: 'state' }, statuses: { 已发货: 'shipped', 完成: 'completed' } }),
    )
    const at = (day: string, state: string) => [`${HEADER},changed,state`, `${row('J1')},2026-11-${day} 10:00,${state}`].join('\n')
    await here.run('orders', here.file('j.csv', at('05', '完成')), '--map', dated)
    expect((await here.run('orders', here.file('j.csv', at('03', '已发货')), '--map', dated)).counts.unchanged).toBe(1)
    expect((await orderOf('J1'))?.status).toBe('completed')
    expect((await here.run('orders', here.file('j.csv', at('09', '丢了')), '--map', dated)).said[0]).toBe(
      'Line 2 refused: the map has no status for "丢了" (order J1)',
    )
  })
})

it('says in one sentence what is wrong with map, file or kind', async () => {
  const here = importHere()
  const csv = here.file('x.csv', lines(row('X1')))
  let maps = 0
  const map = (more: object) => here.file(`m${++maps}.json`, JSON.stringify({ ...MAP, ...more }))
  const refusals: [string[], RegExp][] = [
    [['orders', csv], /--map FILE/],
    [['orders', csv, '--map', here.file('m.json', '{')], /cannot be read as JSON/],
    [['orders', csv, '--map', map({ currency: 'yuan' })], /currency/],
    [['orders', csv, '--map', map({ timeZone: 'Mars/Olympus' })], /timeZone/],
    [['orders', csv, '--map', map({ dateFormat: 'HH:mm' })], /dateFormat/],
    [['orders', csv, '--map', map({ columns: { ...MAP.columns, order: 'nummer' } })], /no column nummer/],
    [['orders', `${csv}.gone.csv`, '--map', map({})], /not there/],
    [['orders', here.file('x.pdf', ''), '--map', map({})], /not CSV, JSONL or XLSX/],
    [['customers', csv], /later version/],
    [['nothing', csv], /Say what to import/],
    [['orders'], /Say what to import/],
    [['orders', csv, '--shout'], /Unknown option/],
  ]
  for (const [argv, reason] of refusals) {
    const failure = await here.run(...argv).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StartError)
    expect((failure as Error).message).toMatch(reason)
  }
  here.remove()
})
