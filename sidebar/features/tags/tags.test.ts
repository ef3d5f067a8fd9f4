import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toast } from '../../ui/undo.ts'
import { useBundle, type Bundle } from '../customer/index.ts'
import { bundleOf, id, mountOn, refusal, runOn, stubApi, type Handlers } from '../fixtures/test-kit.ts'
import TagSheet from './TagSheet.vue'
import { findTag, withTag, type TagChoice } from './bundle-tags.ts'
import { refusalText } from './refusal.ts'
import { groupsOf, matching } from './use-tag-groups.ts'
import { useTagToggles } from './use-tag-toggles.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: {} }))
afterEach(() => {
  document.body.innerHTML = ''
  toast.value = null
  vi.useRealTimers()
})

type Tell = (choice: TagChoice, text: string) => void
const CHAIN: TagChoice = { tagId: id('T2'), name: '连锁门店', kind: 'corp', group: '客户类型' }
const GROUPS = {
  groups: [
    {
      groupId: id('G1'),
      name: '客户类型',
      tags: [
        { tagId: id('T1'), name: '独立咖啡馆' },
        { tagId: id('T2'), name: '连锁门店' },
      ],
    },
  ],
  personal: [{ tagId: id('M1'), name: '爱聊机器' }],
}

/** A server that keeps the tags of one customer. */
function server(over: Handlers = {}) {
  const on = new Set([id('T1')])
  const bundle = (): Bundle =>
    [...on].reduce<Bundle>(
      (now, tagId) => withTag(now, { ...CHAIN, tagId, name: tagId === CHAIN.tagId ? CHAIN.name : '独立咖啡馆' }, true),
      bundleOf(id('C1'), { tagGroups: [] }),
    )
  const calls = stubApi({
    'POST /personal-tags': ({ body }) => ({ tagId: id('M2'), name: body.name }),
    'GET /tag-groups': () => GROUPS,
    'GET /customers/:customerId': bundle,
    'PUT /customers/:customerId/tags/:tagId': ({ params }) => (on.add(params.tagId), { tagId: params.tagId, on: true }),
    'DELETE /customers/:customerId/tags/:tagId': ({ params }) => (on.delete(params.tagId), { tagId: params.tagId, on: false }),
    ...over,
  })
  return { on, writes: () => calls.filter(({ route }) => /^(PUT|DELETE)/.test(route)).map(({ route }) => route.split(' ')[0]), calls }
}

async function toggles(tell = vi.fn<Tell>()) {
  const run = await runOn(() => ({ toggles: useTagToggles(id('C1'), tell), bundle: useBundle().bundle }))
  return { ...run, tell, shown: () => findTag(run.bundle.value, CHAIN.tagId) !== undefined }
}

describe('toggling a tag', () => {
  it('shows at once and is written once', async () => {
    const { writes } = server()
    const { toggles: t, shown } = await toggles()
    t.toggle(CHAIN)
    expect([t.isOn(CHAIN.tagId), shown(), t.sync.value]).toEqual([true, true, 'syncing'])
    await flushPromises()
    expect(writes()).toEqual(['PUT'])
    expect([shown(), t.sync.value]).toEqual([true, undefined])
  })

  it.each([2, 3, 4, 5])('%i rapid taps end at the last wish', async (taps) => {
    const { on, writes } = server()
    const { toggles: t, shown } = await toggles()
    for (let tap = 0; tap < taps; tap++) t.toggle(CHAIN)
    await flushPromises()
    const wish = taps % 2 === 1
    expect([t.isOn(CHAIN.tagId), shown(), on.has(CHAIN.tagId)]).toEqual([wish, wish, wish])
    expect(writes().length).toBeLessThanOrEqual(2)
  })

  it('gives the old state back with the reason when WeCom refuses for good', async () => {
    const { on } = server({
      'PUT /customers/:customerId/tags/:tagId': ({ params }) => ({ tagId: params.tagId, on: true, jobId: id('J1') }),
      'GET /jobs/:jobId': ({ params }) => ({
        jobId: params.jobId,
        state: 'refused',
        attempts: 1,
        reason: { code: 'no_relation', params: { errcode: '84061' } },
      }),
    })
    const { toggles: t, shown, tell } = await toggles()
    t.toggle(CHAIN)
    await flushPromises()
    expect([t.isOn(CHAIN.tagId), shown(), on.has(CHAIN.tagId)]).toEqual([false, false, false])
    expect(tell.mock.calls).toEqual([[CHAIN, '「连锁门店」没写进企业微信：对方已不是您的好友。已还原。']])
  })

  it.each([
    ['done', 'synced'],
    ['pending', undefined],
    ['refused', undefined],
  ] as const)('says that WeCom has it only once it was seen there: %s', async (state, said) => {
    server({
      'PUT /customers/:customerId/tags/:tagId': ({ params }) => ({ tagId: params.tagId, on: true, jobId: id('J1') }),
      'GET /jobs/:jobId': ({ params }) => (state === 'pending' ? refusal(404, 'not_found') : { jobId: params.jobId, state, attempts: 1 }),
    })
    const { toggles: t } = await toggles()
    expect(t.sync.value).toBeUndefined()
    t.toggle(CHAIN)
    await flushPromises()
    expect(t.sync.value).toBe(said)
    t.forget()
    expect(t.sync.value).toBeUndefined()
  })

  it('says nothing of WeCom about a tag of my own', async () => {
    server()
    const { toggles: t } = await toggles()
    t.toggle({ ...CHAIN, tagId: id('M1'), kind: 'personal', group: '' })
    expect([t.isPending(id('M1')), t.sync.value]).toEqual([true, undefined])
    await flushPromises()
    expect([t.isOn(id('M1')), t.sync.value]).toEqual([true, undefined])
  })

  it('gives the old state back on a refusal that comes late, after questions without an answer', async () => {
    vi.useFakeTimers()
    let asked = 0
    const { on } = server({
      'PUT /customers/:customerId/tags/:tagId': ({ params }) => (on.add(params.tagId), { tagId: params.tagId, on: true, jobId: id('J1') }),
      'GET /jobs/:jobId': ({ params }) => {
        asked += 1
        if (asked === 1) return { jobId: params.jobId, state: 'pending', attempts: 1 }
        if (asked < 5) return refusal(503, 'unavailable')
        on.delete(CHAIN.tagId)
        return { jobId: params.jobId, state: 'refused', attempts: 2, reason: { code: 'tag_quota', params: {} } }
      },
    })
    const { toggles: t, tell } = await toggles()
    t.toggle(CHAIN)
    await vi.advanceTimersByTimeAsync(6_900)
    expect([asked, t.isOn(CHAIN.tagId), t.sync.value]).toEqual([4, true, 'syncing'])
    await vi.advanceTimersByTimeAsync(200)
    expect([asked, t.isOn(CHAIN.tagId), t.sync.value]).toEqual([5, false, undefined])
    expect(tell.mock.calls[0]?.[1]).toBe('「连锁门店」没写进企业微信：标签数量到了上限。已还原。')
  })

  it('gives up after seven questions in a row without an answer, and claims nothing', async () => {
    vi.useFakeTimers()
    const { calls } = server({
      'PUT /customers/:customerId/tags/:tagId': ({ params }) => ({ tagId: params.tagId, on: true, jobId: id('J1') }),
      'GET /jobs/:jobId': () => refusal(500, 'internal'),
    })
    const { toggles: t } = await toggles()
    t.toggle(CHAIN)
    await vi.advanceTimersByTimeAsync(120_000)
    expect([calls.filter(({ route }) => route === 'GET /jobs/:jobId').length, t.sync.value]).toEqual([7, undefined])
  })

  it('says nothing about a refusal of what was taken back meanwhile', async () => {
    let refuse = (): void => undefined
    server({
      'PUT /customers/:customerId/tags/:tagId': ({ params }) => ({ tagId: params.tagId, on: true, jobId: id('J1') }),
      'GET /jobs/:jobId': ({ params }) => new Promise((resolve) => (refuse = () => resolve({ jobId: params.jobId, state: 'refused', attempts: 1 }))),
    })
    const { toggles: t, tell } = await toggles()
    t.toggle(CHAIN)
    await flushPromises()
    t.toggle(CHAIN)
    refuse()
    await flushPromises()
    expect([t.isOn(CHAIN.tagId), tell.mock.calls.length]).toEqual([false, 0])
  })

  it('restores and names the reason when the BFF does not take the change', async () => {
    server({ 'PUT /customers/:customerId/tags/:tagId': () => refusal(422, 'refused', { reason: 'no_relation' }) })
    const { toggles: t, tell } = await toggles()
    t.toggle(CHAIN)
    await flushPromises()
    expect(t.isOn(CHAIN.tagId)).toBe(false)
    expect(tell.mock.calls[0]?.[1]).toBe('「连锁门店」没改成：对方已不是您的好友。已还原。')
  })

  it('says who has to take off a tag that a colleague set as well', async () => {
    const theirs = bundleOf(id('C1'), { tagGroups: [{ name: '客户类型', tags: [{ ...CHAIN, setBy: 'person', byName: '赵一帆' }] }] })
    server({ 'GET /customers/:customerId': () => theirs })
    const tell = vi.fn<Tell>()
    const run = await runOn(() => useTagToggles(id('C1'), tell), theirs)
    run.toggle(CHAIN)
    await flushPromises()
    expect([run.isOn(CHAIN.tagId), tell.mock.calls[0]?.[1]]).toEqual([true, '「连锁门店」是赵一帆设的，要赵一帆来去掉。'])
  })
})

describe('the tag sheet', () => {
  const chip = (name: string): HTMLElement => {
    const found = Array.from(document.querySelectorAll<HTMLElement>('[role=dialog] button')).find((one) => one.textContent?.trim() === name)
    if (!found) throw new Error(`no ${name} in ${document.body.textContent}`)
    return found
  }

  it('shows groups with what is set, and the refusal under its group', async () => {
    server({ 'PUT /customers/:customerId/tags/:tagId': () => refusal(404, 'not_found') })
    await mountOn(TagSheet, { open: true })
    expect([chip('独立咖啡馆').ariaPressed ?? chip('独立咖啡馆').getAttribute('aria-pressed'), chip('连锁门店').getAttribute('aria-pressed')]).toEqual([
      'true',
      'false',
    ])
    chip('连锁门店').click()
    await flushPromises()
    expect(chip('连锁门店').getAttribute('aria-pressed')).toBe('false')
    expect(document.querySelector('[role=dialog] [role=alert]')?.textContent).toContain('「连锁门店」没改成：这个标签已被删除。已还原。')
  })

  it('says nothing of WeCom when it is opened', async () => {
    server()
    await mountOn(TagSheet, { open: true })
    expect(document.querySelector('[role=dialog] .sync')?.textContent).toBe('')
  })

  it('makes a tag of my own and sets it', async () => {
    const { on, calls } = server()
    await mountOn(TagSheet, { open: true })
    chip('新建').click()
    await flushPromises()
    const field = document.querySelector<HTMLInputElement>('[role=dialog] form input')
    if (!field) throw new Error('no field')
    field.value = ' 懂机器 '
    field.dispatchEvent(new Event('input'))
    await flushPromises()
    field.form?.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(calls.find(({ route }) => route === 'POST /personal-tags')?.body).toEqual({ name: '懂机器' })
    expect([chip('懂机器').getAttribute('aria-pressed'), on.has(id('M2'))]).toEqual(['true', true])
  })

  it('says that a name is too long instead of cutting it', async () => {
    const { calls } = server()
    await mountOn(TagSheet, { open: true })
    const search = document.querySelector<HTMLInputElement>('[role=dialog] input')
    if (!search) throw new Error('no search')
    search.value = '长'.repeat(31)
    search.dispatchEvent(new Event('input'))
    await flushPromises()
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('标签名最多 30 个字，删短一点就能新建。')
    search.value = '长'.repeat(30)
    search.dispatchEvent(new Event('input'))
    await flushPromises()
    chip(`新建「${'长'.repeat(30)}」`).click()
    await flushPromises()
    expect(calls.find(({ route }) => route === 'POST /personal-tags')?.body).toEqual({ name: '长'.repeat(30) })
  })

  it('is absent on a customer of somebody else', async () => {
    server()
    await mountOn(TagSheet, { open: true }, bundleOf(id('C1'), { access: 'team' }))
    expect(document.querySelector('[role=dialog]')).toBeNull()
  })
})

describe('tags in words and lists', () => {
  it('finds by a part of the name in any case, or by the group', () => {
    const groups = groupsOf({
      groups: [
        {
          groupId: id('G1'),
          name: '采购规模',
          tags: [
            { tagId: id('T1'), name: '月 5KG 内' },
            { tagId: id('T2'), name: '月 20kg+' },
          ],
        },
      ],
      personal: [],
    })
    expect(matching(groups, ' 20KG ').map(({ tags }) => tags.map(({ name }) => name))).toEqual([['月 20kg+']])
    expect(matching(groups, '规模')[0]?.tags).toHaveLength(2)
    expect(matching(groups, '没有')).toEqual([])
    expect(matching(groups, '')).toHaveLength(2)
  })

  it('a new group goes before the personal one, and leaves with its last tag', () => {
    const mine: Bundle['tagGroups'][number] = { name: '', tags: [{ tagId: id('M1'), name: '爱聊机器', kind: 'personal', setBy: 'person' }] }
    const on = withTag(bundleOf(id('C1'), { tagGroups: [mine] }), CHAIN, true)
    expect(on.tagGroups.map(({ name }) => name)).toEqual(['客户类型', ''])
    expect(withTag(on, CHAIN, false).tagGroups).toEqual([mine])
  })

  it('a tag that is set stands where the catalogue has it, and so does its group', () => {
    const corp = (tail: string, group: string): TagChoice => ({ tagId: id(tail), name: tail, kind: 'corp', group })
    const order = ['T1', 'T2', 'T3', 'T4'].map(id)
    const set = (now: Bundle, tail: string, group: string): Bundle => withTag(now, corp(tail, group), true, order)
    const shown = (now: Bundle): string[] => now.tagGroups.map(({ name, tags }) => `${name}:${tags.map((tag) => tag.name).join('')}`)
    const mine: Bundle['tagGroups'][number] = { name: '', tags: [{ tagId: id('M1'), name: 'M1', kind: 'personal', setBy: 'person' }] }
    const last = set(set(bundleOf(id('C1'), { tagGroups: [mine] }), 'T4', '乙'), 'T3', '乙')
    expect(shown(last)).toEqual(['乙:T3T4', ':M1'])
    expect(shown(set(set(last, 'T2', '甲'), 'T1', '甲'))).toEqual(['甲:T1T2', '乙:T3T4', ':M1'])
  })

  it('reads a refusal by its word, by its number, or admits that it is unknown', () => {
    expect(refusalText({ code: 'write_conflict', params: { errcode: '45035' } })).toContain('同时有人在改')
    expect(refusalText({ code: 'something', params: { errcode: '40068' } })).toBe('这个标签已被删除。')
    expect(refusalText({ code: '84061' })).toBe('对方已不是您的好友。')
    expect(refusalText(undefined)).toBe('企业微信没有接受。')
  })
})
