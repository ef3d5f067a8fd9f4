import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toast } from '../../ui/undo.ts'
import { ME, mountOn, stubApi } from '../fixtures/test-kit.ts'
import { failureOn, type PageKind } from './failure-on.ts'
import FailurePage from './FailurePage.vue'
import { pages } from './pages.ts'

const copy = vi.hoisted(() => vi.fn())
vi.mock('../../wecom/bridge.ts', () => ({ bridge: { copy } }))

beforeEach(() => void stubApi({}))
afterEach(() => {
  document.body.innerHTML = ''
  toast.value = null
})

const open = (kind: PageKind, over: object = {}) =>
  mountOn(FailurePage, {
    failure: { kind, keyword: 'invalid signature', requestId: 'req-7f3a' },
    busy: false,
    demo: false,
    address: new URL('https://sidebar.example/sidebar/#/orders'),
    ...over,
  })

describe('a failure page', () => {
  it.each(Object.keys(pages) as PageKind[])('for %s says what and why, can be focused and is named by its heading', async (kind) => {
    const page = await open(kind)
    const heading = page.find('h1')
    expect(heading.text()).not.toBe('')
    expect(page.find('p').text()).not.toBe('')
    expect([page.find('main').attributes('aria-labelledby'), document.activeElement]).toEqual([heading.attributes('id'), heading.element])
  })

  it('names the domain that is missing, and the way out by numbers', async () => {
    const page = await open('signature')
    expect(page.findAll('.how li').map((step) => step.text())).toEqual([
      '1请管理员在「网页授权及 JS-SDK」里加上 sidebar.example',
      '2加好后回来点重试，不用重新登录',
    ])
    expect(page.find('.ref').text()).toBe('invalid signature · 请求号 req-7f3a')
  })

  it('offers the simulator in the demo only', async () => {
    expect((await open('outside', { demo: true })).find('a').attributes('href')).toBe('/simulator/')
    expect((await open('outside')).find('a').exists()).toBe(false)
  })

  it('leads back in by the login, and to this page', async () => {
    expect((await open('session')).find('a').attributes('href')).toBe('/auth/login?to=/sidebar/')
  })

  it('copies everything an admin needs, and says that it has', async () => {
    copy.mockResolvedValueOnce(undefined)
    const page = await open('signature')
    await page.findAll('button')[1]?.trigger('click')
    await flushPromises()
    expect(copy.mock.calls[0]?.[0]).toMatch(/页面：https:\/\/sidebar.example\/sidebar\/\ninvalid signature · 请求号 req-7f3a$/)
    expect(toast.value).toEqual({ tone: 'ok', text: '已复制' })
  })

  it.each(['no_permission', 'not_in_range'] as const)('for %s tells the admin whose right it is, where the session knows', async (kind) => {
    const calls = stubApi({ 'GET /me': () => ME })
    copy.mockClear().mockResolvedValue(undefined)
    await (await open(kind)).find('button').trigger('click')
    vi.stubGlobal('kebian', { boot: { failure: 'not_in_range' } })
    await (await open(kind)).find('button').trigger('click')
    vi.unstubAllGlobals()
    const [known, unknown] = copy.mock.calls.map(([text]) => String(text))
    expect([known?.includes('成员：林晓（linxiao）'), unknown?.includes('成员：'), calls.length]).toEqual([true, false, 1])
  })

  it('names who was refused by the login, on the page and for the admin', async () => {
    stubApi({})
    copy.mockClear().mockResolvedValue(undefined)
    vi.stubGlobal('kebian', { boot: { failure: 'not_in_range', userId: 'qin_<b>' } })
    const page = await open('not_in_range')
    vi.unstubAllGlobals()
    expect(page.find('.who').text()).toBe('您的账号：qin_<b>')
    await page.find('button').trigger('click')
    expect(String(copy.mock.calls[0]?.[0])).toContain('\n成员：qin_<b>\n')
  })

  it('waits for one attempt before it takes the next', async () => {
    expect((await open('timeout', { busy: true })).find('button').attributes('disabled')).toBe('')
  })
})

describe('failureOn', () => {
  const me = { employeeId: '', userId: '', name: '', role: 'sales' as const }
  const host = { entry: 'normal' as const }

  it('is no page where there is simply no customer', () => {
    expect((['unknown', 'group', 'none'] as const).map((state) => failureOn({ state, me, host }))).toEqual([undefined, undefined, undefined])
  })

  it('leaves a server that is away to the page that needs no other file', () => {
    expect(failureOn({ state: 'failed', failure: { kind: 'server', keyword: 'network', requestId: '' } })).toBeUndefined()
  })
})
