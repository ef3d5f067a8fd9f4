import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { StartError } from '../../db/index.ts'
import { readOrderMap } from './orders/order-map.ts'
import { scriptColumns } from './scripts/script-row.ts'

const folder = mkdtempSync(join(tmpdir(), 'kebian-map-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'map.json')

const columns = { order: 'no', account: 'buyer', placedAt: 'at', productId: 'sku', name: 'item', quantity: 'n', unitPrice: 'price' }
const MAP = { source: '小店', currency: 'CNY', timeZone: 'Asia/Shanghai', dateFormat: 'YYYY-MM-DD', columns }

/** Why a file with these bytes is not taken as a map of orders. */
function refusal(content: string | Buffer): string {
  writeFileSync(path, content)
  try {
    readOrderMap(path)
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  return 'taken'
}
const changed = (more: object) => refusal(JSON.stringify({ ...MAP, ...more }))
const { order: _order, ...withoutOrder } = columns

it.each<[object, string]>([
  [{ decimal: ';' }, 'decimal is ";", not one of ".", ","'],
  [{ status: 'done' }, 'status is "done", not one of "created", "paid", "shipped", "completed", "refunding", "refunded", "cancelled"'],
  [
    { statuses: { '已/发货': 'sent' } },
    'statuses.已/发货 is "sent", not one of "created", "paid", "shipped", "completed", "refunding", "refunded", "cancelled"',
  ],
  [{ colour: 'red' }, 'colour is no field of a map: source, currency, timeZone, dateFormat, decimal, columns, status, statuses, cancellation are'],
  [
    { columns: { ...withoutOrder, ordr: 'no' } },
    'columns.order is missing; columns.ordr is no field of columns: order, account, placedAt, productId, name, quantity, unitPrice, status, updatedAt are',
  ],
  [{ columns: { ...columns, order: '' } }, 'columns.order is ""; it takes 1 to 200 characters'],
  [{ columns: { ...columns, order: 7 } }, 'columns.order is 7, not text'],
  [{ columns: 'all' }, 'columns is "all", not an object'],
  [{ source: ' 店' }, 'source is " 店"; it takes 1 to 60 characters, no blanks at its ends'],
  [{ source: undefined, timeZone: undefined }, 'source is missing; timeZone is missing'],
  [{ cancellation: {} }, 'cancellation.orderStartsWith is missing'],
])('says which field of %j is wrong and what it takes', (more, words) => {
  expect(changed(more)).toBe(`The map ${path} cannot be used (docs/import/README.md has its fields): ${words}.`)
})

it('says what a map is when it is something else', () => {
  expect(refusal('[]')).toContain('the map is [], not an object')
})

it.each(['RMB', 'cny', 'CNH', '人民币'])('knows what is meant by the currency %s', (currency) => {
  expect(changed({ currency })).toBe(`The map ${path} has the currency "${currency}", which is no code of a currency: write CNY.`)
})

it.each(['XXQ', 'yuan of some kind', ''])('refuses the currency %j, which nobody has', (currency) => {
  expect(changed({ currency })).toBe(
    `The map ${path} has the currency ${JSON.stringify(currency)}, which is no code of a currency: write its code, such as CNY.`,
  )
})

it.each(['CNY', 'GBP', 'JPY', 'KWD', 'UYW'])('takes the currency %s', (currency) => {
  expect(changed({ currency })).toBe('taken')
})

it('reads a map with a byte order mark, and says how to save one that is not UTF-8', () => {
  expect(refusal(`\ufeff${JSON.stringify(MAP)}`)).toBe('taken')
  expect(refusal(Buffer.from(`\ufeff${JSON.stringify(MAP)}`, 'utf16le'))).toBe(`The map ${path} is not UTF-8 text: save it as JSON in UTF-8.`)
})

it('says in one sentence that a map is not there, or is a folder', () => {
  const gone = join(folder, 'gone.json')
  expect(() => readOrderMap(gone)).toThrow(
    new StartError(`The map ${gone} is not there: give --map the path of a mapping file, seen from the folder ${process.cwd()}.`),
  )
  const place = join(folder, 'maps')
  mkdirSync(place)
  expect(() => readOrderMap(place)).toThrow(new StartError(`The map ${place} is a folder: give --map the path of a mapping file.`))
})

it('names the fields of a map for scripts too', () => {
  writeFileSync(path, JSON.stringify({ columns: { titel: '标题' } }))
  expect(() => scriptColumns({ mapPath: path, path: 'x.csv' })).toThrow(
    'columns.titel is no field of columns: id, source, category, title, question, answer, lang are.',
  )
})
