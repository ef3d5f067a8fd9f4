import { who } from '../../bff/simulator/demo/contacts.ts'
import type { SimConversation } from '../../shared/simulator.ts'
import { expect, test } from '../fixtures/journey.ts'
import { SimulatorWindow } from '../fixtures/simulator-window.ts'

test('opening a chat in the simulator shows the right profile beside it @desktop', async ({ desk, page }) => {
  const window = new SimulatorWindow(desk)
  await window.open('lu_yining')
  await expect(window.chats().first()).toBeVisible()
  const { conversations } = await desk.conversations('lu_yining')

  for (const place of [0, 1]) {
    await window.openChat(place)
    await expectProfile(conversations[place])
    if (await window.isPhone()) {
      await window.back()
      await window.back()
    }
  }

  async function expectProfile(conversation?: SimConversation) {
    if (!conversation) throw new Error('not enough conversations')
    const { externalUserId, name } = conversation.contact
    const { tags } = await desk.relation('lu_yining', externalUserId)
    const sidebar = window.sidebar()
    await expect(desk.name(sidebar)).toHaveText(name)
    for (const { tagName } of tags) await expect(sidebar.getByText(tagName, { exact: true }).first()).toBeVisible()
    const { opportunity } = await desk.bundle(externalUserId)
    const stage = opportunity?.stages.find(({ stageId }) => stageId === opportunity.stageId)
    await expect(sidebar.getByRole('button', { name: `阶段 ${stage?.name}` })).toBeVisible()
  }
  await expect(page).toHaveTitle(/./)
})

test('the sidebar as the whole page shows who the chat is with @desktop', async ({ desk, page }) => {
  await desk.openChat('shen_ke', who.qiaojie)
  const { remark, description, tags } = await desk.relation('shen_ke', who.qiaojie)
  await expect(desk.name()).toHaveText(remark)
  await expect(page.getByText(description)).toBeVisible()
  for (const { tagName } of tags) await expect(page.getByText(tagName, { exact: true }).first()).toBeVisible()
})

test('a supervisor sees a customer of the team read-only, and nothing to send with @desktop', async ({ desk, page }) => {
  await desk.openChat('fang_hui', who.jiushu)
  await expect(desk.name()).toHaveText((await desk.relation('lu_yining', who.jiushu)).remark)
  await expect(page.getByText(/^只读查看。/)).toBeVisible()
  await expect(page.getByRole('button', { name: '编辑标签' })).toHaveCount(0)
  await desk.tab('话术')
  await expect(page.getByRole('row').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^(填写并)?发送/ })).toHaveCount(0)
})
