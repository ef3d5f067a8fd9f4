import { describe, expect, it } from 'vitest'
import { pressOnce } from './press-once.ts'

function press(tag: string, over: KeyboardEventInit) {
  const [around, target] = [document.createElement('div'), document.createElement(tag)]
  around.append(target)
  around.addEventListener('keydown', pressOnce, { capture: true })
  let reached = false
  target.addEventListener('keydown', () => (reached = true))
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...over })
  target.dispatchEvent(event)
  return { reached, prevented: event.defaultPrevented }
}

describe('a key held down', () => {
  it('presses a button once', () => {
    expect(press('button', { repeat: false })).toEqual({ reached: true, prevented: false })
    expect(press('button', { repeat: true })).toEqual({ reached: false, prevented: true })
  })

  it('breaks lines in a text area, and sends from it once', () => {
    expect(press('textarea', { repeat: true })).toEqual({ reached: true, prevented: false })
    expect(press('textarea', { repeat: true, ctrlKey: true })).toEqual({ reached: false, prevented: true })
  })

  it('still moves with the arrows', () => expect(press('button', { repeat: true, key: 'ArrowDown' })).toEqual({ reached: true, prevented: false }))
})
