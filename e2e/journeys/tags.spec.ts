import { who } from '../../bff/simulator/demo/contacts.ts'
import type { RouteReply } from '../../shared/contracts/index.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'

const me = 'lu_yining'
const chat = who.pengyue

const tagsInWecom = async (desk: Desk) => (await desk.relation(me, chat)).tags.map(({ tagName }) => tagName)

/** A corp tag that the customer does not have, and whose name no other tag has. */
async function freeTag(desk: Desk): Promise<string> {
  const { groups } = await desk.get<RouteReply<'GET /tag-groups'>>('tag-groups')
  const names = groups.flatMap(({ tags }) => tags.map(({ name }) => name))
  const taken = await tagsInWecom(desk)
  const free = names.find((name) => !taken.includes(name) && names.filter((other) => other === name).length === 1)
  if (!free) throw new Error('every tag is taken')
  return free
}

test('a tag set with a tap is in WeCom, and gone with the next tap @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  const name = await freeTag(desk)
  await page.getByRole('button', { name: '编辑标签' }).click()
  const sheet = page.getByRole('dialog', { name: '标签' })
  const chip = sheet.getByRole('button', { name, exact: true })
  await chip.click()
  await expect(chip).toHaveAttribute('aria-pressed', 'true')
  await expect(sheet.getByText('已同步企业微信')).toBeVisible()
  expect(await tagsInWecom(desk)).toContain(name)

  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  const profile = page.getByRole('region', { name: '客户', exact: true })
  await expect(profile.getByText(name, { exact: true })).toBeVisible()

  await page.getByRole('button', { name: '编辑标签' }).click()
  await chip.click()
  await expect(chip).toHaveAttribute('aria-pressed', 'false')
  await expect(sheet.getByText('已同步企业微信')).toBeVisible()
  expect(await tagsInWecom(desk)).not.toContain(name)
})

test('a tag that WeCom refuses goes back, with the reason in words @desktop', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  const name = await freeTag(desk)
  await desk.faults([{ call: 'externalcontact/mark_tag', effect: 'errcode', value: 84061 }])
  await page.getByRole('button', { name: '编辑标签' }).click()
  const sheet = page.getByRole('dialog', { name: '标签' })
  const chip = sheet.getByRole('button', { name, exact: true })
  await chip.click()
  await expect(sheet.getByRole('alert')).toHaveText(`「${name}」没写进企业微信：对方已不是您的好友。已还原。`)
  await expect(chip).toHaveAttribute('aria-pressed', 'false')
  expect(await tagsInWecom(desk)).not.toContain(name)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: '客户', exact: true }).getByText(name, { exact: true })).toHaveCount(0)
})

test('toggling tags moves nothing in the sheet', async ({ desk, page }) => {
  await desk.openChat(me, chat)
  await page.getByRole('button', { name: '编辑标签' }).click()
  const sheet = page.getByRole('dialog', { name: '标签' })
  const chips = sheet.locator('[aria-pressed]')
  await expect(chips.first()).toBeVisible()
  const places = () =>
    chips.evaluateAll((all) => all.map((chip) => [(chip as HTMLElement).offsetLeft, (chip as HTMLElement).offsetTop, (chip as HTMLElement).offsetWidth]))
  const [before, count] = [await places(), await chips.count()]
  for (let at = 0; at < count; at++) {
    await chips.nth(at).click()
    expect(await places()).toEqual(before)
  }
})
