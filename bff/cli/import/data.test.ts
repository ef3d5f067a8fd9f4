import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { count, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { freshPostgres } from '../../../e2e/fixtures/postgres.ts'
import { importHere } from './test/import-here.ts'

const data = process.env.KEBIAN_DATA
const map = fileURLToPath(new URL('../../../docs/import/uci-online-retail.map.json', import.meta.url))

it('has the data where it is required', () => {
  expect(process.env.KEBIAN_REQUIRE_DATA === '1' && !data).toBe(false)
})

describe.skipIf(!data).each(['SQLite', 'PostgreSQL'])('real files on %s (needs KEBIAN_DATA)', (engine) => {
  it('imports the invoices of UCI Online Retail, to the penny, and nothing the second time', { timeout: 120_000 }, async () => {
    const here = importHere(engine === 'PostgreSQL' ? await freshPostgres() : '')
    const file = join(data ?? '', 'orders/uci_online_retail.csv')
    const first = await here.run('orders', file, '--map', map)
    const second = await here.run('orders', file, '--map', map)
    expect(first.said.at(-1)).toBe('Imported: 1870 new, 0 changed, 0 unchanged, 0 refused')
    expect(second.said.at(-1)).toBe('Imported: 0 new, 0 changed, 1870 unchanged, 0 refused')

    const { read, tables, close } = await here.openStore()
    const { orders, orderItems, refunds, identities } = tables
    const [accounts] = await read
      .select({ count: count() })
      .from(identities)
      .where(sql`${identities.customerId} is null`)
    const [sums] = await read.select({ count: count(), net: sql<string>`sum(${orders.amountMinor} - ${orders.refundedMinor})` }).from(orders)
    const [cancellations] = await read.select({ count: count() }).from(refunds)
    const [items] = await read.select({ count: count(), total: sql<string>`sum(${orderItems.totalMinor})` }).from(orderItems)
    await close()
    here.remove()
    expect({ accounts: accounts?.count, orders: sums?.count, cancellations: cancellations?.count, items: items?.count }).toEqual({
      accounts: 396,
      orders: 1870,
      cancellations: 288,
      items: 32_327,
    })
    expect([Number(sums?.net), Number(items?.total)]).toEqual([79_570_914, 79_570_914])
  })

  it('imports the script library, its placeholders as variables, and nothing the second time', { timeout: 120_000 }, async () => {
    const here = importHere(engine === 'PostgreSQL' ? await freshPostgres() : '')
    const file = join(data ?? '', 'scripts/scripts.jsonl')
    expect((await here.run('scripts', file)).said.at(-1)).toBe('Imported: 1340 new, 0 changed, 0 unchanged, 0 refused')
    expect((await here.run('scripts', file)).said.at(-1)).toBe('Imported: 0 new, 0 changed, 1340 unchanged, 0 refused')
    const { read, tables, close } = await here.openStore()
    const [bracketed] = await read
      .select({ count: count() })
      .from(tables.scriptMessages)
      .where(sql`${tables.scriptMessages.text} like '%[%'`)
    const [braced] = await read
      .select({ count: count() })
      .from(tables.scriptMessages)
      .where(sql`${tables.scriptMessages.text} like '%{时间}%'`)
    await close()
    here.remove()
    expect([bracketed?.count, braced?.count]).toEqual([0, 41])
  })
})
