import type { Page } from '@playwright/test'
import { groupIds } from '../../bff/simulator/demo/groups.ts'
import type { HostSettings } from '../../sidebar/simulator/host/types.ts'
import {
  askToLeave,
  conflictAtDesk,
  deskAdd,
  deskHere,
  deskRow,
  editField,
  failure,
  findNobody,
  here,
  listed,
  loseServer,
  moveAtDesk,
  moveStage,
  ofTeam,
  open,
  openChat,
  openFrame,
  openLost,
  openSheet,
  press,
  pressKey,
  refuseApi,
  refuseTag,
  retireStage,
  revealPhone,
  scrollColumn,
  seek,
  seekCustomer,
  sendFirst,
  usable,
  writeNote,
} from './acts.ts'

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
  /** Its records may be the same to the word, and so are their controls. */
  alike?: true
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
const outside = { entry: 'normal' } as const
/** A section of the desk, as an admin has it. */
const atDesk = (section: string) => ({ userId: 'gu_yuan', path: tab(`desk${section}`), host: outside, ready: deskHere })

/** Every screen and state, one line each. */
export const screens: Screen[] = [
  { name: 'customer', contact: tea, ready: here },
  { name: 'customer-scrolled', contact: tea, ready: here, prepare: scrollColumn },
  { name: 'customer-of-a-team', contact: tea, contactOf: 'shen_ke', userId: 'fang_hui', ready: here },
  { name: 'customer-unnamed', userId: 'fang_hui', ready: here },
  { name: 'customer-english', contact: tea, language: 'en', ready: here },
  { name: 'customer-one-way', contact: gone, ready: here },
  { name: 'customer-narrow', contact: tea, size: { width: 320, height: 640 }, ready: here },
  { name: 'edit-remark', contact: tea, ready: usable, prepare: press('.fd.w .fd-edit') },
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
  { name: 'customer-stale', contact: tea, ready: usable, prepare: loseServer, unanswered: true },
  { name: 'keys', contact: tea, ready: usable, prepare: pressKey('?') },
  { name: 'unknown-customer', host: { externalUserId: 'wmNobodyKnowsThisOne0000000000' } },
  { name: 'in-a-group', host: { entry: 'group_chat_tools', chatId: groupIds.tasting } },
  { name: 'in-a-group-unseen', host: { entry: 'group_chat_tools', chatId: 'wrShots' } },
  { name: 'my-customers', host: outside, ready: listed },
  { name: 'team-customers', userId: 'fang_hui', host: outside, ready: listed, prepare: ofTeam },
  { name: 'customers-found', host: outside, ready: listed, prepare: seekCustomer('店') },
  { name: 'customers-nothing-found', host: outside, ready: listed, prepare: findNobody },
  { name: 'customer-from-the-list', host: outside, ready: listed, prepare: async (page) => (await press('.customer-row')(page), await here(page)) },
  {
    name: 'supervisor-preview',
    userId: 'fang_hui',
    host: outside,
    ready: listed,
    prepare: async (page) => (await ofTeam(page), await press('.customer-row')(page), await here(page)),
  },
  { name: 'me', path: tab('me'), host: outside, ready: (page) => page.getByRole('switch').waitFor() },
  { name: 'me-leaving', contact: tea, path: tab('follow'), ready: usable, prepare: askToLeave },
  { name: 'desk', ...atDesk('') },
  { name: 'desk-pipelines', ...atDesk('/pipelines') },
  { name: 'desk-pipeline', ...atDesk('/pipelines'), prepare: deskRow(0) },
  { name: 'desk-stage', ...atDesk('/pipelines'), prepare: deskRow(1) },
  { name: 'desk-stage-retire', ...atDesk('/pipelines'), prepare: retireStage },
  { name: 'desk-stage-new', ...atDesk('/pipelines'), prepare: deskAdd(0) },
  { name: 'desk-fields', ...atDesk('/fields') },
  { name: 'desk-field', ...atDesk('/fields'), prepare: deskRow(0) },
  { name: 'desk-field-new', ...atDesk('/fields'), prepare: deskAdd(0) },
  { name: 'desk-tags', ...atDesk('/tags') },
  { name: 'desk-tag-group', ...atDesk('/tags'), prepare: deskRow(0) },
  { name: 'desk-tag-new', ...atDesk('/tags'), prepare: deskAdd(0) },
  { name: 'desk-roles', ...atDesk('/roles') },
  { name: 'desk-admin-new', ...atDesk('/roles'), prepare: deskAdd(0) },
  { name: 'desk-settings', ...atDesk('/settings') },
  { name: 'desk-days', ...atDesk('/settings'), prepare: deskRow(0) },
  { name: 'desk-undo', ...atDesk('/pipelines'), prepare: moveAtDesk },
  { name: 'desk-conflict', ...atDesk('/settings'), prepare: conflictAtDesk },
  { name: 'desk-changes', ...atDesk('/changes'), alike: true },
  { name: 'desk-not-admin', ...atDesk('/pipelines'), userId: 'shen_ke', ready: (page) => page.locator('.desk .void').waitFor() },
  { name: 'outside-wecom', host: 'none', ready: failure },
  { name: 'signature-refused', host: { faults: [{ kind: 'refuse_signature', why: 'url' }] }, ready: failure },
  { name: 'no-permission', host: { faults: [{ kind: 'no_permission' }] }, ready: failure },
  { name: 'not-in-range', userId: 'qin_shu', ready: failure },
  { name: 'wecom-too-old', host: { unsupported: ['getContext'] }, ready: failure },
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
  { name: 'simulator-adding', path: '/simulator/', size: desk, prepare: async (page) => (await openChat(page), await press('[aria-expanded=false].ib')(page)) },
  { name: 'simulator-phone', path: '/simulator/', size: phone },
  { name: 'simulator-phone-chat', path: '/simulator/', size: phone, prepare: openChat },
  { name: 'simulator-phone-sidebar', path: '/simulator/', size: phone, prepare: openFrame },
]
