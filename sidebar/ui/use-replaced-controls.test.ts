import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { controlsReplaced } from './use-replaced-controls.ts'

describe('a tap at a place where a control was just replaced', () => {
  const pressed = vi.fn()
  const tap = (clientX: number, clientY = 100, detail = 1) => document.body.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX, clientY, detail }))
  beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterAll(() => void vi.useRealTimers())
  beforeEach(() => {
    vi.advanceTimersByTime(1_000)
    document.body.addEventListener('click', pressed)
    tap(100)
    pressed.mockClear()
    controlsReplaced()
  })
  afterEach(() => {
    document.body.removeEventListener('click', pressed)
  })

  it('presses nothing for 350 ms, and then does', () => {
    vi.advanceTimersByTime(349)
    tap(110)
    expect(pressed).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    tap(110)
    expect(pressed).toHaveBeenCalledOnce()
  })

  it('does not hold up a tap elsewhere, nor the keyboard', () => {
    tap(140)
    tap(0, 0, 0)
    expect(pressed).toHaveBeenCalledTimes(2)
  })
})
