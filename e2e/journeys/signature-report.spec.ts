import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { expect, test } from '../fixtures/journey.ts'

const seat = { userId: 'fang_hui', externalUserId: who.yunshang }

/** What the page tells of its signature, once the server has kept it. */
async function reportOf(page: Page): Promise<unknown> {
  const answer = await page.waitForResponse('**/api/signature/report')
  expect(answer.status()).toBe(200)
  return answer.request().postDataJSON()
}

test('a page that the client accepted says so, for the doctor', async ({ desk, page }) => {
  const report = reportOf(page)
  await desk.openChat(seat.userId, seat.externalUserId, { path: '/sidebar/?from=toolbar' })
  expect(await report).toEqual({ client: expect.stringMatching(/^(ios|windows)$/), outcome: 'accepted', keyword: '', address: `${desk.origin}/sidebar/` })
})

test('a page that the client refused says why, in the words of the client', async ({ desk, page }) => {
  const report = reportOf(page)
  await desk.open({ ...seat, faults: [{ kind: 'refuse_signature', why: 'url' }] })
  expect(await report).toMatchObject({ outcome: 'signature', keyword: expect.stringMatching(/url domain|signature/), address: `${desk.origin}/sidebar/` })
})
