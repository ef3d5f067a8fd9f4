import type { Page } from '@playwright/test'
import type { HostSettings } from '../../sidebar/simulator/host/types.ts'

export interface Screen {
  /** Of the file. */
  name: string
  /** Employee of the invented corp; shen_ke unless told. */
  userId?: string
  /** Remark of a contact that they talk to; the newest chat unless told. */
  contact?: string
  /** Whose remark that is; their own unless told. */
  contactOf?: string
  /** The host changes to this contact as soon as something is to be sent. */
  switchesTo?: string
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

const tea = '巧姐 温州两家店'
/** New, and in the middle of the pipeline: what is written is written about this one. */
const milk = '满满 奶茶店'
/** Has deleted the employee. */
const gone = '邓总 建材'
const desk = { width: 1280, height: 800 }
const phone = { width: 375, height: 812 }
const tab = (name: string) => `/sidebar/#/${name}`
const here = (page: Page) => page.locator('.ch-name').waitFor()
const failure = (page: Page) => page.locator('#failure').waitFor()
const listed = (page: Page) => page.locator('.customer-row').first().waitFor()
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
/** Vue has taken over, and what a press asks for has come. */
const usable = (page: Page) => page.locator('.toast-place').waitFor({ state: 'attached' })
const editField = (name: string) => async (page: Page) => {
  await press(`[aria-label^="编辑${name}"]`)(page)
  await page.locator('.field-editor .control > *').first().waitFor()
}
const revealPhone = async (page: Page) => {
  await press('[aria-label^="显示 138"]')(page)
  await page.locator('a.id').scrollIntoViewIfNeeded()
}
const seek = (text: string, shown: string) => async (page: Page) => {
  await page.getByRole('combobox').first().fill(text)
  await page.locator(shown).first().waitFor()
}
const ofTeam = async (page: Page) => {
  await page.getByRole('radio', { name: /^(团队|Team)/ }).click()
  await page
    .getByText(/负责人|Owner/)
    .first()
    .waitFor()
}
const findNobody = async (page: Page) => {
  await page.getByRole('textbox').fill('量子火箭')
  await page.getByText(/没找到「|Nothing for/).waitFor()
}
const open = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const openLost = async (page: Page) => {
  await openSheet('button.stage', '.days')(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(标为流失|Mark as lost)/ })
    .click()
  await page.getByRole('dialog').getByRole('radio').first().click()
}
const moveStage = async (page: Page) => {
  await openSheet('button.stage', '.days')(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(移到「|Move to )/ })
    .last()
    .click()
  await page
    .getByRole('status')
    .filter({ hasText: /已移到|Moved to/ })
    .waitFor()
}
const refuseTag = async (page: Page) => {
  await page.request.put(new URL('/simulator/api/faults', page.url()).href, {
    data: { faults: [{ call: 'externalcontact/mark_tag', effect: 'errcode', value: 84061 }] },
  })
  await openSheet('.card:has(.tgs) .more', '.group button')(page)
  await page.getByRole('dialog').locator('[aria-pressed=false]').first().click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
}
const writeNote = async (page: Page) => {
  const composer = page.getByRole('region', { name: /^(记一笔|New note)$/ })
  await composer.getByRole('button', { name: /^(点一下结果就能记|Tap an outcome)/ }).click()
  await composer.getByRole('button', { name: /^(比价中|Comparing prices)$/ }).click()
  await composer.getByRole('textbox', { name: /^(记一笔|New note)$/ }).fill('250g × 12, 3/kg')
  await composer.getByRole('button', { name: /^(明天上午|Tomorrow morning)$/ }).click()
}
const sendFirst = async (page: Page) => {
  await page.locator('.script-row .send').first().click()
  await page
    .getByText(/^(没有(发出|发送)：|Not sent)/)
    .first()
    .waitFor()
}
const openChat = press('.conv li button')
const openFrame = async (page: Page) => {
  await openChat(page)
  await page.getByRole('button', { name: /^(客边|Kebian)$/ }).click()
  await page.frameLocator('iframe').locator('.ch-name').waitFor()
}
const refuseApi = (status: number, code: string) => (page: Page) =>
  page.route('**/api/context', (route) => route.fulfill({ status, json: { error: { code, message: 'as told', requestId: 'req-shots' } } }))

/** Every screen and state, one line each. */
export const screens: Screen[] = [
  { name: 'customer', contact: tea, ready: here },
  { name: 'customer-scrolled', contact: tea, ready: here, prepare: scrollColumn },
  { name: 'customer-of-a-team', contact: tea, contactOf: 'shen_ke', userId: 'fang_hui', ready: here },
  { name: 'customer-unnamed', userId: 'fang_hui', ready: here },
  { name: 'customer-english', contact: tea, language: 'en', ready: here },
  { name: 'customer-one-way', contact: gone, ready: here },
  { name: 'customer-narrow', contact: tea, size: { width: 320, height: 640 }, ready: here },
  { name: 'edit-remark', contact: tea, ready: here, prepare: press('.fd-edit') },
  { name: 'tag-sheet', contact: tea, ready: here, prepare: openSheet('.card:has(.tgs) .more', '.group button') },
  { name: 'tag-refused', contact: gone, ready: here, prepare: refuseTag },
  { name: 'fields-sheet', contact: tea, ready: usable, prepare: openSheet('.card:has(.fields) .more', 'dl') },
  ...(['月用茶量', '备用电话', '生意类型', '常拿的茶', '所在地区', '开业日', '口味和忌讳'] as const).map((field, place) => ({
    name: `field-${['number', 'phone', 'single', 'multi', 'region', 'date', 'text'][place]}`,
    contact: tea,
    ready: usable,
    prepare: editField(field),
  })),
  {
    name: 'field-wrong',
    contact: tea,
    ready: usable,
    prepare: async (page) => {
      await editField('月用茶量')(page)
      await page.locator('.field-editor input').fill('两公斤')
      await page.keyboard.press('Enter')
    },
  },
  { name: 'phone-revealed', contact: tea, ready: usable, prepare: revealPhone },
  { name: 'stage-sheet', contact: tea, ready: here, prepare: openSheet('button.stage', '.days') },
  { name: 'stage-sheet-midway', contact: milk, ready: here, prepare: openSheet('button.stage', '.days') },
  { name: 'stage-lost', contact: milk, ready: here, prepare: openLost },
  { name: 'scripts', contact: tea, path: tab('scripts'), ready: here },
  { name: 'scripts-search', contact: tea, path: tab('scripts'), ready: here, prepare: seek('价', '.script-row mark') },
  { name: 'scripts-nothing-found', contact: tea, path: tab('scripts'), ready: here, prepare: seek('量子火箭', 'text=/没找到「|Nothing for/') },
  { name: 'script-preview', contact: tea, path: tab('scripts'), ready: here, prepare: press('.script-row .open') },
  { name: 'script-missing', contact: tea, path: tab('scripts'), ready: here, prepare: open(/^(填写并发送|Fill in and send)/) },
  { name: 'materials', contact: tea, path: tab('materials'), ready: here },
  { name: 'material-preview', contact: tea, path: tab('materials'), ready: here, prepare: press('.material-row .open') },
  { name: 'orders', contact: tea, path: tab('orders'), ready: here },
  { name: 'order-sheet', contact: tea, path: tab('orders'), ready: here, prepare: press('.order .open') },
  { name: 'orders-none', contact: milk, path: tab('orders'), ready: here },
  { name: 'follow-up', contact: tea, path: tab('follow'), ready: here },
  { name: 'follow-up-writing', contact: tea, path: tab('follow'), ready: here, prepare: writeNote },
  // What leaves a record with the customer comes after those who only look.
  { name: 'stage-moved', contact: milk, ready: here, prepare: moveStage },
  { name: 'send-cancelled', contact: tea, path: tab('scripts'), host: { faults: [{ kind: 'cancel', nth: 1 }] }, ready: here, prepare: sendFirst },
  { name: 'send-other-customer', contact: tea, switchesTo: milk, path: tab('scripts'), ready: here, prepare: sendFirst },
  { name: 'unknown-customer', host: { externalUserId: 'wmNobodyKnowsThisOne0000000000' } },
  { name: 'in-a-group', host: { entry: 'group_chat_tools', chatId: 'wrShots' } },
  { name: 'my-customers', host: { entry: 'normal' }, ready: listed },
  { name: 'team-customers', userId: 'fang_hui', host: { entry: 'normal' }, ready: listed, prepare: ofTeam },
  { name: 'customers-nothing-found', host: { entry: 'normal' }, ready: listed, prepare: findNobody },
  { name: 'customer-from-the-list', host: { entry: 'normal' }, ready: listed, prepare: press('.customer-row') },
  {
    name: 'supervisor-preview',
    userId: 'fang_hui',
    host: { entry: 'normal' },
    ready: listed,
    prepare: async (page) => (await ofTeam(page), await press('.customer-row')(page), await here(page)),
  },
  { name: 'me', path: tab('me'), host: { entry: 'normal' }, ready: (page) => page.getByRole('switch').waitFor() },
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
  { name: 'simulator', path: '/simulator/', size: desk, prepare: openChat },
  { name: 'simulator-faults', path: '/simulator/', size: desk, prepare: async (page) => (await openChat(page), await open(/故障与日志|Faults and log/)(page)) },
  {
    name: 'simulator-customer',
    path: '/simulator/',
    size: desk,
    prepare: async (page) => (await openChat(page), await open(/扮演客户|Be the customer/)(page)),
  },
  { name: 'simulator-phone', path: '/simulator/', size: phone },
  { name: 'simulator-phone-chat', path: '/simulator/', size: phone, prepare: openChat },
  { name: 'simulator-phone-sidebar', path: '/simulator/', size: phone, prepare: openFrame },
]
