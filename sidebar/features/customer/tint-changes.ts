import { nextTick, watch, type Ref } from 'vue'
import type { Bundle } from '../../head-start/outcome.ts'

/** What stands for one value each. */
const VALUES = '.ch-name, .stage, .fields dd'

/** Tints a value of the customer on screen for a moment when it comes out of a refresh as another one; nothing where motion is unwanted. */
export function tintChanges(bundle: Ref<Bundle | undefined>): void {
  watch(bundle, async (now, before) => {
    if (!now || now.customer.customerId !== before?.customer.customerId) return
    const texts = new Map(Array.from(document.querySelectorAll(VALUES), (value) => [value, value.textContent]))
    await nextTick()
    for (const [value, text] of texts) if (value.isConnected && value.textContent !== text) tint(value)
  })
}

function tint(value: Element): void {
  const style = getComputedStyle(document.documentElement)
  const duration = parseFloat(style.getPropertyValue('--kb-mid'))
  if (duration) value.animate([{ backgroundColor: style.getPropertyValue('--kb-accent-soft').trim() }, {}], { duration })
}
