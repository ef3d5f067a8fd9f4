import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { BridgeError } from '../../wecom/bridge-error.ts'
import type { ChatMessage } from '../../wecom/bridge-types.ts'
import { bundleOf, CHEN, cleanUp, LOST, mountFor, Refusal, show, stubApi, ZHOU, type Answer, type Asked, type OnScreen } from './fixtures/test-page.ts'
import SendNote from './SendNote.vue'
import { useSend, useSending, type SendJob } from './use-sending.ts'

const host = vi.hoisted(() => ({ contact: 'wm-zhou' as string | undefined, silent: false, sent: [] as unknown[], refuse: [] as string[] }))
vi.mock('../../wecom/bridge.ts', () => ({
  bridge: {
    context: async () => ({ entry: 'single_chat_tools', externalUserId: host.contact }),
    currentContact: async () => (host.silent ? Promise.reject(new Error('silent')) : host.contact),
    send: async (message: unknown) => {
      const kind = host.refuse.shift()
      if (kind) throw new BridgeError(kind as 'cancelled', kind)
      host.sent.push(message)
    },
  },
}))

const text: ChatMessage = { kind: 'text', text: '周岚您好' }
const job = (over: Partial<SendJob> = {}): SendJob => ({ subject: { scriptId: 'S1' }, prepare: async () => text, show: () => {}, ...over })
const recordOk = ({ call }: Asked): Answer => (call.endsWith('/sends') ? { sendRecordId: 'R1' } : undefined)

function open(who: OnScreen = ZHOU) {
  let use!: ReturnType<typeof useSend>
  const Probe = defineComponent({ setup: () => ((use = useSend()), () => h(SendNote)) })
  const { page } = mountFor(Probe, who)
  return { page, use, note: () => page.text() }
}

beforeEach(() => Object.assign(host, { contact: 'wm-zhou', silent: false, sent: [], refuse: [] }))
afterEach(async () => {
  // what a test has sent is recorded within it
  await flushPromises()
  cleanUp()
})

describe('useSend', () => {
  it('hands the message over and records it for the customer of the tap', async () => {
    const asked = stubApi(recordOk)
    const { use, note } = open()
    expect((await use.send(job()))?.at).toBe('handed_over')
    await flushPromises()
    expect(host.sent).toEqual([text])
    const records = asked.filter(({ call }) => call === 'POST /customers/C-ZHOU/sends')
    expect(records.map(({ body }) => body)).toEqual([{ scriptId: 'S1', position: 1, of: 1, state: 'handed_over' }])
    expect(note()).toBe('已进入聊天')
  })

  it('sends nothing when the chat is with somebody else, changes over and names both', async () => {
    const asked = stubApi(({ call }) => (call === 'POST /context' ? { state: 'customer', me: {}, bundle: bundleOf(CHEN) } : undefined))
    const { use, note } = open()
    host.contact = 'wm-chen'
    expect((await use.send(job()))?.at).toBe('wrong_customer')
    await flushPromises()
    expect(host.sent).toEqual([])
    expect(asked.map(({ call }) => call)).toEqual(['POST /context'])
    expect(note()).toContain('没有发送：聊天对象换成了陈屿。已切到陈屿。')
    expect(note()).toContain('周岚')
  })

  it('notices a change that happens during the upload', async () => {
    stubApi(({ call }) => (call === 'POST /context' ? { state: 'customer', me: {}, bundle: bundleOf(CHEN) } : undefined))
    const { use } = open()
    const end = use.send(job({ prepare: async () => ((host.contact = 'wm-chen'), text) }))
    expect((await end)?.at).toBe('wrong_customer')
    expect(host.sent).toEqual([])
  })

  it('does not send to the new customer when the panel itself changed over during the upload', async () => {
    stubApi(() => undefined)
    const { use } = open()
    const end = use.send(
      job({
        prepare: async () => {
          host.contact = 'wm-chen'
          show(CHEN)
          return text
        },
      }),
    )
    expect((await end)?.at).toBe('wrong_customer')
    expect(host.sent).toEqual([])
  })

  it('sends nothing when the host does not say whom the chat is with', async () => {
    stubApi(() => undefined)
    const { use, note } = open()
    host.silent = true
    expect(await use.send(job())).toMatchObject({ at: 'failed', during: 'checking' })
    await flushPromises()
    expect(host.sent).toEqual([])
    expect(note()).toContain('没能核对聊天对象')
  })

  it('does nothing on a second tap while the first is under way', async () => {
    stubApi(recordOk)
    const { use } = open()
    const [first, second] = await Promise.all([use.send(job()), use.send(job())])
    expect([first?.at, second]).toEqual(['handed_over', undefined])
    expect(host.sent).toHaveLength(1)
  })

  it('takes a second tap within a second for the first, and shows that it is done; another script may follow at once', async () => {
    vi.useFakeTimers()
    stubApi(recordOk)
    const { use } = open()
    await use.send(job())
    await vi.advanceTimersByTimeAsync(350)
    expect(await use.send(job())).toBeUndefined()
    expect([useSending().justSent('S1'), useSending().justSent('S2')]).toEqual([true, false])
    await use.send(job({ subject: { scriptId: 'S2' } }))
    expect(host.sent).toHaveLength(2)
    expect(await use.send(job())).toBeUndefined()
    await vi.advanceTimersByTimeAsync(999)
    expect(await use.send(job({ subject: { scriptId: 'S2' } }))).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    expect(useSending().justSent('S2')).toBe(false)
    await use.send(job({ subject: { scriptId: 'S2' } }))
    expect(host.sent).toHaveLength(3)
  })

  it('may send the same to another customer at once', async () => {
    stubApi(recordOk)
    const { use } = open()
    await use.send(job())
    host.contact = 'wm-chen'
    show(CHEN)
    expect((await use.send(job()))?.tap.customerId).toBe('C-CHEN')
    expect(host.sent).toHaveLength(2)
  })

  it('sends again at once what was cancelled', async () => {
    stubApi(recordOk)
    host.refuse = ['cancelled']
    const { use } = open()
    await use.send(job())
    expect((await use.send(job()))?.at).toBe('handed_over')
  })

  it('records under one key until an answer comes, also a cancel', async () => {
    vi.useFakeTimers()
    let lost = 2
    const asked = stubApi((one) => (one.call.endsWith('/sends') && lost-- > 0 ? LOST : recordOk(one)))
    host.refuse = ['cancelled']
    const { use, note } = open()
    await use.send(job())
    await vi.advanceTimersByTimeAsync(10_000)
    const records = asked.filter(({ call }) => call.endsWith('/sends'))
    expect(records).toHaveLength(3)
    expect(new Set(records.map(({ key }) => key)).size).toBe(1)
    expect(records[0]?.body).toMatchObject({ state: 'cancelled' })
    expect(note()).toBe('没有发出：您在企业微信里点了取消。')
  })

  it.each([
    [503, 'unavailable'],
    [429, 'rate_limited'],
    [500, 'internal'],
  ])('records under the same key once a server that answered %i %s is well again', async (status, code) => {
    vi.useFakeTimers()
    let bad = 3
    const asked = stubApi((one) => (one.call.endsWith('/sends') && bad-- > 0 ? new Refusal(status, code) : recordOk(one)))
    const { use, note } = open()
    await use.send(job())
    await vi.advanceTimersByTimeAsync(14_500)
    const records = asked.filter(({ call }) => call.endsWith('/sends'))
    expect([records.length, new Set(records.map(({ key }) => key)).size]).toEqual([4, 1])
    expect(note()).not.toContain('没记上')
  })

  it('says so when the record is refused, and does not repeat it', async () => {
    vi.useFakeTimers()
    const asked = stubApi(() => new Refusal(403, 'read_only'))
    const { use, note } = open()
    await use.send(job())
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(1)
    expect(note()).toContain('跟进轨迹里没记上')
  })

  it('has the medium made anew once when the host refuses it', async () => {
    stubApi(recordOk)
    const renewed: boolean[] = []
    host.refuse = ['bad_material']
    const { use } = open()
    const end = await use.send(job({ renewable: true, prepare: async (renew) => (renewed.push(renew), { kind: 'image', mediaId: renew ? 'new' : 'old' }) }))
    expect(end?.at).toBe('handed_over')
    expect(renewed).toEqual([false, true])
    expect(host.sent).toEqual([{ kind: 'image', mediaId: 'new' }])
  })

  it.each([
    ['of a colleague', { ...ZHOU, access: 'team' as const }],
    ['in a profile', { ...ZHOU, entry: 'contact_profile' as const }],
    ['outside a chat', { ...ZHOU, entry: 'normal' as const }],
  ])('cannot send to a customer %s', async (_where, who) => {
    stubApi(() => undefined)
    const { use } = open(who)
    expect(use.canSend.value).toBe(false)
    expect(await use.send(job())).toBeUndefined()
    expect(host.sent).toEqual([])
  })

  it('puts the note away when told to', async () => {
    stubApi(recordOk)
    host.refuse = ['no_permission']
    const { use, page, note } = open()
    await use.send(job())
    await flushPromises()
    expect(note()).toContain('您还没有「客户联系」权限')
    await page.get('button').trigger('click')
    expect(note()).toBe('')
    expect(useSending().state.at).toBe('idle')
  })
})
