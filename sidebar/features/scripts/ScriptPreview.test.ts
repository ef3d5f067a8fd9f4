import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cleanUp, mountFor, Refusal, stubApi, ZHOU } from '../sending/fixtures/test-page.ts'
import ScriptPreview from './ScriptPreview.vue'
import { askedScript, closeScript, openScript } from './index.ts'

vi.mock('../../wecom/bridge.ts', () => ({ bridge: { currentContact: async () => 'wm-zhou', send: async () => undefined } }))

afterEach(cleanUp)

describe('the preview of a script known by its id', () => {
  it('loads the script and shows it filled in', async () => {
    stubApi(({ call }) =>
      call === 'GET /scripts/S1'
        ? {
            scriptId: 'S1',
            title: '打招呼',
            category: '',
            scope: 'company',
            usedCount: 0,
            messages: [{ kind: 'text', text: '{客户称呼}您好，\n我是{我的名字}。' }],
          }
        : undefined,
    )
    mountFor(ScriptPreview, ZHOU, { scriptId: 'S1' })
    await flushPromises()
    expect(document.querySelector('[role="dialog"] .script-text')?.textContent).toBe('周岚您好，\n我是林晓。')
  })

  it.each([
    ['what was written', '周岚您好，今天有货', { text: '周岚您好，今天有货' }],
    ['nothing where the script tells it', '周岚您好', {}],
    ['4000 characters whole', '🌸'.repeat(4000), { text: '🌸'.repeat(4000) }],
    ['more cut, and says so', '🌸'.repeat(4001), { text: `${'🌸'.repeat(3999)}…` }],
  ])('records what was sent beside the script only where it was rewritten: %s', async (_what, typed, kept) => {
    const script = { scriptId: 'S1', title: '打招呼', category: '', scope: 'company', usedCount: 0, messages: [{ kind: 'text', text: '{客户称呼}您好' }] }
    const asked = stubApi(({ call }) => (call === 'GET /scripts/S1' ? script : call.endsWith('/sends') ? { sendRecordId: 'R1' } : undefined))
    mountFor(ScriptPreview, ZHOU, { scriptId: 'S1' })
    await flushPromises()
    document.querySelector<HTMLElement>('.edit')?.click()
    await flushPromises()
    const area = document.querySelector('textarea')!
    area.value = typed
    area.dispatchEvent(new Event('input'))
    await flushPromises()
    document.querySelector('form')?.requestSubmit()
    await flushPromises()
    expect(asked.find(({ call }) => call.endsWith('/sends'))?.body).toEqual({ scriptId: 'S1', ...kept, position: 1, of: 1, state: 'handed_over' })
  })

  it('says that the script is gone', async () => {
    stubApi(() => new Refusal(404, 'not_found'))
    mountFor(ScriptPreview, ZHOU, { scriptId: 'S1' })
    await flushPromises()
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('这条话术找不到了')
  })

  it('is asked for and put away from anywhere', () => {
    openScript('S1')
    expect(askedScript.value).toBe('S1')
    closeScript()
    expect(askedScript.value).toBeUndefined()
  })
})
