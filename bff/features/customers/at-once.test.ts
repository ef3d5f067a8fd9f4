import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { atOnce } from '../../../e2e/fixtures/at-once.ts'
import { newId } from '../../db/new-id.ts'
import { who } from '../../simulator/demo/contacts.ts'

describe.each(['sqlite', 'postgres'] as const)('a customer on %s', (engine) => {
  let test: TestApp
  let sales: string
  let customerId: string

  const profile = async (cookie = sales) => (await test.call('GET', `/api/customers/${customerId}`, { cookie })).body
  const found = async (q: string, cookie: string) => (await test.call('GET', `/api/customers?q=${q}`, { cookie })).body.customers.length

  beforeAll(async () => {
    test = await startTestApp({ engine })
    sales = await test.signIn('shen_ke')
    const opened = await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId: who.qiaojie } })
    customerId = opened.body.bundle.customer.customerId
  })
  afterAll(() => test.close())

  it('is found by the remarks of two followers who wrote them at the same moment', async () => {
    const { store } = test.app
    const { followRelations, employees } = store.tables
    const other = await test.signIn('gu_yuan')
    const [relation] = await store.read.select().from(followRelations).where(eq(followRelations.customerId, customerId))
    const [admin] = await store.read.select().from(employees).where(eq(employees.userId, 'gu_yuan'))
    await store.write(async (tx) => void (await tx.insert(followRelations).values({ ...relation!, id: newId(new Date()), employeeId: admin!.id, remark: '' })))
    const remark = async (text: string, cookie: string) => {
      const { version } = (await profile(cookie)).relation
      return () => test.call('PATCH', `/api/customers/${customerId}/relation`, { cookie, body: { version, remark: text } })
    }
    // the customer is active as of now, so that none holds the customer's row
    await (
      await remark('之前', sales)
    )()
    const [one, two] = [await remark('Alphabeta', sales), await remark('Gammadelta', other)]
    const answers = await atOnce(test, one, two)
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect([await found('Alphabeta', sales), await found('Gammadelta', other)]).toEqual([1, 1])
  })

  it('shows tags of a group that Kebian does not know behind all others', async () => {
    const { store } = test.app
    const { tags, tagAssignments, employees } = store.tables
    const [me] = await store.read.select().from(employees).where(eq(employees.userId, 'shen_ke'))
    const of = { id: newId(new Date()), corpId: me!.corpId }
    await store.write(async (tx) => {
      await tx.insert(tags).values({ ...of, kind: 'corp', wecomTagId: 'et', name: '没有组', position: 0, uniqueKey: 'corp:et', updatedAt: new Date() })
      await tx.insert(tagAssignments).values({ ...of, customerId, employeeId: me!.id, tagId: of.id, setBy: 'wecom', createdAt: new Date() })
    })
    const names = (await profile()).tagGroups.map(({ name }: { name: string }) => name)
    expect(names.length).toBeGreaterThan(1)
    expect(names[0]).not.toBe('')
  })
})
