import { createHash } from 'node:crypto'
import { who } from '../../bff/simulator/demo/contacts.ts'
import { expect, test } from '../fixtures/journey.ts'

const me = 'lu_yining'
const chat = who.jiushu

test('a tour through everything breaks no rule of the Content-Security-Policy @desktop', async ({ desk, page, problems }) => {
  await desk.openChat(me, chat)
  for (const opener of [/^阶段 /, '编辑标签']) {
    await page.getByRole('button', { name: opener }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
  }
  for (const tab of ['话术', '素材', '订单', '跟进']) {
    await desk.tab(tab)
    await expect(page.locator('.skeleton')).toHaveCount(0)
  }
  await page.goto(`${desk.origin}/simulator/`)
  await expect(page.getByRole('navigation', { name: '聊天' }).getByRole('listitem').first()).toBeVisible()
  expect(problems.all()).toEqual([])
})

test('only the scripts that the build put into the page may run in it', async ({ desk, page, problems }) => {
  problems.expect(/csp: script-src|Content Security Policy/)
  await desk.signIn(me)
  const answer = await page.request.get(`${desk.origin}/sidebar/`)
  const allowed = /script-src ([^;]*)/.exec(answer.headers()['content-security-policy'] ?? '')?.[1]?.split(' ') ?? []
  const scripts = [...(await answer.text()).matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = '']) => script)
  expect(scripts.length).toBeGreaterThan(0)
  expect(new Set(allowed)).toEqual(new Set(["'self'", ...scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)]))

  await desk.openChat(me, chat)
  await page.evaluate(`document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.intruded = true' }))`)
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.intruded = true">')`)
  await expect.poll(() => problems.all().filter((line) => line.startsWith('csp: script-src')).length).toBeGreaterThan(1)
  expect(await page.evaluate('window.intruded')).toBeUndefined()
})
