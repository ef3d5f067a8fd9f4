import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { BridgeError } from '../../wecom/bridge-error.ts'
import { bundleOf, CHEN, cleanUp, mountFor, show, stubApi, ZHOU } from './fixtures/test-page.ts'
import SendNote from './SendNote.vue'
import { useSend } from './use-sending.ts'

const host = vi.hoisted(() => ({ contact: 'wm-zhou', refuse: '' }))
vi.mock('../../wecom/bridge.ts', () => ({
  bridge: {
    context: async () => ({ entry: 'single_chat_tools', externalUserId: host.contact }),
    currentContact: async () => host.contact,
    send: async () => (host.refuse ? Promise.reject(new BridgeError(host.refuse as 'cancelled', '')) : undefined),
  },
}))

/** A tab with a note, and a sheet above it once one is open for a script. */
function open() {
  vi.useFakeTimers()
  stubApi(({ call }) => (call === 'POST /context' ? { state: 'customer', me: {}, bundle: bundleOf(CHEN) } : { sendRecordId: 'R1' }))
  const sheet = ref<string>()
  let use!: ReturnType<typeof useSend>
  const Page = defineComponent({
    setup: () => ((use = useSend()), () => [h('main', h(SendNote)), sheet.value ? h('aside', h(SendNote, { of: sheet.value })) : undefined]),
  })
  const { page } = mountFor(Page, ZHOU)
  const send = async () => {
    await use.send({ subject: { scriptId: 'S1' }, prepare: async () => ({ kind: 'text', text: '您好' }), show: () => {} })
    await flushPromises()
  }
  const openSheet = async (of: string | undefined) => ((sheet.value = of), flushPromises())
  return { send, openSheet, inTab: () => page.get('main').text(), inSheet: () => page.get('aside').text() }
}

afterEach(() => {
  cleanUp()
  Object.assign(host, { contact: 'wm-zhou', refuse: '' })
})

describe('the note about the last send', () => {
  it('goes by itself when all is well, and when another preview opens', async () => {
    const { send, openSheet, inTab, inSheet } = open()
    await send()
    expect(inTab()).toBe('已进入聊天')
    await openSheet('S2')
    expect([inSheet(), inTab()]).toEqual(['', ''])
    await openSheet(undefined)
    expect(inTab()).toBe('')
    await vi.advanceTimersByTimeAsync(1_000)
    await send()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(inTab()).toBe('')
  })

  it('does not appear late when the sheet of another script closes', async () => {
    const { send, openSheet, inTab, inSheet } = open()
    await openSheet('S2')
    await send()
    expect(inSheet()).toBe('')
    await vi.advanceTimersByTimeAsync(5_000)
    await openSheet(undefined)
    expect(inTab()).toBe('')
  })

  it('stands in the sheet of its own script, and of a failure also behind that of another', async () => {
    const { send, openSheet, inTab, inSheet } = open()
    host.refuse = 'no_permission'
    await openSheet('S1')
    await send()
    expect(inSheet()).toContain('「客户联系」')
    await openSheet('S2')
    expect(inSheet()).toBe('')
    await openSheet(undefined)
    expect(inTab()).toContain('「客户联系」')
  })

  it('of a failure goes when the customer changes', async () => {
    const { send, inTab } = open()
    host.refuse = 'cancelled'
    await send()
    expect(inTab()).toContain('没有发出')
    show(CHEN)
    await flushPromises()
    expect(inTab()).toBe('')
  })

  it('that the chat was with somebody else stays, whoever is on screen', async () => {
    const { send, inTab } = open()
    host.contact = 'wm-chen'
    await send()
    expect(inTab()).toContain('没有发送：聊天对象换成了陈屿')
    show(ZHOU)
    await flushPromises()
    expect(inTab()).toContain('没有发送')
  })
})
