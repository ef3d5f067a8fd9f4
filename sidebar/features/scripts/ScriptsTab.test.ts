import { flushPromises, type DOMWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askFocus } from '../../ui/asked-focus.ts'
import { CHEN, cleanUp, mountFor, show, stubApi, ZHOU, type OnScreen } from '../sending/fixtures/test-page.ts'
import ScriptsTab from './ScriptsTab.vue'

const host = vi.hoisted(() => ({ contact: 'wm-zhou', sent: [] as unknown[], copied: [] as string[] }))
vi.mock('../../wecom/bridge.ts', () => ({
  bridge: {
    currentContact: async () => host.contact,
    send: async (message: unknown) => void host.sent.push(message),
    copy: async (text: string) => void host.copied.push(text),
  },
}))

const scripts = [
  { scriptId: 'S1', title: '打招呼', category: '开场', scope: 'company', usedCount: 7, messages: [{ kind: 'text', text: '{客户称呼}您好，我是{我的名字}' }] },
  { scriptId: 'S2', title: '报优惠', category: '报价', scope: 'team', usedCount: 3, messages: [{ kind: 'text', text: '{客户称呼}，给您{优惠档位}' }] },
]

async function open(who: OnScreen = ZHOU) {
  const asked = stubApi(({ call, query }) => {
    if (call === 'GET /scripts') {
      const found = scripts.filter((script) => !query.q || script.title.includes(query.q))
      return { scripts: found, total: found.length }
    }
    if (call === 'GET /script-categories')
      return {
        categories: [
          { category: '开场', count: 1 },
          { category: '报价', count: 1 },
        ],
        total: 2,
      }
    return call.endsWith('/sends') ? { sendRecordId: 'R1' } : undefined
  })
  const { page } = mountFor(ScriptsTab, who)
  await flushPromises()
  // Vue passes over events of the very millisecond in which it began to listen
  await vi.advanceTimersByTimeAsync(1)
  const box = page.get('input')
  const dialog = () => document.querySelector('[role="dialog"]')
  const press = async (key: string, over: Record<string, unknown> = {}, on: Pick<DOMWrapper<Element>, 'trigger'> = box) => (
    await on.trigger('keydown', { key, code: /\d/.test(key) ? `Digit${key}` : key, ...over }),
    flushPromises()
  )
  const search = async (text: string) => {
    await box.setValue(text)
    await vi.advanceTimersByTimeAsync(150)
    await flushPromises()
  }
  const planes = () => page.findAll('[role="row"] .send')
  return { asked, page, box, dialog, press, search, planes }
}

beforeEach(() => {
  Object.assign(host, { contact: 'wm-zhou', sent: [], copied: [] })
  vi.useFakeTimers()
})
afterEach(cleanUp)

describe('the scripts tab', () => {
  it('sends nothing of several messages before the preview has told how many there are', async () => {
    scripts[0]?.messages.push({ kind: 'text', text: '方便聊两句吗' })
    const { planes, dialog } = await open()
    await planes()[0]?.trigger('click')
    await flushPromises()
    scripts[0]?.messages.pop()
    expect(host.sent).toEqual([])
    expect(dialog()?.querySelector('.message')?.textContent).toContain('第 1 条，共 2 条')
  })

  it('sends with one tap on the plane, filled in for the customer on screen, and counts the use', async () => {
    const { planes, page } = await open()
    await planes()[0]?.trigger('click')
    await flushPromises()
    expect(host.sent).toEqual([{ kind: 'text', text: '周岚您好，我是林晓' }])
    expect(page.text()).toContain('用 8')
  })

  it('opens the preview instead while a variable is missing, and sends once it is filled in', async () => {
    const { planes, dialog } = await open()
    await planes()[1]?.trigger('click')
    await flushPromises()
    expect(host.sent).toEqual([])
    const button = () => dialog()?.querySelector<HTMLButtonElement>('button[type="submit"]')
    expect(button()?.disabled).toBe(true)
    expect(button()?.textContent).toContain('填好优惠档位再发')
    const field = dialog()?.querySelector('input') as HTMLInputElement
    field.value = '九五折'
    field.dispatchEvent(new Event('input'))
    await flushPromises()
    expect(button()?.disabled).toBe(false)
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    expect(host.sent).toEqual([{ kind: 'text', text: '周岚，给您九五折' }])
    await vi.advanceTimersByTimeAsync(500)
    expect(dialog()).toBeNull()
  })

  it('closes the preview when the chat changes', async () => {
    const { page, dialog } = await open()
    await page.findAll('.open')[1]?.trigger('click')
    await flushPromises()
    expect(dialog()?.textContent).toContain('当前聊天：周岚')
    show(CHEN)
    await flushPromises()
    await vi.advanceTimersByTimeAsync(500)
    expect(dialog()).toBeNull()
  })

  it('is worked from the keyboard: the first found is chosen, Enter sends it, → previews it, Esc clears', async () => {
    const { search, press, dialog, box } = await open()
    await search('打招呼')
    const row = document.getElementById(box.attributes('aria-activedescendant') ?? '')
    expect(row?.textContent).toContain('打招呼')
    await press('Enter', { isComposing: true })
    expect(host.sent).toEqual([])
    await press('Enter')
    expect(host.sent).toHaveLength(1)
    await press('ArrowRight')
    expect(dialog()).not.toBeNull()
    await press('Escape')
    expect((box.element as HTMLInputElement).value).toBe('')
  })

  it('does not send an old result on Enter while the new answer is on its way', async () => {
    const { search, press, box } = await open()
    await search('打招呼')
    await box.setValue('报优惠')
    await press('Enter')
    expect(host.sent).toEqual([])
  })

  it('sends once while Enter or a digit is held down', async () => {
    const { search, press } = await open()
    await press('1')
    for (let held = 0; held < 5; held++) {
      await vi.advanceTimersByTimeAsync(600)
      await press('1', { repeat: true })
    }
    expect(host.sent).toHaveLength(1)
    await search('打招呼')
    await press('Enter')
    for (let held = 0; held < 5; held++) {
      await vi.advanceTimersByTimeAsync(600)
      await press('Enter', { repeat: true })
    }
    expect(host.sent).toHaveLength(2)
  })

  it('shows a pen where something is to be filled in, and a check for a second after a plane has sent', async () => {
    const { planes } = await open()
    const drawn = () => planes().map((plane) => plane.get('svg').html())
    const [plane, pen] = drawn()
    expect(plane).not.toBe(pen)
    await planes()[0]?.trigger('click')
    await flushPromises()
    expect(drawn()).not.toContain(plane)
    await planes()[0]?.trigger('click')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(drawn()).toEqual([plane, pen])
    expect(host.sent).toHaveLength(1)
  })

  it('moves focus and highlight together on the rows, from the focused one', async () => {
    const { page, press, dialog } = await open()
    const rows = () => page.findAll('[role="row"]')
    const chosen = () => rows().map((row) => row.attributes('aria-selected'))
    const focused = () => page.get('[role="row"] :focus')
    rows()[0]?.get<HTMLElement>('.open').element.focus()
    await flushPromises()
    expect(chosen()).toEqual(['true', 'false'])
    await press('ArrowDown', {}, focused())
    expect(chosen()).toEqual(['false', 'true'])
    expect(focused().element).toBe(rows()[1]?.get('.open').element)
    rows()[1]?.get<HTMLElement>('.send').element.focus()
    await press('ArrowUp', {}, focused())
    expect(focused().element).toBe(rows()[0]?.get('.send').element)
    await press('ArrowRight', {}, focused())
    expect(dialog()?.textContent).toContain('打招呼')
  })

  it('chooses no row by a press of the finger', async () => {
    const { page, planes } = await open()
    await planes()[0]?.trigger('mousedown')
    ;(planes()[0]?.element as HTMLElement | undefined)?.focus()
    await flushPromises()
    expect(page.findAll('[aria-selected="true"]')).toHaveLength(0)
  })

  it('names the keys that act where the focus is', async () => {
    const { page, box, search } = await open()
    const hints = () => page.get('.hints').text()
    ;(box.element as HTMLElement).focus()
    await flushPromises()
    expect(hints()).toContain('Enter发送→预览1–9直发')
    await search('打招呼')
    expect(hints()).toContain('Enter发送→预览Alt1–9直发')
    await search('报优惠')
    expect(hints()).toContain('Enter打开')
    page.get<HTMLElement>('.open').element.focus()
    await flushPromises()
    expect(hints()).toContain('Enter打开→预览1–9直发')
  })

  it('has the focus in the preview where it goes on, and keys there', async () => {
    const { press, dialog, box } = await open()
    const inside = async (key: string) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      await flushPromises()
    }
    ;(box.element as HTMLElement).focus()
    await press('ArrowDown')
    await press('ArrowRight')
    expect(document.activeElement?.getAttribute('type')).toBe('submit')
    await inside('e')
    expect(document.activeElement).toBe(dialog()?.querySelector('textarea'))
    await inside('ArrowLeft')
    expect(document.activeElement?.tagName).toBe('TEXTAREA')
    await inside('Escape')
    expect(document.activeElement).toBe(box.element)
    await vi.advanceTimersByTimeAsync(500)

    await press('ArrowDown')
    await press('ArrowRight')
    expect(document.activeElement).toBe(dialog()?.querySelector('input'))
    dialog()?.querySelector<HTMLElement>('.edit')?.focus()
    await inside('ArrowLeft')
    expect(document.activeElement).toBe(box.element)
  })

  it('says nothing of another send in a preview', async () => {
    const { page, planes, dialog } = await open()
    await planes()[0]?.trigger('click')
    await flushPromises()
    expect(page.text()).toContain('已进入聊天')
    await page.findAll('.open')[1]?.trigger('click')
    await flushPromises()
    expect(dialog()?.textContent).not.toContain('已进入聊天')
    expect(page.text()).not.toContain('已进入聊天')
  })

  it('sends the nth on a digit only while the box is empty', async () => {
    const { search, press } = await open()
    await press('1')
    expect(host.sent).toHaveLength(1)
    await search('打招呼')
    await press('1')
    expect(host.sent).toHaveLength(1)
  })

  it('focuses the box when that was asked for, also before it was there', async () => {
    askFocus('search')
    const { box } = await open()
    expect(document.activeElement).toBe(box.element)
    box.element.blur()
    askFocus('search')
    await flushPromises()
    expect(document.activeElement).toBe(box.element)
  })

  it('does not search half-finished pinyin', async () => {
    const { asked, box } = await open()
    const element = box.element as HTMLInputElement
    element.value = 'zhang q'
    element.dispatchEvent(new InputEvent('input', { isComposing: true }))
    await vi.advanceTimersByTimeAsync(200)
    expect(asked.filter(({ call }) => call === 'GET /scripts')).toHaveLength(1)
    element.value = '账期'
    element.dispatchEvent(new Event('compositionend'))
    await vi.advanceTimersByTimeAsync(200)
    expect(asked.filter(({ call }) => call === 'GET /scripts').map(({ query }) => query.q)).toEqual([undefined, '账期'])
  })

  it('has no send controls on a customer of a colleague; a row opens', async () => {
    const { planes, press, dialog } = await open({ ...ZHOU, access: 'team' })
    expect(planes()).toHaveLength(0)
    await press('1')
    expect(dialog()).not.toBeNull()
    expect(dialog()?.querySelector('button[type="submit"]')).toBeNull()
  })

  it('says what was not found, and clears the search', async () => {
    const { search, page, planes } = await open()
    await search('没有这条')
    expect(page.text()).toContain('没找到「没有这条」')
    await page
      .findAll('button')
      .find((button) => button.text() === '清空搜索')
      ?.trigger('click')
    await vi.advanceTimersByTimeAsync(10)
    await flushPromises()
    expect(planes()).toHaveLength(2)
  })

  it('copies the text as it stands', async () => {
    const { page, dialog } = await open()
    await page.findAll('.open')[0]?.trigger('click')
    await flushPromises()
    await vi.advanceTimersByTimeAsync(1)
    const copy = Array.from(dialog()?.querySelectorAll('button') ?? []).find((button) => button.textContent?.includes('复制'))
    copy?.click()
    await flushPromises()
    expect(host.copied).toEqual(['周岚您好，我是林晓'])
    expect(dialog()?.textContent).toContain('已复制')
  })
})
