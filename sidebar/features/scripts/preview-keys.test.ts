import { describe, expect, it } from 'vitest'
import { previewAct } from './preview-keys.ts'
import { keyPress as key } from './fixtures/key-press.ts'

describe('previewAct', () => {
  it('edits on E and goes back on ←', () => {
    expect(['e', 'E', 'ArrowLeft', 'Enter', 'ArrowRight'].map((name) => previewAct(key(name)))).toEqual(['edit', 'edit', 'back', undefined, undefined])
  })

  it.each([
    ['in a field', { target: document.createElement('input') }],
    ['in a text area', { target: document.createElement('textarea') }],
    ['while an input method composes', { isComposing: true }],
    ['when an input method took the key', { keyCode: 229 }],
    ['with Ctrl', { ctrlKey: true }],
    ['with Alt', { altKey: true }],
  ])('keeps out %s', (_where, over) => {
    for (const name of ['e', 'ArrowLeft']) expect(previewAct(key(name, over))).toBeUndefined()
  })
})
