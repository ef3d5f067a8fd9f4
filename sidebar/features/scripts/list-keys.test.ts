import { describe, expect, it } from 'vitest'
import { listAct, type ListState } from './list-keys.ts'
import { keyPress as key } from './fixtures/key-press.ts'

const list = (over: Partial<ListState> = {}): ListState => ({ inBox: true, boxEmpty: false, caretAtEnd: true, rows: 3, chosen: 0, ...over })

describe('listAct', () => {
  it('chooses up and down, and wraps', () => {
    expect(listAct(key('ArrowDown'), list({ chosen: -1 }))).toEqual({ act: 'choose', index: 0 })
    expect(listAct(key('ArrowDown'), list({ chosen: 2 }))).toEqual({ act: 'choose', index: 0 })
    expect(listAct(key('ArrowUp'), list({ chosen: 0 }))).toEqual({ act: 'choose', index: 2 })
    expect(listAct(key('ArrowUp'), list({ chosen: -1 }))).toEqual({ act: 'choose', index: 2 })
    expect(listAct(key('ArrowDown'), list({ rows: 0, chosen: -1 }))).toBeUndefined()
  })

  it('uses the chosen row on Enter in the box only, and none when none is chosen', () => {
    expect(listAct(key('Enter'), list({ chosen: 1 }))).toEqual({ act: 'use', index: 1 })
    expect(listAct(key('Enter'), list({ chosen: -1 }))).toBeUndefined()
    expect(listAct(key('Enter'), list({ inBox: false }))).toBeUndefined()
  })

  it('uses the nth on a digit only where no text is meant', () => {
    expect(listAct(key('2'), list({ boxEmpty: true }))).toEqual({ act: 'use', index: 1 })
    expect(listAct(key('2'), list())).toBeUndefined()
    expect(listAct(key('2'), list({ inBox: false }))).toEqual({ act: 'use', index: 1 })
    expect(listAct(key('™', { altKey: true, code: 'Digit2' }), list())).toEqual({ act: 'use', index: 1 })
    expect(listAct(key('9'), list({ boxEmpty: true }))).toBeUndefined()
    expect(listAct(key('0'), list({ boxEmpty: true }))).toBeUndefined()
    expect(listAct(key('2', { ctrlKey: true }), list({ boxEmpty: true }))).toBeUndefined()
  })

  it('previews on → at the end of the text', () => {
    expect(listAct(key('ArrowRight'), list())).toEqual({ act: 'preview', index: 0 })
    expect(listAct(key('ArrowRight'), list({ caretAtEnd: false }))).toBeUndefined()
    expect(listAct(key('ArrowRight'), list({ chosen: -1 }))).toBeUndefined()
  })

  it('clears on Esc, then leaves', () => {
    expect(listAct(key('Escape'), list())).toEqual({ act: 'clear' })
    expect(listAct(key('Escape'), list({ boxEmpty: true }))).toEqual({ act: 'leave' })
  })

  it('leaves Home and End to the text while there is some', () => {
    expect(listAct(key('End'), list())).toBeUndefined()
    expect(listAct(key('End'), list({ boxEmpty: true }))).toEqual({ act: 'choose', index: 2 })
    expect(listAct(key('Home'), list({ boxEmpty: true, chosen: 2 }))).toEqual({ act: 'choose', index: 0 })
  })

  it('keeps out of an input method', () => {
    for (const name of ['Enter', 'ArrowDown', '1', 'Escape']) {
      expect(listAct(key(name, { isComposing: true }), list({ boxEmpty: true }))).toBeUndefined()
      expect(listAct(key(name, { keyCode: 229 }), list({ boxEmpty: true }))).toBeUndefined()
    }
  })

  it('uses and previews once while a key is held down, and goes on choosing', () => {
    const [held, box] = [{ repeat: true }, list({ boxEmpty: true, chosen: 1 })]
    for (const name of ['Enter', '1', 'ArrowRight']) expect(listAct(key(name, held), box)).toEqual({ act: 'nothing' })
    expect(listAct(key('™', { ...held, altKey: true, code: 'Digit2' }), list())).toEqual({ act: 'nothing' })
    expect(listAct(key('1', held), list())).toBeUndefined()
    expect(listAct(key('ArrowDown', held), box)).toEqual({ act: 'choose', index: 2 })
  })

  it('never takes Tab', () => expect(listAct(key('Tab'), list())).toBeUndefined())
})
