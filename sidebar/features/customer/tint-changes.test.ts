import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, shallowRef, type ShallowRef } from 'vue'
import type { Bundle } from '../../head-start/outcome.ts'
import { tintChanges } from './tint-changes.ts'

const root = document.documentElement
const animate = vi.fn<Element['animate']>()
const dd = () => [...document.querySelectorAll('dd')]
const of = (customerId: string) => ({ customer: { customerId } }) as Bundle
let bundle: ShallowRef<Bundle | undefined>

beforeEach(() => {
  document.body.innerHTML = '<dl class="fields"><dd>38.5 kg</dd><dd>2 家</dd></dl>'
  root.style.setProperty('--kb-mid', '200ms')
  root.style.setProperty('--kb-accent-soft', '#e6effd')
  for (const value of dd()) value.animate = animate
  bundle = shallowRef(of('A'))
  tintChanges(bundle)
})
afterEach(() => {
  root.removeAttribute('style')
  vi.resetAllMocks()
})

/** The page after a reading, with this in its first value. */
async function read(customerId: string, text: string): Promise<void> {
  bundle.value = of(customerId)
  await Promise.resolve()
  const [first] = dd()
  if (first) first.textContent = text
  await nextTick()
  await nextTick()
}

it('tints the one value that has become another one, for 200 ms', async () => {
  await read('A', '40 kg')
  expect(animate.mock.contexts).toEqual([dd()[0]])
  expect(animate.mock.calls).toEqual([[[{ backgroundColor: '#e6effd' }, {}], { duration: 200 }]])
})

it('tints nothing that has stayed the same, and nothing of another customer', async () => {
  await read('A', '38.5 kg')
  await read('B', '12 kg')
  expect(animate).not.toHaveBeenCalled()
})

it('tints nothing where motion is unwanted', async () => {
  root.style.setProperty('--kb-mid', '0ms')
  await read('A', '40 kg')
  expect(animate).not.toHaveBeenCalled()
})
