import { describe, expect, it } from 'vitest'
import { keyAct, type KeyAct } from './key-map.ts'

const state = { typing: false, letters: true, led: false }
const press = (key: string, over: Record<string, unknown> = {}, now: Partial<typeof state> = {}): KeyAct | undefined =>
  keyAct({ key, isComposing: false, keyCode: 0, altKey: false, ctrlKey: false, metaKey: false, repeat: false, ...over }, { ...state, ...now })

describe('keys of the page', () => {
  it.each([
    ['/', 'search'],
    ['n', 'note'],
    ['N', 'note'],
    ['s', 'stage'],
    ['t', 'tags'],
    ['z', 'undo'],
    ['g', 'lead'],
    ['?', 'help'],
  ])('%s asks for %s', (key, act) => expect(press(key)).toEqual({ act }))

  it.each([
    ['c', 'customer'],
    ['s', 'scripts'],
    ['m', 'materials'],
    ['o', 'orders'],
    ['f', 'follow'],
  ])('G then %s goes to %s', (key, tab) => expect(press(key, {}, { led: true })).toEqual({ act: 'go', tab }))

  it('after G any other letter means what it always does', () => expect(press('n', {}, { led: true })).toEqual({ act: 'note' }))

  it.each(['/', 'n', 's', '?', 'g'])('%s is written where the focus is in a field', (key) => expect(press(key, {}, { typing: true })).toBeUndefined())

  it('Ctrl or ⌘ with K searches from a field too', () => {
    expect(press('k', { ctrlKey: true }, { typing: true })).toEqual({ act: 'search' })
    expect(press('K', { metaKey: true })).toEqual({ act: 'search' })
  })

  it.each(['n', 's', 't', 'z', 'g'])('%s does nothing once single letters are off', (key) => expect(press(key, {}, { letters: false })).toBeUndefined())

  it.each(['/', '?'])('%s works with single letters off', (key) => expect(press(key, {}, { letters: false })).toBeDefined())

  it.each([{ isComposing: true }, { keyCode: 229 }, { repeat: true }, { altKey: true }, { ctrlKey: true }])('a key with %o is not ours', (over) =>
    expect(press('n', over)).toBeUndefined(),
  )
})
