import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { cleanUp, mountFor, Refusal, stubApi, ZHOU, type Asked } from '../sending/fixtures/test-page.ts'
import { useScriptList, type Script } from './use-script-list.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: {} }))

const script = (title: string): Script => ({
  scriptId: `S-${title}`,
  title,
  category: '',
  scope: 'company',
  usedCount: 0,
  messages: [{ kind: 'text', text: title }],
})
const pageOf = (...titles: string[]) => ({ scripts: titles.map(script), total: titles.length })

function open() {
  let list!: ReturnType<typeof useScriptList>
  mountFor(defineComponent({ setup: () => ((list = useScriptList()), () => h('i')) }), ZHOU)
  return { list, titles: () => list.scripts.value.map(({ title }) => title) }
}

/** Answers each search when it is told to. */
function pending() {
  const waiting: Record<string, (answer: unknown) => void> = {}
  const asked = stubApi((one) =>
    one.call === 'GET /scripts' ? new Promise((resolve) => (waiting[one.query.q ?? ''] = resolve)) : { categories: [], total: 0 },
  )
  const searches = () => asked.filter(({ call }) => call === 'GET /scripts')
  return { searches, answer: async (q: string, answer: unknown) => (waiting[q]?.(answer), flushPromises()) }
}

beforeEach(() => vi.useFakeTimers())
afterEach(cleanUp)

describe('useScriptList', () => {
  it('waits 150 ms for the next character before it asks', async () => {
    const { searches, answer } = pending()
    const { list } = open()
    await answer('', pageOf('甲', '乙'))
    list.text.value = '账'
    await vi.advanceTimersByTimeAsync(149)
    list.text.value = '账期 '
    await vi.advanceTimersByTimeAsync(149)
    expect(searches().map(({ query }) => query.q)).toEqual([undefined])
    await vi.advanceTimersByTimeAsync(1)
    expect(searches().map(({ query }) => query.q)).toEqual([undefined, '账期'])
  })

  it('never lets a late answer overtake, aborts it, and holds the keys back until the right one is there', async () => {
    const { searches, answer } = pending()
    const { list, titles } = open()
    await answer('', pageOf('甲'))
    expect(list.fresh.value).toBe(true)
    list.text.value = '账'
    expect(list.fresh.value).toBe(false)
    await vi.advanceTimersByTimeAsync(150)
    list.text.value = '账期'
    await vi.advanceTimersByTimeAsync(150)
    expect(searches()[1]?.signal?.aborted).toBe(true)
    expect([titles(), list.fresh.value]).toEqual([['甲'], false])
    await answer('账期', pageOf('账期怎么申请'))
    expect([titles(), list.fresh.value, list.askedFor.value]).toEqual([['账期怎么申请'], true, '账期'])
    await answer('账', pageOf('迟到的'))
    expect(titles()).toEqual(['账期怎么申请'])
  })

  it('asks again for a question that was overtaken, without calling it failed', async () => {
    const { searches, answer } = pending()
    const { list, titles } = open()
    await answer('', pageOf('甲'))
    for (const text of ['账', '账期', '账']) {
      list.text.value = text
      await vi.advanceTimersByTimeAsync(150)
    }
    expect([searches().length, list.failed.value]).toEqual([4, false])
    await answer('账', pageOf('账期怎么申请'))
    expect(titles()).toEqual(['账期怎么申请'])
  })

  it('loads further pages behind the first', async () => {
    const asked: Asked[] = stubApi(({ call, query }) =>
      call === 'GET /scripts' ? (query.after ? pageOf('丙') : { ...pageOf('甲', '乙'), total: 3, nextCursor: 'c1' }) : { categories: [], total: 0 },
    )
    const { list, titles } = open()
    await flushPromises()
    expect([list.hasMore.value, list.total.value]).toEqual([true, 3])
    await list.loadMore()
    await flushPromises()
    expect(titles()).toEqual(['甲', '乙', '丙'])
    expect(list.hasMore.value).toBe(false)
    expect(asked.filter(({ call }) => call === 'GET /scripts').map(({ query }) => query.after)).toEqual([undefined, 'c1'])
  })

  it('says that it failed, and gets over it', async () => {
    let down = true
    stubApi(({ call }) => (down ? new Refusal(503, 'unavailable') : call === 'GET /scripts' ? pageOf('甲') : { categories: [], total: 0 }))
    const { list, titles } = open()
    await flushPromises()
    expect([list.failed.value, list.loading.value]).toEqual([true, false])
    down = false
    await list.retry()
    await flushPromises()
    expect([list.failed.value, titles()]).toEqual([false, ['甲']])
  })
})
