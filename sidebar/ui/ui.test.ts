import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, type Ref } from 'vue'
import Button from './Button.vue'
import FilterChips from './FilterChips.vue'
import Sheet from './Sheet.vue'
import UndoToast from './UndoToast.vue'
import { showNote, showUndo, toast, TOAST_MS, withdrawUndo } from './undo.ts'
import { joinPages } from './use-pages.ts'

let mounted: VueWrapper[] = []
afterEach(() => {
  mounted.forEach((one) => one.unmount())
  mounted = []
  document.body.innerHTML = ''
  toast.value = null
  vi.useRealTimers()
})

const key = (name: string, over: KeyboardEventInit = {}): boolean =>
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...over }))

/** A page with a button that opens a sheet, whose second button opens another on top. */
function page(): { lower: Ref<boolean>; upper: Ref<boolean> } {
  const lower = ref(false)
  const upper = ref(false)
  const sheet = (open: Ref<boolean>, title: string, inside: unknown) =>
    h(Sheet, { open: open.value, title, onClose: () => (open.value = false) }, { default: () => inside })
  const host = defineComponent({
    setup: () => () => [
      h('button', { id: 'opener' }),
      sheet(lower, '下', [h('button', { id: 'a' }), h('button', { id: 'b' })]),
      sheet(upper, '上', [h('input', { id: 'c', autofocus: true })]),
    ],
  })
  mounted.push(mount(host, { attachTo: document.body, global: { stubs: { transition: false } } }))
  return { lower, upper }
}

describe('a sheet', () => {
  it('is a named modal dialog that takes the focus and gives it back to where it came from', async () => {
    const { lower } = page()
    document.getElementById('opener')?.focus()
    lower.value = true
    await flushPromises()
    const dialog = document.querySelector('[role=dialog]')
    expect([dialog?.getAttribute('aria-modal'), document.getElementById(dialog?.getAttribute('aria-labelledby') ?? '')?.textContent]).toEqual(['true', '下'])
    expect(document.activeElement).toBe(dialog)
    key('Escape')
    await flushPromises()
    expect([lower.value, document.activeElement?.id]).toEqual([false, 'opener'])
  })

  it('keeps Tab inside in both directions', async () => {
    const { lower } = page()
    lower.value = true
    await flushPromises()
    document.getElementById('b')?.focus()
    key('Tab')
    const first = document.activeElement
    expect(first?.getAttribute('aria-label')).toBe('关闭')
    key('Tab', { shiftKey: true })
    expect(document.activeElement?.id).toBe('b')
  })

  it('closes only the topmost at Esc, and not while an input method composes', async () => {
    const { lower, upper } = page()
    lower.value = true
    await flushPromises()
    upper.value = true
    await flushPromises()
    expect(document.activeElement?.id).toBe('c')
    key('Escape', { isComposing: true })
    expect(upper.value).toBe(true)
    key('Escape')
    await flushPromises()
    expect([lower.value, upper.value]).toEqual([true, false])
    key('Escape')
    await flushPromises()
    expect(lower.value).toBe(false)
  })
})

describe('what closes a sheet', () => {
  const tap = (target: Element | null): boolean | undefined =>
    target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1, clientX: 200, clientY: 300 }))

  it('presses nothing behind it with the second half of a double tap', async () => {
    const { lower } = page()
    const opener = document.getElementById('opener')
    const pressed = vi.fn<() => void>()
    opener?.addEventListener('click', pressed)
    lower.value = true
    await flushPromises()
    tap(document.querySelector('[role=dialog] [aria-label=关闭]'))
    await flushPromises()
    expect([lower.value, document.querySelector('[role=dialog]')]).toEqual([false, null])
    tap(opener)
    expect(pressed).not.toHaveBeenCalled()
  })
})

describe('a sheet with a second step', () => {
  it('puts the focus on its title when the step changes, since what was pressed is gone', async () => {
    const second = ref(false)
    const host = defineComponent({
      setup: () => () =>
        h(
          Sheet,
          { open: true, title: second.value ? '二' : '一', back: second.value, onBack: () => (second.value = false) },
          { default: () => (second.value ? h('input', { key: 'two' }) : h('button', { key: 'one', id: 'next', onClick: () => (second.value = true) })) },
        ),
    })
    mounted.push(mount(host, { attachTo: document.body }))
    await flushPromises()
    const next = document.getElementById('next')
    next?.focus()
    next?.click()
    await flushPromises()
    expect([document.activeElement?.tagName, document.activeElement?.textContent]).toEqual(['H2', '二'])
    document.querySelector('input')?.focus()
    key('Escape')
    await flushPromises()
    expect([second.value, document.activeElement?.textContent]).toEqual([false, '一'])
  })
})

describe('the undo toast', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    mounted.push(mount(UndoToast, { props: { customerId: 'C1' }, attachTo: document.body }))
  })
  const shown = (): string => document.querySelector('[role=status]')?.textContent?.trim() ?? ''

  it('stays 8 seconds, and never two at once', async () => {
    showUndo({ customerId: 'C1', text: '甲', undo: vi.fn<() => void>() })
    await nextTick()
    vi.advanceTimersByTime(TOAST_MS - 200)
    showUndo({ customerId: 'C1', text: '乙', undo: vi.fn<() => void>() })
    await nextTick()
    expect(shown()).toContain('乙')
    expect(shown()).not.toContain('甲')
    vi.advanceTimersByTime(TOAST_MS - 200)
    await nextTick()
    expect(shown()).toContain('乙')
    vi.advanceTimersByTime(200)
    await nextTick()
    expect(shown()).toBe('')
  })

  it('waits while it is pointed at or the page is hidden', async () => {
    showUndo({ customerId: 'C1', text: '甲', undo: vi.fn<() => void>() })
    await nextTick()
    const box = document.querySelector('.toast')
    box?.dispatchEvent(new Event('pointerenter'))
    vi.advanceTimersByTime(TOAST_MS * 2)
    box?.dispatchEvent(new Event('pointerleave'))
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    vi.advanceTimersByTime(TOAST_MS * 2)
    hidden.mockRestore()
    await nextTick()
    expect(shown()).toContain('甲')
    vi.advanceTimersByTime(TOAST_MS)
    await nextTick()
    expect(shown()).toBe('')
  })

  it('undoes once by button or Ctrl+Z, but leaves Ctrl+Z to a field that is being written in', async () => {
    const undo = vi.fn<() => void>()
    const field = document.createElement('textarea')
    document.body.append(field)
    showUndo({ customerId: 'C1', text: '甲', undo })
    await nextTick()
    field.focus()
    key('z', { ctrlKey: true })
    expect(undo).not.toHaveBeenCalled()
    field.blur()
    key('z', { ctrlKey: true })
    key('z', { ctrlKey: true })
    await nextTick()
    expect([undo.mock.calls.length, shown()]).toEqual([1, ''])
  })

  it('goes with its customer, and does not come under another', async () => {
    const undo = vi.fn<() => void>()
    showUndo({ customerId: 'C1', text: '甲', undo })
    await nextTick()
    await mounted[0]?.setProps({ customerId: undefined })
    expect(shown()).toBe('')
    await mounted[0]?.setProps({ customerId: 'C2' })
    showUndo({ customerId: 'C1', text: '甲', undo })
    await nextTick()
    await nextTick()
    key('z', { ctrlKey: true })
    expect([shown(), undo.mock.calls.length]).toEqual(['', 0])
  })

  it('stands beside an open sheet, where Tab reaches it, and comes back when the sheet closes', async () => {
    const { lower } = page()
    const undo = vi.fn<() => void>()
    showUndo({ customerId: 'C1', text: '甲', undo })
    lower.value = true
    await nextTick()
    await nextTick()
    const inSheet = (): boolean => document.querySelector('[role=dialog] [role=status] .undo') !== null
    expect(inSheet()).toBe(true)
    lower.value = false
    await nextTick()
    await nextTick()
    expect([inSheet(), shown()]).toEqual([false, expect.stringContaining('甲')])
  })

  it('goes when what it offers was done another way, but not for another record', async () => {
    showUndo({ customerId: 'C1', text: '甲', undo: vi.fn<() => void>(), recordId: 'K1' })
    withdrawUndo('K2')
    await nextTick()
    expect(shown()).toContain('甲')
    withdrawUndo('K1')
    await nextTick()
    expect(shown()).toBe('')
  })

  it('tells without offering an undo', async () => {
    showNote({ tone: 'danger', text: '没有撤销' })
    await nextTick()
    expect(document.querySelector('[role=status] button')?.getAttribute('aria-label')).toBe('关闭')
  })
})

describe('controls', () => {
  it('a busy button keeps its place and does nothing', async () => {
    const onClick = vi.fn<() => void>()
    const wrapper = mount(Button, { props: { loading: true, onClick }, slots: { default: () => '记下' } })
    await wrapper.trigger('click')
    expect([onClick.mock.calls.length, wrapper.attributes('aria-busy'), wrapper.text()]).toEqual([0, 'true', '记下'])
  })

  it('arrows move through the choices of a filter and wrap around', async () => {
    const chosen = ref('a')
    const options = ['a', 'b', 'c'].map((one) => ({ key: one, text: one }))
    mounted.push(
      mount(
        defineComponent({
          setup: () => () =>
            h(FilterChips<string>, { label: '只看', options, modelValue: chosen.value, 'onUpdate:modelValue': (next: string) => (chosen.value = next) }),
        }),
        { attachTo: document.body },
      ),
    )
    document.querySelector<HTMLElement>('[role=radio]')?.focus()
    key('ArrowLeft')
    await nextTick()
    expect([chosen.value, document.querySelectorAll('[tabindex="0"]').length]).toEqual(['c', 1])
    key('ArrowRight')
    await nextTick()
    expect(chosen.value).toBe('a')
  })
})

describe('joining pages', () => {
  const list = (items: string[], nextCursor?: string) => ({ items, nextCursor })
  const same = (item: string): string => item

  it('a refresh keeps what was loaded behind the first page', () => {
    expect(joinPages(list(['0', '1', '2'], 'p2'), list(['1', '2', '3', '4'], 'p3'), same)).toEqual(list(['0', '1', '2', '3', '4'], 'p3'))
  })

  it('starts over when the lists do not meet, or when there was only the first page', () => {
    expect(joinPages(list(['8', '9'], 'p2'), list(['1', '2'], 'p3'), same)).toEqual(list(['8', '9'], 'p2'))
    expect(joinPages(list(['0', '1'], 'new'), list(['0', '1'], 'old'), same)).toEqual(list(['0', '1'], 'new'))
    expect(joinPages(list([]), list(['1'], 'p2'), same)).toEqual(list([]))
  })
})
