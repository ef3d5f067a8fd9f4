import type { Page } from '@playwright/test'
import { who } from '../../bff/simulator/demo/contacts.ts'
import zh from '../../sidebar/words/zh-CN.ts'
import { Desk } from '../fixtures/desk.ts'
import { expect, test } from '../fixtures/journey.ts'

const me = 'shen_ke'
const path = '/sidebar/#/follow'

const composer = (page: Page) => page.getByRole('region', { name: zh.notes.composer })
const box = (page: Page) => composer(page).getByRole('textbox', { name: zh.notes.composer })

async function begin(page: Page, text: string): Promise<void> {
  await composer(page).getByRole('button', { name: zh.notes.tapOrWrite }).click()
  await box(page).fill(text)
}

test('of two pages in one chat each keeps what is typed in it, whatever the other does', async ({ desk, page, demo }) => {
  await desk.openChat(me, who.qiaojie, { path })
  await begin(page, '第一个窗口里写了很久的一段话')
  await expect.poll(() => desk.kept('drafts')).toBe(1)
  const second = await page.context().newPage()
  const there = new Desk(second, demo.origin)
  await there.openChat(me, who.qiaojie, { path })
  await begin(second, '第二个窗口的短句')
  await expect.poll(() => desk.kept('drafts')).toBe(2)
  await composer(second).getByRole('button', { name: zh.notes.save, exact: true }).click()
  await expect(box(second)).toHaveCount(0)
  await expect.poll(() => desk.kept('drafts')).toBe(1)
  await page.reload()
  await expect(box(page)).toHaveValue('第一个窗口里写了很久的一段话')
  await page.close()
  // the browser frees what a closed page held in its own time
  await expect(async () => {
    await there.comeBack()
    await expect(box(second)).toHaveValue('第一个窗口里写了很久的一段话', { timeout: 1_000 })
  }).toPass()
  await expect(composer(second).getByRole('status')).toContainText(/已恢复 \d\d:\d\d 没存的内容/)
})

test('what is typed before a kept draft is back does not replace it, on a slow device', async ({ desk, page }) => {
  await desk.openChat(me, who.dengjun, { path })
  await begin(page, '昨天写到一半的长记录')
  await expect.poll(() => desk.kept('drafts')).toBe(1)
  await page.addInitScript(`{
    const { query } = LockManager.prototype
    const late = new Promise((resolve) => (window.letGo = resolve))
    LockManager.prototype.query = function () {
      return late.then(() => query.call(this))
    }
  }`)
  await page.reload()
  await begin(page, '今天')
  await expect.poll(() => desk.kept('drafts')).toBe(2)
  await page.evaluate('letGo()')
  const more = composer(page).getByRole('status').filter({ hasText: '没存的内容' })
  await expect(more).toContainText(/还有 \d\d:\d\d 没存的内容/)
  await expect(box(page)).toHaveValue('今天')
  await more.getByRole('button', { name: zh.ui.bringBack }).click()
  await expect(box(page)).toHaveValue('昨天写到一半的长记录')
  await expect.poll(() => desk.kept('drafts')).toBe(2)
  await page.reload()
  await page.evaluate('letGo()')
  await expect(more).toHaveCount(2)
  await expect(box(page)).toHaveValue('今天')
})

test('who signs out is asked about what is typed in any page, and signed out in all of them', async ({ desk, page, demo, problems }) => {
  problems.expect(/401/)
  const kept = async () => [await desk.kept('drafts'), await desk.kept('outbox'), await desk.kept('views')]
  const out = (of: Page) => of.getByRole('heading', { name: zh.failures.signed_out.title })
  await desk.openChat(me, who.xiaoman, { path })
  await begin(page, '还没存的长记录')
  await expect.poll(() => desk.kept('drafts')).toBe(1)
  const second = await page.context().newPage()
  await new Desk(second, demo.origin).open({ userId: me, entry: 'normal' }, { path: '/sidebar/#/me' })
  await second.getByRole('button', { name: zh.workbench.signOut }).click()
  await expect(second.getByRole('alert')).toHaveText(zh.workbench.lost(0, 1))
  await second.getByRole('button', { name: zh.workbench.stay }).click()
  await second.getByRole('button', { name: zh.workbench.signOut }).click()
  await second.getByRole('button', { name: zh.workbench.dropAndLeave }).click()
  await expect(out(second)).toBeVisible()
  await expect(out(page)).toBeVisible()
  await expect(box(page)).toHaveCount(0)
  await desk.comeBack()
  await page.evaluate(`dispatchEvent(new Event('pagehide'))`)
  await expect(out(page)).toBeVisible()
  expect(await kept()).toEqual([0, 0, 0])
})
