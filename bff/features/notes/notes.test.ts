import { desc, eq } from 'drizzle-orm'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import { newId } from '../../db/new-id.ts'
import { who } from '../../simulator/demo/contacts.ts'

describe.each(['sqlite', 'postgres'] as const)('notes, tasks and the timeline on %s', (engine) => {
  let test: TestApp
  let sales: string
  let customerId: string

  const bundle = async (cookie = sales) => (await test.call('GET', `/api/customers/${customerId}`, { cookie })).body
  const write = (body: object, key = ulid()) => test.call('POST', `/api/customers/${customerId}/notes`, { cookie: sales, body, key })
  const timeline = (query = '', cookie = sales) => test.call('GET', `/api/customers/${customerId}/timeline${query}`, { cookie })
  const tasks = async () => (await test.call('GET', `/api/customers/${customerId}/tasks`, { cookie: sales })).body.tasks
  const setState = (taskId: string, state: string, version: number, cookie = sales) =>
    test.call('POST', `/api/tasks/${taskId}/state`, { cookie, body: { state, version } })
  const at = (time: string) => (test.clock.now = new Date(time))

  /** One customer for each test, seen on a given moment. */
  async function start(externalUserId: string, userId = 'shen_ke') {
    sales = await test.signIn(userId)
    customerId = (await test.call('POST', '/api/context', { cookie: sales, body: { entry: 'single_chat_tools', externalUserId } })).body.bundle.customer
      .customerId
  }

  beforeAll(async () => {
    test = await startTestApp({ engine })
  })
  afterAll(() => test.close())

  it('keep what happened and the task for what is next as one', async () => {
    await start(who.qiaojie)
    const dueAt = new Date(test.clock.now.getTime() + 40 * 86_400_000).toISOString()
    const { status, body } = await write({ outcome: '接通', text: '要两箱岩茶', next: { title: '报价', dueAt } })
    expect(status).toBe(200)
    expect(body).toEqual({
      event: {
        eventId: expect.any(String),
        kind: 'note',
        code: 'note_written',
        params: { outcome: '接通', text: '要两箱岩茶', next: '报价', dueAt },
        actor: { employeeId: expect.any(String), name: '沈可' },
        occurredAt: test.clock.now.toISOString(),
      },
      task: { taskId: expect.any(String), customerId, title: '报价', dueAt, state: 'open', version: 1, assignee: body.event.actor },
    })
    expect((await timeline('?limit=1')).body.events).toEqual([body.event])
    expect(await tasks()).toEqual([body.task])
    expect(await bundle()).toMatchObject({ openTasks: 1, now: [] })
  })

  it('are stored once, and given again, when they are sent again long after the answer of their key was forgotten', async () => {
    const { idempotencyKeys } = test.app.store.tables
    const key = ulid()
    const note = { text: '周五写的', next: { title: '回电', dueAt: new Date(test.clock.now.getTime() + 86_400_000).toISOString() } }
    const stored = await write(note, key)
    const forget = () => test.app.store.write(async (tx) => void (await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.key, key))))
    await forget()
    expect(await write(note, key)).toMatchObject({ status: 200, body: stored.body })
    expect((await timeline()).body.events.filter(({ params }: { params: { text?: string } }) => params.text === note.text)).toHaveLength(1)
    await setState(stored.body.task.taskId, 'done', 1)
    await forget()
    const ofQiaojie = customerId
    await start(who.xiaoman)
    expect((await write(note, key)).body.error.code).toBe('key_reused')
    customerId = ofQiaojie
  })

  it('refuse a note that says nothing', async () => {
    const before = (await timeline()).body
    for (const body of [{}, { foo: 'bar' }, { text: '' }, { text: ' \n ' }, { next: { title: '  ', dueAt: test.clock.now.toISOString() } }])
      expect((await write(body)).status).toBe(400)
    expect((await timeline()).body).toEqual(before)
  })

  it('keep words without the space around them, and none of only space', async () => {
    const dueAt = new Date(test.clock.now.getTime() + 50 * 86_400_000).toISOString()
    const { body } = await write({ outcome: ' \t', text: '\n 要两箱 岩茶  ', next: { title: ' 报价 ', dueAt } })
    expect(body.event.params).toEqual({ text: '要两箱 岩茶', next: '报价', dueAt })
    expect(body.task.title).toBe('报价')
    const { notes } = test.app.store.tables
    const kept = await test.app.store.read.select({ outcome: notes.outcome, text: notes.text }).from(notes).orderBy(desc(notes.id)).limit(1)
    expect(kept).toEqual([{ outcome: null, text: '要两箱 岩茶' }])
  })

  it('show a task as late or due by the calendar of the shop, to the edges of the day', async () => {
    at('2031-03-10T10:00:00Z')
    await start(who.dengjun)
    const due = async (title: string, dueAt: string) => (await write({ next: { title, dueAt } })).body.task
    // midnight in Shanghai is 16:00 UTC
    await due('昨天最后', '2031-03-10T15:59:59.999Z')
    await due('今天开头', '2031-03-10T16:00:00.000Z')
    await due('今天最后', '2031-03-11T15:59:59.999Z')
    await due('明天开头', '2031-03-11T16:00:00.000Z')
    const strip = async () => (await bundle()).now.map(({ kind, title }: { kind: string; title: string }) => `${kind} ${title}`)

    at('2031-03-10T15:59:59.999Z')
    expect(await strip()).toEqual(['due 昨天最后'])
    at('2031-03-10T16:00:00.000Z')
    expect(await strip()).toEqual(['late 昨天最后', 'due 今天开头', 'due 今天最后'])
    at('2031-03-11T15:59:59.999Z')
    sales = await test.signIn('shen_ke')
    expect(await strip()).toEqual(['late 昨天最后', 'late 今天开头', 'due 今天最后'])
    at('2031-03-11T16:00:00.000Z')
    expect(await strip()).toEqual(['late 昨天最后', 'late 今天开头', 'late 今天最后', 'due 明天开头'])
    expect((await bundle()).openTasks).toBe(4)
    expect((await tasks()).map(({ title }: { title: string }) => title)).toEqual(['昨天最后', '今天开头', '今天最后', '明天开头'])
  })

  it('close and reopen a task under its version, each in the timeline', async () => {
    const [task] = await tasks()
    const done = await setState(task.taskId, 'done', 1)
    expect(done.body).toEqual({ ...task, state: 'done', version: 2 })
    expect((await bundle()).openTasks).toBe(3)
    expect((await tasks()).map(({ taskId }: { taskId: string }) => taskId)).not.toContain(task.taskId)
    expect((await timeline('?limit=1')).body.events[0]).toMatchObject({ code: 'task_done', params: { title: task.title } })

    const stale = await setState(task.taskId, 'open', 1)
    expect(stale.status).toBe(409)
    expect(stale.body.error).toMatchObject({ code: 'conflict', details: { state: 'done', version: 2 } })
    const completed = async () => (await timeline('?limit=100&kind=task')).body.events.map((event: { task?: object }) => event.task ?? null)
    expect(await completed()).toEqual([{ taskId: task.taskId, version: 2 }])
    expect((await setState(task.taskId, 'open', 2)).body).toEqual({ ...task, version: 3 })
    expect(await completed()).toEqual([null, null])
    expect((await bundle()).openTasks).toBe(4)
    expect((await timeline('?limit=1&kind=task')).body.events[0]).toMatchObject({ code: 'task_reopened' })
    test.clock.now = new Date(test.clock.now.getTime() + 1000)
    await setState(task.taskId, 'done', 3)
    expect(await completed()).toEqual([{ taskId: task.taskId, version: 4 }, null, null])
    await setState(task.taskId, 'open', 4)
  })

  describe('a note that is taken back', () => {
    const takeBack = (noteId: string, cookie = sales, key?: string) =>
      test.call('POST', `/api/customers/${customerId}/notes/${noteId}/undo`, { cookie, ...(key !== undefined && { key }) })
    const wait = (ms: number) => (test.clock.now = new Date(test.clock.now.getTime() + ms))
    const reasonOf = ({ status, body }: Awaited<ReturnType<typeof takeBack>>) => [status, body.error?.details?.reason]
    const MINUTE = 60_000

    it('is left out of the timeline, and stays in the store with who and when', async () => {
      at(new Date().toISOString())
      await start(who.qiaojie)
      const before = (await timeline()).body
      const clientKey = ulid()
      const { event } = (await write({ outcome: '已报价' }, clientKey)).body
      expect(event.clientKey).toBe(clientKey)
      expect((await timeline('?limit=1')).body.events).toEqual([event])
      wait(10 * MINUTE)
      const key = ulid()
      const taken = await takeBack(event.noteId, sales, key)
      expect([taken.status, taken.body]).toEqual([200, { noteId: event.noteId }])
      expect((await timeline('?limit=30')).body.events.map(({ eventId }: { eventId: string }) => eventId)).toEqual(
        before.events.map(({ eventId }: { eventId: string }) => eventId),
      )
      const voidedAt = test.clock.now
      wait(MINUTE)
      expect((await takeBack(event.noteId, sales, key)).body).toEqual(taken.body)
      expect((await takeBack(event.noteId)).body).toEqual(taken.body)
      const { notes } = test.app.store.tables
      const [kept] = await test.app.store.read.select().from(notes).where(eq(notes.id, event.noteId))
      expect(kept).toMatchObject({ outcome: '已报价', voidedAt, voidedBy: event.actor.employeeId })
    })

    it('is one’s own, not older than ten minutes, and without a task', async () => {
      at(new Date().toISOString())
      await start(who.hemin, 'he_zhou')
      const { event } = (await write({ outcome: '要样品' })).body
      const colleague = await test.signIn('tang_qi')
      expect((await timeline('?limit=1', colleague)).body.events[0].noteId).toBeUndefined()
      expect(reasonOf(await takeBack(event.noteId, colleague))).toEqual([422, 'not_author'])
      const dueAt = new Date(test.clock.now.getTime() + MINUTE).toISOString()
      const planned = (await write({ outcome: '要样品', next: { title: '寄样', dueAt } })).body.event
      expect(planned.noteId).toBeUndefined()
      const { notes } = test.app.store.tables
      const [withTask] = await test.app.store.read.select({ id: notes.id }).from(notes).orderBy(desc(notes.id)).limit(1)
      expect(reasonOf(await takeBack(withTask!.id))).toEqual([422, 'has_task'])
      wait(10 * MINUTE + 1)
      expect((await timeline()).body.events.filter(({ noteId }: { noteId?: string }) => noteId)).toEqual([])
      expect(reasonOf(await takeBack(event.noteId))).toEqual([422, 'too_late'])
      expect((await takeBack(ulid())).status).toBe(404)
    })

    it('is not reached through another customer', async () => {
      await start(who.hemin, 'he_zhou')
      const { event } = (await write({ outcome: '要样品' })).body
      await start(who.yezi, 'he_zhou')
      expect((await takeBack(event.noteId)).status).toBe(404)
    })
  })

  it('are a colleague’s to see and close, not theirs to count', async () => {
    at(new Date().toISOString())
    await start(who.hemin, 'he_zhou')
    const { task } = (await write({ next: { title: '送样', dueAt: new Date(test.clock.now.getTime() + 1).toISOString() } })).body
    const colleague = await test.signIn('tang_qi')
    expect(await bundle(colleague)).toMatchObject({ openTasks: 0, now: [] })
    expect((await setState(task.taskId, 'done', 1, colleague)).body).toMatchObject({ state: 'done', assignee: { name: '何舟' } })
    const stranger = await test.signIn('lu_yining')
    expect((await setState(task.taskId, 'open', 2, stranger)).status).toBe(404)
  })

  it('page through many events of one moment without losing or doubling any', async () => {
    await start(who.xiaoman)
    const { timelineEvents } = test.app.store.tables
    const common = { corpId: test.app.config.wecom.corpId, customerId, code: 'note_written', source: 'person', params: {}, recordedAt: test.clock.now }
    const rows = Array.from({ length: 23 }, (_, index) => ({
      id: newId(test.clock.now),
      ...common,
      kind: index % 3 ? ('note' as const) : ('task' as const),
      occurredAt: new Date(Math.floor(test.clock.now.getTime() / 1000) * 1000 - Math.floor(index / 9)),
    }))
    await test.app.store.write(async (tx) => void (await tx.insert(timelineEvents).values(rows)))
    const all = async (query: string) => {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = (await timeline(`?${query}${cursor ? `&before=${cursor}` : ''}`)).body
        ids.push(...page.events.map(({ eventId }: { eventId: string }) => eventId))
        cursor = page.nextCursor
      } while (cursor && ids.length < 100)
      return ids
    }
    const whole = (await timeline('?limit=100')).body
    expect(whole.nextCursor).toBeUndefined()
    const expected = whole.events.map(({ eventId }: { eventId: string }) => eventId)
    expect(new Set(expected).size).toBe(24)
    for (const limit of [1, 4, 5, 24]) expect(await all(`limit=${limit}`)).toEqual(expected)
    const ofTasks = rows.filter(({ kind }) => kind === 'task').sort((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime() || (a.id < b.id ? 1 : -1))
    expect(await all('limit=3&kind=task')).toEqual(ofTasks.map(({ id }) => id))
  })

  it.each([
    'x',
    '1.x',
    '99999999999999999.01J00000000000000000000001',
    `${Date.now()}.01j00000000000000000000001`,
    '-1.01J00000000000000000000001',
    "1' or '1'='1",
  ])('refuse the cursor %s', async (cursor) => {
    const { status, body } = await timeline(`?before=${encodeURIComponent(cursor)}`)
    expect(status).toBe(400)
    expect(body.error.code).toBe('bad_request')
  })
})
