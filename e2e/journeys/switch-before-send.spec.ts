import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'
import { firstImage, firstReadyScript, materialRow, sendButton } from '../fixtures/content.ts'

const [before, now] = [who.qiaojie, who.xiaoman]
const me = 'shen_ke'

/** Everything that could have been sent or noted down for either customer. */
async function traces(desk: Desk) {
  const of = async (id: string) => ({ chat: await desk.messages(me, id), sends: (await desk.timeline(id)).filter(({ kind }) => kind === 'send') })
  return { before: await of(before), now: await of(now) }
}

async function expectNothingSent(desk: Desk, page: Page, untouched: Awaited<ReturnType<typeof traces>>) {
  const [nameBefore, nameNow] = [(await desk.relation(me, before)).remark, (await desk.relation(me, now)).remark]
  const note = page.getByRole('status').filter({ hasText: '没有发送' })
  await expect(note).toContainText(nameNow)
  await expect(note).toContainText(nameBefore)
  await expect(note.locator('.danger')).toBeVisible()
  await expect(desk.name()).toHaveText(nameNow)
  expect(await traces(desk)).toEqual(untouched)
}

test('the host switches the customer between tap and send: nothing is sent, and it is said @desktop', async ({ desk, page }) => {
  await desk.openChat(me, before, { path: '/sidebar/#/scripts' })
  const untouched = await traces(desk)
  const script = await firstReadyScript(desk)
  const button = sendButton(page, script.title)
  await expect(button).toBeVisible()
  await desk.host({ faults: [{ kind: 'switch_before_send', externalUserId: now }] })
  await button.click()
  await expectNothingSent(desk, page, untouched)
})

test('the host switches the customer while a picture is on its way to WeCom: nothing is sent @desktop', async ({ desk, page }) => {
  await desk.openChat(me, before, { path: '/sidebar/#/materials' })
  const untouched = await traces(desk)
  const image = await firstImage(desk)
  let uploaded = () => {}
  const slowly = new Promise<void>((resolve) => (uploaded = resolve))
  await page.route('**/api/materials/*/message', async (route) => {
    const response = await route.fetch()
    await slowly
    await route.fulfill({ response })
  })
  await sendButton(page, image.title).click()
  await expect(materialRow(page, image.title)).toContainText('正在传到企业微信')
  await desk.host({ externalUserId: now })
  uploaded()
  await expectNothingSent(desk, page, untouched)
})

test('what was not sent can be looked at for the customer who is there now, and sent to them only then', async ({ desk, page }) => {
  await desk.openChat(me, before, { path: '/sidebar/#/scripts' })
  const { before: untouched } = await traces(desk)
  const script = await firstReadyScript(desk)
  await desk.host({ faults: [{ kind: 'switch_before_send', externalUserId: now }] })
  await sendButton(page, script.title).click()
  const name = (await desk.relation(me, now)).remark
  await desk.host({ externalUserId: now, faults: [] })
  await page.getByRole('button', { name: `改发给${name}` }).click()
  const sheet = page.getByRole('dialog', { name: script.title })
  await expect(sheet).toContainText(`当前聊天：${name}`)
  const { length } = await desk.messages(me, now)
  await sheet.getByRole('button', { name: /^发送/ }).click()
  await expect(page.getByText('已进入聊天').first()).toBeVisible()
  expect(await desk.messages(me, now)).toHaveLength(length + 1)
  expect((await traces(desk)).before).toEqual(untouched)
})

test('the host does not say who the chat is with: nothing is sent @desktop', async ({ desk, page }) => {
  await desk.openChat(me, before, { path: '/sidebar/#/scripts' })
  const untouched = await traces(desk)
  const script = await firstReadyScript(desk)
  await desk.host({ outcomes: [{ api: 'getCurExternalContact', keyword: 'system error', times: 1 }] })
  await sendButton(page, script.title).click()
  await expect(page.getByText(/^没有发送：没能核对聊天对象/)).toBeVisible()
  expect(await traces(desk)).toEqual(untouched)
})
