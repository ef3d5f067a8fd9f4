import { flushPromises } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toast, undoNow } from '../../ui/undo.ts'
import { bundleOf, id, ME, mountOn, refusal, runOn, show, stubApi, type Handlers } from '../fixtures/test-kit.ts'
import FollowTab from './FollowTab.vue'
import type { TimelineEvent } from './note-drafts.ts'
import { keepNotes } from './keep-notes.ts'
import { useComposer } from './use-composer.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: {} }))
afterEach(() => {
  document.body.innerHTML = ''
  toast.value = null
})

function event(tail: string, over: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    eventId: id(tail),
    kind: 'note',
    code: 'note_written',
    params: { text: tail },
    actor: { employeeId: ME.employeeId, name: ME.name },
    occurredAt: '2026-11-19T07:20:00.000Z',
    ...over,
  }
}

const base: Handlers = {
  'GET /customers/:customerId': () => bundleOf(),
  'GET /customers/:customerId/tasks': () => ({ tasks: [] }),
  'GET /customers/:customerId/timeline': () => ({ events: [] }),
}

const text = (): string => document.body.textContent ?? ''
const button = (name: string): HTMLButtonElement => {
  const found = Array.from(document.querySelectorAll('button')).find((one) => one.textContent?.trim() === name || one.getAttribute('aria-label') === name)
  if (!found) throw new Error(`no button ${name} in: ${text()}`)
  return found
}
async function press(name: string): Promise<void> {
  button(name).click()
  await flushPromises()
}
async function write(words: string): Promise<void> {
  const area = document.querySelector('textarea')
  if (!area) throw new Error('no text area')
  area.value = words
  area.dispatchEvent(new Event('input'))
  await flushPromises()
}

describe('the note composer', () => {
  it('stores an outcome by one tap and shows it before the server answers', async () => {
    let answer = (): void => undefined
    const stored: TimelineEvent[] = []
    const calls = stubApi({
      ...base,
      'GET /customers/:customerId/timeline': () => ({ events: [...stored] }),
      'POST /customers/:customerId/notes': ({ body }) =>
        new Promise((resolve) => {
          stored.push(event('N1', { params: { outcome: body.outcome ?? '' } }))
          answer = () => resolve({ event: stored[0] ?? event('N1') })
        }),
    })
    await mountOn(FollowTab, {})
    await press('比价中')
    expect(calls.filter(({ route }) => route.startsWith('POST')).map(({ body }) => body)).toEqual([{ outcome: 'comparing' }])
    expect(document.querySelector('ol')?.textContent).toContain('比价中正在提交')
    answer()
    await flushPromises()
    expect(document.querySelector('ol')?.textContent).not.toContain('正在提交')
    expect(document.querySelectorAll('ol li')).toHaveLength(1)
  })

  it('makes one note of a double tap on an outcome, and another a second later', async () => {
    const calls = stubApi({ ...base, 'POST /customers/:customerId/notes': ({ body }) => ({ event: event('N1', { params: { outcome: body.outcome ?? '' } }) }) })
    let now = 50_000
    const composer = await runOn(() =>
      useComposer(
        () => id('C1'),
        () => 'Asia/Shanghai',
        () => now,
      ),
    )
    const posts = () => calls.filter(({ route }) => route.startsWith('POST')).map(({ body }) => body)
    await composer.pickOutcome('comparing')
    now += 999
    await composer.pickOutcome('comparing')
    expect(posts()).toEqual([{ outcome: 'comparing' }])
    await composer.pickOutcome('sample')
    now += 1000
    await composer.pickOutcome('sample')
    expect(posts()).toEqual([{ outcome: 'comparing' }, { outcome: 'sample' }, { outcome: 'sample' }])
  })

  it('gives the focus to its line when a note is stored from the keyboard', async () => {
    stubApi({ ...base, 'POST /customers/:customerId/notes': () => ({ event: event('N1') }) })
    await mountOn(FollowTab, {})
    await press('点一下结果就能记，也可以写两句')
    await write('两句')
    document.querySelector('textarea')?.focus()
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }))
    await flushPromises()
    expect(document.activeElement?.textContent).toBe('点一下结果就能记，也可以写两句')
  })

  it('leaves everything typed in place where neither server nor device has it, says so, and stores it under one key', async () => {
    let up = false
    const calls = stubApi({ ...base, 'POST /customers/:customerId/notes': () => (up ? { event: event('N1') } : refusal(503, 'unavailable')) })
    await mountOn(FollowTab, {})
    await press('点一下结果就能记，也可以写两句')
    await write('差 3 块一公斤')
    await press('比价中')
    await press('明天上午')
    await press('记下')
    expect(document.querySelector('.composer [role=alert]')?.textContent).toContain('先别关掉这个页面')
    expect(document.querySelector('textarea')?.value).toBe('差 3 块一公斤')
    expect(document.querySelector('ol')?.textContent).toContain('比价中，差 3 块一公斤')
    up = true
    await press('记下')
    const posts = calls.filter(({ route }) => route === 'POST /customers/:customerId/notes')
    expect(posts).toHaveLength(2)
    expect(posts[1]?.key).toBe(posts[0]?.key)
    expect(posts[1]?.body).toMatchObject({ outcome: 'comparing', text: '差 3 块一公斤', next: { title: '回访' } })
    expect(document.querySelector('textarea')).toBeNull()
  })

  it('puts a refused note back to where it can be changed, with its next step, and it is stored anew', async () => {
    let mine = false
    const calls = stubApi({ ...base, 'POST /customers/:customerId/notes': () => (mine ? { event: event('N1') } : refusal(403, 'read_only')) })
    await mountOn(FollowTab, {})
    await press('点一下结果就能记，也可以写两句')
    await write('给同事的客户')
    await press('明天上午')
    const next = document.querySelector('input')
    if (next) next.value = '寄三款样品'
    next?.dispatchEvent(new Event('input'))
    await press('记下')
    expect(toast.value?.text).toContain('没有记下：您现在不是这位客户的跟进人')
    expect(document.querySelector('ol')?.textContent).toContain('没写进')
    await press('清空')
    await press('修改：跟进：给同事的客户')
    expect([document.querySelector('textarea')?.value, document.querySelector('.outbox')]).toEqual(['给同事的客户', null])
    expect([document.querySelector('input')?.value, button('明天上午').getAttribute('aria-pressed')]).toEqual(['寄三款样品', 'true'])
    mine = true
    await press('记下')
    const [first, second] = calls.filter(({ route }) => route === 'POST /customers/:customerId/notes')
    expect([second?.body, second?.key === first?.key]).toEqual([first?.body, false])
  })

  it('keeps one draft per customer across a switch of the chat, and stores a late answer with the right one', async () => {
    let answer = (): void => undefined
    stubApi({ ...base, 'POST /customers/:customerId/notes': () => new Promise((resolve) => (answer = () => resolve({ event: event('N1') }))) })
    await mountOn(FollowTab, {})
    await press('点一下结果就能记，也可以写两句')
    await write('给周岚的')
    await press('记下')
    show(bundleOf(id('C2')))
    await flushPromises()
    await press('点一下结果就能记，也可以写两句')
    await write('给陈屿的')
    expect(text()).not.toContain('给周岚的')
    answer()
    await flushPromises()
    expect(document.querySelector('textarea')?.value).toBe('给陈屿的')
    show(bundleOf())
    await flushPromises()
    expect(document.querySelector('textarea')).toBeNull()
  })

  it('offers no way to write about a customer of somebody else', async () => {
    stubApi({ ...base, 'GET /customers/:customerId/tasks': () => ({ tasks: [task()] }) })
    await mountOn(FollowTab, {}, bundleOf(id('C1'), { access: 'team' }))
    expect(text()).toContain('寄样品')
    expect(Array.from(document.querySelectorAll('button')).map((one) => one.textContent?.trim())).not.toContain('完成')
    expect(text()).not.toContain('点一下结果')
  })
})

describe('the timeline', () => {
  it('groups by the days of the shop and appends the next page where the first ended', async () => {
    const calls = stubApi({
      ...base,
      'GET /customers/:customerId/timeline': ({ query }) =>
        query.before
          ? { events: [event('E3', { occurredAt: '2025-11-18T15:59:00.000Z' })] }
          : { events: [event('E1', { occurredAt: '2025-11-18T16:01:00.000Z' }), event('E2', { occurredAt: '2025-11-18T15:59:30.000Z' })], nextCursor: 'p2' },
    })
    await mountOn(FollowTab, {})
    expect(Array.from(document.querySelectorAll('h3')).map((one) => one.textContent)).toEqual(['2025 年 11 月 19 日 周三', '2025 年 11 月 18 日 周二'])
    await press('加载更多')
    expect(document.querySelectorAll('ol li')).toHaveLength(3)
    expect(calls.some(({ path }) => path.includes('before=p2'))).toBe(true)
    expect(text()).toContain('都在这里了')
  })

  it('says so when a page does not come, keeps what is there and loads it on request', async () => {
    let up = false
    stubApi({
      ...base,
      'GET /customers/:customerId/timeline': ({ query }) =>
        !query.before ? { events: [event('E1')], nextCursor: 'p2' } : up ? { events: [event('E2')] } : refusal(500, 'internal'),
    })
    await mountOn(FollowTab, {})
    await press('加载更多')
    expect(text()).toContain('后面的没加载出来')
    up = true
    await press('重试')
    expect(document.querySelectorAll('ol li')).toHaveLength(2)
  })

  it('asks for one kind when a filter is chosen', async () => {
    stubApi({ ...base, 'GET /customers/:customerId/timeline': ({ query }) => ({ events: query.kind ? [] : [event('E1')] }) })
    await mountOn(FollowTab, {})
    document.querySelectorAll<HTMLElement>('[role=radio]').forEach((radio) => radio.textContent?.trim() === '订单' && radio.click())
    await flushPromises()
    expect(text()).toContain('没有「订单」的记录')
    await press('看全部')
    expect(document.querySelectorAll('ol li')).toHaveLength(1)
  })

  it('never shows a late answer under another customer', async () => {
    let late = (): void => undefined
    stubApi({
      ...base,
      'GET /customers/:customerId/timeline': ({ params }) =>
        params.customerId === id('C1')
          ? new Promise((resolve) => (late = () => resolve({ events: [event('E1', { params: { text: '周岚的事' } })] })))
          : { events: [event('E2', { params: { text: '陈屿的事' } })] },
    })
    await mountOn(FollowTab, {})
    show(bundleOf(id('C2')))
    await flushPromises()
    late()
    await flushPromises()
    expect(text()).toContain('陈屿的事')
    expect(text()).not.toContain('周岚的事')
  })

  it('offers another try when nothing could be read', async () => {
    let up = false
    stubApi({ ...base, 'GET /customers/:customerId/timeline': () => (up ? { events: [event('E1')] } : refusal(500, 'internal')) })
    await mountOn(FollowTab, {})
    expect(text()).toContain('请求号 req-1')
    up = true
    await press('重试')
    expect(document.querySelectorAll('ol li')).toHaveLength(1)
  })
})

describe('a note that was begun when somebody else logs in', () => {
  it('is gone from the page', async () => {
    stubApi(base)
    await mountOn(FollowTab, {})
    const tell = keepNotes()
    tell(id('A'))
    await press('点一下结果就能记，也可以写两句')
    await write('甲写的')
    tell(id('A'))
    expect(document.querySelector('textarea')?.value).toBe('甲写的')
    tell(id('B'))
    await flushPromises()
    expect(document.querySelector('textarea')).toBeNull()
  })
})

describe('the way back from the timeline', () => {
  const completed = event('E1', { kind: 'task', code: 'task_done', params: { title: '寄样品' }, task: { taskId: id('K1'), version: 4 } })
  const list = (...events: TimelineEvent[]): Handlers => ({ ...base, 'GET /customers/:customerId/timeline': () => ({ events: [...events] }) })

  it.each<[string, () => ReturnType<typeof task> | Response, string | null]>([
    ['opens a task that was done', () => task({ version: 5 }), null],
    ['takes one that is open already for opened', () => refusal(409, 'conflict', { state: 'open', version: 5 }), null],
    ['tells of one that was done anew since', () => refusal(409, 'conflict', { state: 'done', version: 6 }), '「寄样品」刚被别人改过，已换成最新的。'],
  ])('%s, and reads the timeline and the list anew', async (_what, answer, told) => {
    const events = [completed]
    const calls = stubApi({ ...list(), 'GET /customers/:customerId/timeline': () => ({ events: [...events] }), 'POST /tasks/:taskId/state': answer })
    await mountOn(FollowTab, {})
    events[0] = { ...completed, task: undefined }
    button('重新打开待办：寄样品').focus()
    await press('重新打开待办：寄样品')
    expect(calls.find(({ route }) => route === 'POST /tasks/:taskId/state')).toMatchObject({
      path: `/tasks/${id('K1')}/state`,
      body: { state: 'open', version: 4 },
    })
    expect(toast.value?.text ?? null).toBe(told)
    expect(calls.filter(({ route }) => route === 'GET /customers/:customerId/tasks')).toHaveLength(2)
    expect(() => button('重新打开待办：寄样品')).toThrow('no button')
    expect(document.activeElement?.textContent).toContain('寄样品')
  })

  it('is for those who may write', async () => {
    stubApi(list(completed, event('E2', { noteId: id('N1') })))
    await mountOn(FollowTab, {}, bundleOf(id('C1'), { access: 'team' }))
    expect(document.querySelectorAll('ol li')).toHaveLength(2)
    expect(document.querySelectorAll('ol button')).toHaveLength(0)
  })

  it('takes a note back at once, and leaves the focus at its place', async () => {
    const events = [event('E1', { noteId: id('N1'), params: { outcome: 'quoted' } }), event('E2')]
    const calls = stubApi({
      ...list(),
      'GET /customers/:customerId/timeline': () => ({ events: [...events] }),
      'POST /customers/:customerId/notes/:noteId/undo': ({ params }) => (events.shift(), { noteId: params.noteId }),
    })
    await mountOn(FollowTab, {})
    button('撤销跟进记录：已报价').focus()
    button('撤销跟进记录：已报价').click()
    await nextTick()
    expect(document.querySelectorAll('ol li')).toHaveLength(1)
    await flushPromises()
    expect(calls.some(({ path }) => path === `/customers/${id('C1')}/notes/${id('N1')}/undo`)).toBe(true)
    expect([document.querySelectorAll('ol li').length, document.activeElement?.className, toast.value]).toEqual([1, 'ev last', null])
  })

  it.each([
    ['on the row beside it', [event('E2')], 'ev last'],
    ['in the timeline when it was the only one', [], ''],
  ])('leaves the focus %s when the only note of a day goes with its day', async (_where, others, className) => {
    const events = [...others, event('E1', { noteId: id('N1'), occurredAt: '2026-11-18T07:20:00.000Z' })]
    stubApi({
      ...list(),
      'GET /customers/:customerId/timeline': () => ({ events: [...events] }),
      'POST /customers/:customerId/notes/:noteId/undo': ({ params }) => (events.pop(), { noteId: params.noteId }),
    })
    await mountOn(FollowTab, {})
    button('撤销跟进记录：E1').focus()
    await press('撤销跟进记录：E1')
    expect(document.querySelectorAll('h3')).toHaveLength(others.length)
    expect(document.activeElement?.closest('[aria-label=客户轨迹]')).not.toBeNull()
    expect(document.activeElement?.className).toBe(className)
  })

  it.each([
    ['too_late', '没有撤销：已过 10 分钟，这条记录留下了。'],
    ['has_task', '没有撤销成，请再试一次。'],
  ])('shows a note again that cannot be taken back: %s', async (reason, told) => {
    stubApi({ ...list(event('E1', { noteId: id('N1') })), 'POST /customers/:customerId/notes/:noteId/undo': () => refusal(422, 'refused', { reason }) })
    await mountOn(FollowTab, {})
    await press('撤销跟进记录：E1')
    expect([toast.value?.text, document.querySelectorAll('ol li').length]).toEqual([told, 1])
  })

  it.each([
    ['撤销跟进记录：E2', '没有撤销成，请再试一次。'],
    ['重新打开待办：寄样品', '「寄样品」没改成，已还原。请再试一次。'],
  ])('is there again, at its place, when it is refused and the timeline does not get through: %s', async (name, told) => {
    const rows = [event('E3'), event('E2', { noteId: id('N2') }), completed]
    let up = true
    const no = () => refusal(403, 'read_only')
    stubApi({
      ...base,
      'GET /customers/:customerId/timeline': () => (up ? { events: rows } : refusal(503, 'unavailable')),
      'POST /customers/:customerId/notes/:noteId/undo': no,
      'POST /tasks/:taskId/state': no,
    })
    await mountOn(FollowTab, {})
    const shown = () => Array.from(document.querySelectorAll('ol li')).map((row) => row.textContent)
    const before = shown()
    up = false
    button(name).click()
    await nextTick()
    expect(shown()).not.toEqual(before)
    await flushPromises()
    expect([shown(), toast.value?.text]).toEqual([before, told])
  })

  it('holds for two notes that are taken back and neither can be', async () => {
    let up = true
    const rows = [event('E2', { noteId: id('N2') }), event('E1', { noteId: id('N1') })]
    stubApi({
      ...base,
      'GET /customers/:customerId/timeline': () => (up ? { events: rows } : refusal(503, 'unavailable')),
      'POST /customers/:customerId/notes/:noteId/undo': () => refusal(403, 'read_only'),
    })
    await mountOn(FollowTab, {})
    up = false
    button('撤销跟进记录：E2').click()
    button('撤销跟进记录：E1').click()
    await flushPromises()
    expect(Array.from(document.querySelectorAll('ol .what')).map((row) => row.textContent)).toEqual([
      expect.stringContaining('E2'),
      expect.stringContaining('E1'),
    ])
  })

  it.each([
    ['gives what was written a fresh key once its note is taken back: the old one would store nothing', false],
    ['leaves what was written its key when another note is taken back, one that says the same too: it is stored all the same', true],
  ])('%s', async (_words, kept) => {
    const text = '回来的路上丢了'
    const rows: TimelineEvent[] = []
    const calls = stubApi({
      ...base,
      'GET /customers/:customerId/timeline': () => ({ events: [...rows] }),
      'POST /customers/:customerId/notes/:noteId/undo': ({ params }) => (rows.pop(), { noteId: params.noteId }),
    })
    await mountOn(FollowTab, {})
    await press('点一下结果就能记，也可以写两句')
    await write(text)
    await press('记下')
    const [sent] = calls.filter(({ route }) => route === 'POST /customers/:customerId/notes')
    rows.push(event('E1', { noteId: id('N1'), clientKey: kept ? id('OTHER') : sent?.key, params: { text } }))
    document.querySelectorAll<HTMLElement>('[role=radio]').forEach((radio) => radio.textContent?.trim() === '跟进' && radio.click())
    await flushPromises()
    await press(`撤销跟进记录：${text}`)
    await press('记下')
    const [first, second] = calls.filter(({ route }) => route === 'POST /customers/:customerId/notes')
    expect([second?.body, first?.key === second?.key]).toEqual([first?.body, kept])
  })

  it('is offered for eight seconds after an outcome was stored by one tap, and not after a note that was written', async () => {
    const calls = stubApi({
      ...base,
      'POST /customers/:customerId/notes': ({ body }) => ({ event: event('E1', { noteId: id('N1'), params: { ...(body as Record<string, string>) } }) }),
      'POST /customers/:customerId/notes/:noteId/undo': ({ params }) => ({ noteId: params.noteId }),
    })
    await mountOn(FollowTab, {})
    await press('已报价')
    expect(toast.value?.text).toBe('已记下「已报价」')
    undoNow()
    await flushPromises()
    expect(calls.some(({ route }) => route === 'POST /customers/:customerId/notes/:noteId/undo')).toBe(true)
    expect(toast.value).toBeNull()
    await press('点一下结果就能记，也可以写两句')
    await write('写的一句')
    await press('记下')
    expect(toast.value).toBeNull()
  })
})

function task(over: { state?: 'open' | 'done'; version?: number } = {}) {
  return {
    taskId: id('K1'),
    customerId: id('C1'),
    title: '寄样品',
    dueAt: '2026-11-20T02:00:00.000Z',
    state: 'open' as const,
    version: 1,
    assignee: { employeeId: ME.employeeId, name: ME.name },
    ...over,
  }
}

describe('tasks', () => {
  it('closes at once, stays in its place and reopens under its new version', async () => {
    const calls = stubApi({
      ...base,
      'GET /customers/:customerId/tasks': () => ({ tasks: [task()] }),
      'POST /tasks/:taskId/state': ({ body }) => task({ state: body.state, version: body.version + 1 }),
    })
    await mountOn(FollowTab, {})
    await press('完成待办：寄样品')
    await press('重新打开待办：寄样品')
    expect(calls.filter(({ route }) => route === 'POST /tasks/:taskId/state').map(({ body }) => body)).toEqual([
      { state: 'done', version: 1 },
      { state: 'open', version: 2 },
    ])
    expect(button('完成待办：寄样品')).toBeDefined()
  })

  it('says no longer that a task is done once it is open again, and keeps the focus on its control', async () => {
    stubApi({
      ...base,
      'GET /customers/:customerId/tasks': () => ({ tasks: [task()] }),
      'POST /tasks/:taskId/state': ({ body }) => task({ state: body.state, version: body.version + 1 }),
    })
    await mountOn(FollowTab, {})
    button('完成待办：寄样品').focus()
    await press('完成待办：寄样品')
    expect([toast.value?.text, document.activeElement?.getAttribute('aria-label')]).toEqual(['已完成「寄样品」', '重新打开待办：寄样品'])
    await press('重新打开待办：寄样品')
    expect(toast.value).toBeNull()
  })

  it('takes a task that is open already for reopened', async () => {
    stubApi({
      ...base,
      'GET /customers/:customerId/tasks': () => ({ tasks: [task()] }),
      'POST /tasks/:taskId/state': ({ body }) =>
        body.state === 'done' ? task({ state: 'done', version: 2 }) : refusal(409, 'conflict', { state: 'open', version: 3 }),
    })
    await mountOn(FollowTab, {})
    await press('完成待办：寄样品')
    undoNow()
    await flushPromises()
    expect([toast.value, button('完成待办：寄样品').textContent?.trim()]).toEqual([null, '完成'])
  })

  it('gives the row back when the server refuses', async () => {
    stubApi({ ...base, 'GET /customers/:customerId/tasks': () => ({ tasks: [task()] }), 'POST /tasks/:taskId/state': () => refusal(403, 'read_only') })
    await mountOn(FollowTab, {})
    await press('完成待办：寄样品')
    expect(button('完成待办：寄样品')).toBeDefined()
  })
})
