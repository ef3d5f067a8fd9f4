import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { HostSettings } from '../../sidebar/simulator/host/types.ts'
import type { SimConversation, SimulatorState } from '../../shared/simulator.ts'
import { withChineseFont } from './fonts.ts'
import type { Screen } from './screens.ts'

export const sizes = [
  { width: 360, height: 700 },
  { width: 375, height: 812 },
  { width: 1024, height: 768 },
]
export const themes = ['light', 'dark'] as const

/** All that moves and will come to an end has; what turns for ever is left turning. */
const motionsEnd = `Promise.all(
  document.getAnimations().filter(({ effect }) => isFinite(effect.getComputedTiming().endTime)).map(({ finished }) => finished.catch(() => undefined)),
).then(() => undefined)`

/** The fonts of the words on show and the pictures in view are there: what a press has brought asks for them only once it is laid out. */
const drawn = `(async () => {
  const inView = (image) => {
    const { top, bottom, width } = image.getBoundingClientRect()
    return width > 0 && bottom > 0 && top < innerHeight
  }
  do {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await document.fonts.ready
  } while ([...document.images].some((image) => inView(image) && !image.complete))
})()`

export type Size = (typeof sizes)[number]
export type Theme = (typeof themes)[number]

/** Draws one screen at one size in one theme. Gives the page, ready for its picture; the caller closes the context. */
export async function setTheScene(
  browser: Browser,
  origin: string,
  screen: Screen,
  size: Size,
  theme: Theme,
): Promise<{ page: Page; context: BrowserContext }> {
  const phone = size.width < 768
  const context = await browser.newContext({
    viewport: screen.size ?? size,
    deviceScaleFactor: 2,
    hasTouch: phone,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: screen.language === 'en' ? 'en-US' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  await withChineseFont(context, origin)
  const page = await context.newPage()
  await page.request.put(`${origin}/simulator/api/faults`, { data: { faults: [] } })
  await page.request.post(`${origin}/simulator/api/become`, { data: { userId: screen.userId ?? 'shen_ke' } })
  await page.request.get(`${origin}/auth/login`)
  if (screen.host !== 'none')
    await context.addInitScript({ content: `window.__kebianHostSettings = ${JSON.stringify(await hostSettings(page, origin, screen, theme, phone))}` })
  await screen.before?.(page)
  await page.goto(`${origin}${screen.path ?? '/sidebar/'}`)
  await screen.ready?.(page)
  if (!screen.unanswered) await page.waitForLoadState('networkidle')
  await screen.prepare?.(page)
  if (!screen.unanswered) await page.waitForLoadState('networkidle')
  await page.evaluate(drawn)
  await page.evaluate(motionsEnd)
  return { page, context }
}

async function hostSettings(page: Page, origin: string, screen: Screen, theme: Theme, phone: boolean): Promise<HostSettings> {
  const userId = screen.userId ?? 'shen_ke'
  const state = (await (await page.request.get(`${origin}/simulator/api/state`)).json()) as SimulatorState
  const contactNamed = async (remark?: string) => {
    const answer = await page.request.get(`${origin}/simulator/api/conversations?userId=${screen.contactOf ?? userId}`)
    const { conversations } = (await answer.json()) as { conversations: SimConversation[] }
    const found = remark === undefined ? conversations[0] : conversations.find(({ contact }) => contact.name === remark)
    if (!found && remark !== undefined) throw new Error(`${screen.contactOf ?? userId} talks to nobody called ${remark}`)
    return found?.contact.externalUserId
  }
  const externalUserId = await contactNamed(screen.contact)
  const other = screen.switchesTo && (await contactNamed(screen.switchesTo))
  return {
    userId,
    corpId: state.corp.corpId,
    agentId: state.corp.agentId,
    client: phone ? 'ios' : 'windows',
    theme,
    language: screen.language ?? 'zh',
    entry: 'single_chat_tools',
    ...(externalUserId && { externalUserId }),
    ...(other && { faults: [{ kind: 'switch_before_send', externalUserId: other }] }),
    ...(typeof screen.host === 'object' && screen.host),
  }
}
