import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { groupIds } from '../../bff/simulator/demo/groups.ts'
import zh from '../../sidebar/words/zh-CN.ts'
import { firstReadyScript, sendButton } from '../fixtures/content.ts'
import { expect, test } from '../fixtures/journey.ts'
import { SimulatorWindow } from '../fixtures/simulator-window.ts'

const me = 'shen_ke'
const inGroup = { entry: 'group_chat_tools', chatId: groupIds.tasting } as const
const mine = (page: Page) => page.locator('section', { has: page.getByRole('heading', { name: zh.group.mine }) }).getByRole('listitem')
const note = (page: Page) => page.getByRole('region', { name: zh.notes.composer })

test('beside a group there are those of its members who are mine, each a tap from the profile and from our own chat @desktop', async ({ desk, page }) => {
  await desk.open({ userId: me, ...inGroup })
  await expect(desk.name()).toHaveText('青屿试茶群')
  await expect(mine(page)).toHaveCount(3)
  for (const name of ['巧姐 温州两家店', '满满 奶茶店', '敏敏 社区团']) await expect(mine(page).filter({ hasText: name })).toBeVisible()
  const everything = (await page.content()) + JSON.stringify(await page.evaluate('window.kebian.outcome'))
  for (const foreign of ['白鹤', '豆豆', '雪姐', who.baihe, who.doudou]) expect(everything).not.toContain(foreign)

  await mine(page).filter({ hasText: '满满 奶茶店' }).getByRole('link').click()
  await expect(desk.name()).toHaveText('满满 奶茶店')
  await expect(page.getByRole('button', { name: /^发送「/ })).toHaveCount(0)
  await page.getByRole('button', { name: zh.sending.goChat }).click()
  await expect.poll(() => page.evaluate(() => window.__kebianHost?.calls().filter(({ name }) => name === 'openEnterpriseChat').map(({ params }) => params.externalUserIds))).toEqual([who.xiaoman]) // prettier-ignore
  await page.getByRole('link', { name: zh.workbench.customers }).first().click()
  await expect(desk.name()).toHaveText('青屿试茶群')
})

test('the chat becomes a group between tap and send: nothing is sent, nothing is lost, and it is said @desktop', async ({ desk, page }) => {
  const before = { group: await desk.groupMessages(me, groupIds.tasting), chat: await desk.messages(me, who.qiaojie) }
  await desk.openChat(me, who.qiaojie, { path: '/sidebar/#/follow' })
  await note(page).getByRole('button', { name: zh.notes.tapOrWrite }).click()
  await note(page).getByRole('textbox', { name: zh.notes.composer }).fill('她说只要重火')
  await desk.tab('话术')
  const script = await firstReadyScript(desk)
  await desk.host(inGroup)
  await sendButton(page, script.title).click()
  await expect(desk.name()).toHaveText('青屿试茶群')
  await expect(page.getByRole('status').filter({ hasText: '没有发送' })).toContainText('巧姐')
  await expect(page.getByRole('button', { name: /^发送/ })).toHaveCount(0)
  await expect(page.locator('textarea')).toHaveCount(0)
  expect({ group: await desk.groupMessages(me, groupIds.tasting), chat: await desk.messages(me, who.qiaojie) }).toEqual(before)

  await desk.host({ entry: 'single_chat_tools' })
  await desk.comeBack()
  await desk.tab('跟进')
  await expect(note(page).getByRole('textbox', { name: zh.notes.composer })).toHaveValue('她说只要重火')
})

test('in the simulator a group is among the chats, and every chat has the sidebar of its own', async ({ desk, page }) => {
  const window = new SimulatorWindow(desk)
  await window.open(me)
  await window.chats().filter({ hasText: '青屿试茶群' }).click()
  await expect(page.getByRole('log').getByText('重火适合配点心，店里可以上')).toBeVisible()
  await page.getByText('成员 8').click()
  await expect(page.getByRole('listitem').filter({ hasText: '雪姐的下午茶' }).first()).toBeVisible()
  await page.getByRole('button', { name: '客边', exact: true }).click()
  await expect(desk.name(window.sidebar())).toHaveText('青屿试茶群')
  await window.back()
  await window.back()
  await window.chats().filter({ hasText: '巧姐' }).first().click()
  await page.getByRole('button', { name: '客边', exact: true }).click()
  await expect(desk.name(window.sidebar())).toHaveText('巧姐 温州两家店')
})
