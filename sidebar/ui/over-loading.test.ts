import { afterEach, describe, expect, it, vi } from 'vitest'
import { overLoading } from './over-loading.ts'

const NAME = 'kebian-test'

/** A page in which `items` were typed, and how it is told who is here. */
function page(...items: string[]) {
  const memory = [...items]
  const tell = overLoading<string>(NAME, { all: () => [...memory], add: (item) => memory.push(item), forget: () => memory.splice(0) })
  return { memory, tell }
}

const leave = (): boolean => dispatchEvent(new Event('pagehide'))

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  sessionStorage.clear()
})

describe('what was typed, over a loading of the page', () => {
  it('comes back once, for who has typed it', () => {
    page('a line').tell('A')
    leave()
    const next = page()
    next.tell('A')
    expect([next.memory, sessionStorage.length]).toEqual([['a line'], 0])
  })

  it('is dropped for anybody else', () => {
    page('a line').tell('A')
    leave()
    const next = page()
    next.tell('B')
    expect([next.memory, sessionStorage.length]).toEqual([[], 0])
  })

  it('is forgotten when somebody else comes within the life of the page, and never filed under them', () => {
    const { memory, tell } = page('a line')
    tell('A')
    tell('B')
    leave()
    expect([memory, sessionStorage.length]).toEqual([[], 0])
  })

  it('is put aside once, however often a chat is switched', () => {
    const listen = vi.spyOn(window, 'addEventListener')
    const { tell } = page('a line')
    for (const employeeId of ['A', 'A', 'B', 'A']) tell(employeeId)
    expect(listen.mock.calls.filter(([type]) => type === 'pagehide')).toHaveLength(1)
  })

  it.each(['{"employeeId":"A"', '{"employeeId":"A","drafts":[]}', '"A"'])('is not read twice where it cannot be understood: %s', (left) => {
    sessionStorage.setItem(NAME, left)
    const { memory, tell } = page()
    tell('A')
    expect([memory, sessionStorage.getItem(NAME)]).toEqual([[], null])
  })

  it.each(['getItem', 'setItem', 'removeItem'] as const)('breaks nothing where the browser refuses %s', (method) => {
    const errors = vi.fn()
    const refuse = vi.fn(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    addEventListener('error', errors)
    vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined, [method]: refuse })
    const { memory, tell } = page('a line')
    expect(() => tell('A')).not.toThrow()
    expect(leave).not.toThrow()
    removeEventListener('error', errors)
    expect([memory, refuse.mock.calls.length > 0, errors.mock.calls]).toEqual([['a line'], true, []])
  })
})
