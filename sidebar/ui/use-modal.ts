import { nextTick, onBeforeUnmount, watch, type Ref } from 'vue'

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]'
const opened: object[] = []

/** The controls inside `root` that Tab can reach, in order. */
function focusableIn(root: HTMLElement): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>(FOCUSABLE)).filter((control) => control.tabIndex >= 0)
}

function wrapTab(root: HTMLElement, event: KeyboardEvent): void {
  const controls = focusableIn(root)
  const first = controls[0] ?? root
  const last = controls[controls.length - 1] ?? root
  const at = document.activeElement
  const outside = at === root || !root.contains(at)
  if (event.shiftKey ? outside || at === first : outside || at === last) {
    event.preventDefault()
    ;(event.shiftKey ? last : first).focus()
  }
}

/**
 * Manners of a modal dialog while `open`: focus goes in (to `[autofocus]`, else the dialog itself), Tab stays in, Esc asks to close the
 * topmost one only, and focus returns to where it came from.
 */
export function useModal(open: () => boolean, root: Ref<HTMLElement | null>, close: () => void): void {
  const self = {}
  let opener: Element | null = null

  function onKeydown(event: KeyboardEvent): void {
    if (opened[opened.length - 1] !== self || !root.value || event.defaultPrevented || event.isComposing || event.keyCode === 229) return
    if (event.key === 'Tab') wrapTab(root.value, event)
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopImmediatePropagation()
    close()
  }

  async function enter(): Promise<void> {
    opener = document.activeElement
    opened.push(self)
    document.addEventListener('keydown', onKeydown)
    await nextTick()
    const target = root.value?.querySelector<HTMLElement>('[autofocus]') ?? root.value
    target?.focus({ preventScroll: true })
  }

  function leave(): void {
    const place = opened.indexOf(self)
    if (place < 0) return
    opened.splice(place, 1)
    document.removeEventListener('keydown', onKeydown)
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
  }

  watch(open, (now) => (now ? enter() : leave()), { immediate: true, flush: 'post' })
  onBeforeUnmount(leave)
}
