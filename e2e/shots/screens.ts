import type { Page } from '@playwright/test'
import type { HostSettings } from '../../sidebar/simulator/host/types.ts'

export interface Screen {
  /** Of the file. */
  name: string
  /** Employee of the invented corp; shen_ke unless told. */
  userId?: string
  /** Name of a contact that they talk to; the newest chat unless told. */
  contact?: string
  /** `/sidebar/` unless told, with the hash. */
  path?: string
  language?: 'zh' | 'en'
  /** What the host is told; `none`: a plain browser. */
  host?: Partial<HostSettings> | 'none'
  /** Instead of the usual sizes. */
  size?: { width: number; height: number }
  before?(page: Page): Promise<unknown>
  /** Waits for the page to be there; by default for nothing but a quiet network. */
  ready?(page: Page): Promise<unknown>
  /** A request is left without an answer: the network will not be quiet. */
  unanswered?: true
  /** Brings it into the state to be shown. */
  prepare?(page: Page): Promise<unknown>
}

const tea = '阿巧的茶铺子'
const tab = (name: string) => `/sidebar/#/${name}`
const here = (page: Page) => page.locator('.ch-name').waitFor()
const failure = (page: Page) => page.locator('#failure').waitFor()
const press = (selector: string) => (page: Page) => page.locator(selector).first().click()
/** The wheel has taken effect, where there is anything to scroll. */
const scrolled = `new Promise((resolve) => {
  const column = document.querySelector('main.scroll')
  const look = () => (column.scrollTop > 0 || column.scrollHeight <= column.clientHeight ? resolve() : requestAnimationFrame(look))
  look()
})`
/** With the mouse over the column, as the wheel turns what is under it. */
const scrollColumn = async (page: Page) => {
  await page.locator('main.scroll').hover()
  await page.mouse.wheel(0, 500)
  await page.evaluate(scrolled)
}
/** Presses, and waits for what the sheet is about. */
const openSheet = (selector: string, content: string) => async (page: Page) => {
  await press(selector)(page)
  await page.getByRole('dialog').locator(content).first().waitFor()
}
const refuseApi = (status: number, code: string) => (page: Page) =>
  page.route('**/api/context', (route) => route.fulfill({ status, json: { error: { code, message: 'as told', requestId: 'req-shots' } } }))

/** Every screen and state, one line each. */
export const screens: Screen[] = [
  { name: 'customer', contact: tea, ready: here },
  { name: 'customer-scrolled', contact: tea, ready: here, prepare: scrollColumn },
  { name: 'customer-of-a-team', contact: tea, userId: 'fang_hui', ready: here },
  { name: 'customer-english', contact: tea, language: 'en', ready: here },
  { name: 'customer-one-way', contact: '邓军 建材', ready: here },
  { name: 'customer-narrow', contact: tea, size: { width: 320, height: 640 }, ready: here },
  { name: 'edit-remark', contact: tea, ready: here, prepare: press('.fd-edit') },
  { name: 'tag-sheet', contact: tea, ready: here, prepare: openSheet('.more', '.group button') },
  { name: 'stage-sheet', contact: tea, ready: here, prepare: openSheet('button.stage', 'li') },
  { name: 'scripts', contact: tea, path: tab('scripts'), ready: here },
  { name: 'scripts-search', contact: tea, path: tab('scripts'), ready: here, prepare: (page) => page.getByRole('combobox').first().fill('价') },
  { name: 'scripts-nothing-found', contact: tea, path: tab('scripts'), ready: here, prepare: (page) => page.getByRole('combobox').first().fill('量子火箭') },
  { name: 'script-preview', contact: tea, path: tab('scripts'), ready: here, prepare: press('.script-row .open') },
  { name: 'materials', contact: tea, path: tab('materials'), ready: here },
  { name: 'material-preview', contact: tea, path: tab('materials'), ready: here, prepare: press('.material-row .open') },
  { name: 'orders', contact: tea, path: tab('orders'), ready: here },
  { name: 'follow-up', contact: tea, path: tab('follow'), ready: here },
  { name: 'unknown-customer', host: { externalUserId: 'wmNobodyKnowsThisOne0000000000' } },
  { name: 'in-a-group', host: { entry: 'group_chat_tools', chatId: 'wrShots' } },
  { name: 'outside-wecom', host: 'none', ready: failure },
  { name: 'signature-refused', host: { faults: [{ kind: 'refuse_signature', why: 'url' }] }, ready: failure },
  { name: 'no-permission', host: { faults: [{ kind: 'no_permission' }] }, ready: failure },
  { name: 'not-in-range', userId: 'qin_shu', ready: failure },
  { name: 'wecom-silent', host: { faults: [{ kind: 'never_answer' }] }, ready: failure },
  { name: 'session-expired', before: refuseApi(401, 'unauthenticated'), ready: failure },
  { name: 'server-broken', before: refuseApi(500, 'internal'), ready: failure },
  { name: 'wecom-away', before: refuseApi(502, 'wecom_failed'), ready: failure },
  { name: 'server-away', before: (page) => page.route('**/api/context', (route) => route.abort()), ready: failure },
  { name: 'loading', before: (page) => page.route('**/api/context', () => {}), ready: (page) => page.locator('.sk').first().waitFor(), unanswered: true },
  { name: 'simulator', path: '/simulator/', size: { width: 1280, height: 800 }, prepare: press('.conv li button') },
  { name: 'simulator-phone', path: '/simulator/', size: { width: 375, height: 812 } },
]
