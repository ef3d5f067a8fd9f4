import { who } from '../../bff/simulator/demo/contacts.ts'
import { expect, test } from '../fixtures/journey.ts'

const me = 'gu_yuan'
const chat = who.chenbo

test('a customer marked as lost with a reason is back where they were after undo, and both are in the timeline @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  const before = (await desk.bundle(chat)).opportunity
  const stage = before?.stages.find(({ stageId }) => stageId === before.stageId)?.name ?? ''
  const pill = page.getByRole('button', { name: /^阶段 / })
  await expect(pill).toHaveAccessibleName(new RegExp(`^阶段 ${stage}，`))
  const words = await pill.getAttribute('aria-label')

  await pill.click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /^标为流失/ }).click()
  const lose = sheet.getByRole('button', { name: '标为流失', exact: true })
  await expect(lose).toBeDisabled()
  const reason = sheet.getByRole('radio').first()
  const why = await reason.innerText()
  await reason.click()
  await sheet.getByRole('textbox', { name: '补充说明' }).fill('先放一放')
  await lose.click()
  await expect(pill).toHaveAccessibleName(new RegExp(`^阶段 流失 · ${why}`))

  await page.getByRole('status').filter({ hasText: '已标为流失' }).getByRole('button', { name: /撤销/ }).click()
  await expect(pill).toHaveAttribute('aria-label', words ?? '')
  const after = (await desk.bundle(chat)).opportunity
  expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 })

  await desk.tab('跟进')
  const rows = page.getByRole('region', { name: '客户轨迹' }).getByRole('listitem')
  await expect(rows.nth(0)).toContainText('撤销移动')
  await expect(rows.nth(1)).toContainText('标为流失')
  await expect(rows.nth(1)).toContainText(`原因：${why} · 先放一放`)
})

test('a colleague was first: the stage stays where they put it, and their name is said @desktop', async ({ desk, page, problems }) => {
  problems.expect(/409/)
  await desk.openChat(me, chat)
  const { opportunity } = await desk.bundle(chat)
  const [target] = opportunity?.stages.filter(({ stageId, kind }) => stageId !== opportunity.stageId && kind === 'open') ?? []
  await page.getByRole('button', { name: /^阶段 / }).click()
  const moves = page.getByRole('dialog').getByRole('button', { name: /^移到「/ })
  await expect(moves.first()).toBeVisible()
  await desk.write('POST', `opportunities/${opportunity?.opportunityId}/stage`, { stageId: target?.stageId, version: opportunity?.version })
  await moves.last().click()
  await expect(page.getByRole('status').filter({ hasText: `没有移动：` })).toContainText(`先移到了「${target?.name}」`)
  await expect(page.getByRole('button', { name: /^阶段 / })).toHaveAccessibleName(new RegExp(`^阶段 ${target?.name}，`))
})

test('the second half of a double tap falls through no closing sheet', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  const pill = page.getByRole('button', { name: /^阶段 / })
  await pill.click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /^标为流失/ }).click()
  await expect(sheet.getByRole('heading', { name: '标为流失' })).toBeFocused()
  await sheet.getByRole('radio').first().click()
  await sheet.getByRole('button', { name: '标为流失', exact: true }).dblclick({ delay: 40 })
  await expect(pill).toHaveAccessibleName(/^阶段 流失/)
  await expect(page.getByRole('link', { name: '客户', exact: true })).toHaveAttribute('aria-current', 'page')
  await page.getByRole('status').filter({ hasText: '已标为流失' }).getByRole('button', { name: /撤销/ }).click()
  await expect(pill).not.toHaveAccessibleName(/流失/)
})
