import { createHash } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { fillScript, MY_NAME, SALUTATION, salutationOf } from '../../shared/domain/fill-script.ts'
import type { Desk } from '../fixtures/desk.ts'
import { firstAddressingScript, firstImage, firstLink, firstReadyScript, materialRow, sendButton, sentNote } from '../fixtures/content.ts'
import { expect, test } from '../fixtures/journey.ts'
import { SimulatorWindow } from '../fixtures/simulator-window.ts'

const me = 'he_zhou'
const chat = who.yezi
const arrived = '已进入聊天'

const hashOf = async (request: APIRequestContext, url: string) => {
  const answer = await request.get(url)
  expect(answer.ok(), url).toBe(true)
  return createHash('sha256')
    .update(await answer.body())
    .digest('hex')
}
const lastMessage = async (desk: Desk) => (await desk.messages(me, chat)).at(-1)
const sends = async (desk: Desk) => (await desk.timeline(chat)).filter(({ kind }) => kind === 'send')

test('a script arrives word for word, with the customer addressed by name, and stands in the timeline @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const [script, bundle] = [await firstAddressingScript(desk), await desk.bundle(chat)]
  const nickname = bundle.customer.nickname
  const known = { [SALUTATION]: salutationOf({ remark: bundle.relation?.remark ?? '', nickname }), [MY_NAME]: (await desk.get<{ name: string }>('me')).name }
  const { text } = fillScript(script.messages[0]?.text ?? '', known)
  expect(text).toContain(known[SALUTATION])

  await page.getByRole('combobox', { name: '搜话术' }).fill(script.title)
  await sendButton(page, script.title).click()
  await expect(sentNote(page)).toBeVisible()
  expect(await lastMessage(desk)).toMatchObject({ msgtype: 'text', text, from: 'employee', viaSidebar: true })

  await desk.tab('跟进')
  const row = page.getByRole('region', { name: '客户轨迹' }).getByRole('listitem').first()
  await expect(row).toContainText(script.title)
  await expect(row).toContainText(arrived)
})

test('a script with an open variable asks for it in the preview, and is sent from there', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const fill = page.getByRole('button', { name: /^填写并发送/ }).first()
  await fill.click()
  const sheet = page.getByRole('dialog')
  const send = sheet.getByRole('button', { name: /^发送/ })
  await expect(send).toBeDisabled()
  for (const field of await sheet.getByRole('textbox').all()) await field.fill('一句填好的话')
  const text = await sheet.locator('.script-text').innerText()
  expect(text).toContain('一句填好的话')
  await send.click()
  await expect(sheet).toBeHidden()
  expect(await lastMessage(desk)).toMatchObject({ msgtype: 'text', text })
})

test('a script rewritten in the preview arrives and stands in the timeline as it was rewritten', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const script = await firstReadyScript(desk)
  await page
    .getByRole('row')
    .filter({ has: sendButton(page, script.title) })
    .locator('.open')
    .click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '修改' }).click()
  const text = '这一句是临时改的\n分两行'
  await sheet.getByRole('textbox').first().fill(text)
  await sheet.getByRole('button', { name: /^发送/ }).click()
  await expect(sheet).toBeHidden()
  expect(await lastMessage(desk)).toMatchObject({ msgtype: 'text', text })
  await expect.poll(async () => (await sends(desk))[0]?.params).toMatchObject({ title: script.title, text })
  await desk.tab('跟进')
  await expect(page.getByRole('region', { name: '客户轨迹' }).getByRole('listitem').first()).toContainText(`改写为：${text}`)
})

test('two taps 150 ms apart send one message, and the plane shows that it is done @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/materials' })
  for (const { tab, title } of [
    { tab: '话术', title: (await firstReadyScript(desk)).title },
    { tab: '素材', title: (await firstLink(desk)).title },
  ]) {
    await page.getByRole('link', { name: tab }).click()
    const before = (await desk.messages(me, chat)).length
    const plane = sendButton(page, title)
    const drawn = await plane.innerHTML()
    await plane.dblclick({ delay: 75 })
    await expect(sentNote(page)).toBeVisible()
    expect(await plane.innerHTML()).not.toBe(drawn)
    await expect.poll(() => plane.innerHTML()).toBe(drawn)
    expect(await desk.messages(me, chat)).toHaveLength(before + 1)
  }
})

test('a key held down sends one message, on a plane, from the box and in the preview @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const script = await firstReadyScript(desk)
  const plane = sendButton(page, script.title)
  const box = page.getByRole('combobox', { name: '搜话术' })
  const arrivals = async () => (await desk.messages(me, chat)).length
  /** For longer than a second tap is refused anyhow. */
  const hold = async (key: string) => {
    const [before, until] = [await arrivals(), Date.now() + 1_200]
    while (Date.now() < until) await page.keyboard.down(key)
    await page.keyboard.up(key)
    await expect.poll(arrivals).toBe(before + 1)
    await expect(plane.locator('.spinner')).toBeHidden()
    expect(await arrivals()).toBe(before + 1)
  }
  await plane.focus()
  await hold('Enter')
  await box.fill(script.title)
  await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false')
  await expect(page.getByRole('row', { selected: true })).toContainText(script.title)
  await hold('Enter')
  await page.keyboard.down('Alt')
  await hold('1')
  await page.keyboard.up('Alt')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog').getByRole('button', { name: '发送' })).toBeFocused()
  await hold('Enter')
  await desk.tab('素材')
  await sendButton(page, (await firstLink(desk)).title).focus()
  await hold('Enter')
})

test('the preview of another script or material does not say that something was sent', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const script = await firstReadyScript(desk)
  await sendButton(page, script.title).click()
  await expect(sentNote(page)).toBeVisible()
  await page.getByRole('row').filter({ hasNotText: script.title }).first().getByRole('button').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByText(arrived)).toHaveCount(0)
})

test('script, picture and link arrive as bubbles in the chat beside the sidebar @desktop', async ({ desk, page }) => {
  const window = new SimulatorWindow(desk)
  await window.open(me)
  const { conversations } = await desk.conversations(me)
  await window.openChat(conversations.findIndex(({ contact }) => contact.externalUserId === chat))
  const sidebar = window.sidebar()
  await desk.usable(sidebar)
  const [script, image, link] = [await firstReadyScript(desk), await firstImage(desk), await firstLink(desk)]

  await sidebar.getByRole('link', { name: '话术' }).click()
  await sendButton(sidebar, script.title).click()
  await expect(sentNote(sidebar)).toBeVisible()
  await sidebar.getByRole('link', { name: '素材' }).click()
  await sendButton(sidebar, image.title).click()
  await expect.poll(async () => (await lastMessage(desk))?.msgtype).toBe('image')
  await sendButton(sidebar, link.title).click()
  await expect.poll(async () => (await lastMessage(desk))?.msgtype).toBe('news')
  if (await window.isPhone()) await window.back()

  const bubbles = window.bubbles()
  await expect(bubbles.filter({ hasText: script.messages[0]?.text ?? '' }).last()).toBeVisible()
  const picture = bubbles.getByRole('img', { name: '聊天里的图片' }).last()
  await expect(picture).toHaveJSProperty('complete', true)
  await expect(picture).not.toHaveJSProperty('naturalWidth', 0)
  const card = bubbles.getByRole('link').last()
  await expect(card).toHaveAttribute('href', link.linkUrl ?? '')
  await expect(card).toContainText(link.title)

  const sent = (await desk.messages(me, chat)).filter(({ msgtype }) => msgtype === 'image').at(-1)
  const [original, inChat] = [`/api/materials/${image.materialId}/file`, sent?.mediaUrl ?? ''].map((path) => hashOf(page.request, desk.origin + path))
  expect(await inChat).toBe(await original)
  expect((await desk.messages(me, chat)).at(-1)).toMatchObject({
    msgtype: 'news',
    link: { url: link.linkUrl, title: link.title, description: link.description },
  })
  expect((await sends(desk)).slice(0, 3).map(({ params }) => params.title)).toEqual([link.title, image.title, script.title])
})

test('cancelling in WeCom sends nothing, and says so @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat, { path: '/sidebar/#/scripts' })
  const [script, before] = [await firstReadyScript(desk), await desk.messages(me, chat)]
  await desk.host({ outcomes: [{ api: 'sendChatMessage', keyword: 'cancel', times: 1 }] })
  await sendButton(page, script.title).click()
  await expect(page.getByText('没有发出：您在企业微信里点了取消。')).toBeVisible()
  await expect.poll(async () => (await sends(desk))[0]).toMatchObject({ code: 'message_cancelled', params: { title: script.title } })
  expect(await desk.messages(me, chat)).toEqual(before)
})

test('an upload that WeCom refuses is told, and the next tap works', async ({ desk, page, problems }) => {
  problems.expect(/502/)
  await desk.openChat(me, chat, { path: '/sidebar/#/materials' })
  const image = (await desk.get<{ materials: Awaited<ReturnType<typeof firstImage>>[] }>('materials')).materials.filter(({ kind }) => kind === 'image').at(-1)
  if (!image) throw new Error('no image to send')
  const before = await desk.messages(me, chat)
  await desk.faults([{ call: 'media/upload', effect: 'errcode', value: -1 }])
  await sendButton(page, image.title).click()
  await expect(page.getByText(/^没有发出：(图片没传到企业微信|企业微信的接口没有回应)/)).toBeVisible()
  expect(await desk.messages(me, chat)).toEqual(before)
  await desk.faults([])
  await sendButton(page, image.title).click()
  await expect(sentNote(page)).toBeVisible()
  await expect(materialRow(page, image.title)).not.toContainText('正在传到企业微信')
  expect(await lastMessage(desk)).toMatchObject({ msgtype: 'image' })
})
