import { who } from '../../bff/simulator/demo/contacts.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'

const nobody = `wm${'QYTEAAnobody'.padEnd(30, '0')}`

/** All that can be told from outside about a contact: the answer, its headers, and the page. */
async function look(desk: Desk, externalUserId: string) {
  const answered = desk.page.waitForResponse('**/api/context')
  await desk.hostOfNextPage({ externalUserId })
  await desk.page.reload()
  const answer = await answered
  await desk.usable()
  await expect(desk.name()).toHaveText('您看不到这位客户')
  await expect(desk.page.locator('.customer-row').first()).toBeVisible()
  const kept = Object.entries(answer.headers()).filter(([name]) => !/^(date|x-request-id|x-ratelimit-.*|retry-after|keep-alive)$/.test(name))
  return { status: answer.status(), body: await answer.text(), headers: Object.fromEntries(kept), page: await desk.page.locator('body').innerHTML() }
}

test("a colleague's customer looks exactly like one that does not exist @desktop", async ({ desk }) => {
  await desk.openChat('he_zhou', who.hemin)
  const unknown = await look(desk, nobody)
  for (const foreign of [who.momo, who.qiaojie]) expect(await look(desk, foreign)).toEqual(unknown)
})

test("a colleague's customer is as absent by our own ids @desktop", async ({ desk, page, browser, problems }) => {
  problems.expect(/404/)
  await desk.openChat('he_zhou', who.hemin)
  const other = await browser.newContext()
  await other.request.post(`${desk.origin}/simulator/api/become`, { data: { userId: 'lu_yining' } })
  await other.request.get(`${desk.origin}/auth/login`)
  const theirs = await other.request.post(`${desk.origin}/api/context`, { data: { entry: 'single_chat_tools', externalUserId: who.momo } })
  const { bundle } = (await theirs.json()) as { bundle: { customer: { customerId: string } } }
  await other.close()
  const ask = async (customerId: string) => {
    const answer = await page.request.get(`${desk.origin}/api/customers/${customerId}`)
    return { status: answer.status(), body: (await answer.text()).replace(/"requestId":"[^"]*"/, '') }
  }
  expect(await ask(bundle.customer.customerId)).toEqual(await ask('01ARZ3NDEKTSV4RRFFQ69G5FAV'))
})
