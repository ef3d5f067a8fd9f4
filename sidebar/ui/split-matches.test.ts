import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitMatches } from './split-matches.ts'

describe('splitMatches', () => {
  it('marks each word, whatever its case and signs', () => {
    expect(splitMatches('账期 Audit (30天)', 'audit (30')).toEqual([
      { text: '账期 ', hit: false },
      { text: 'Audit', hit: true },
      { text: ' ', hit: false },
      { text: '(30', hit: true },
      { text: '天)', hit: false },
    ])
    expect(splitMatches('账期', '')).toEqual([{ text: '账期', hit: false }])
  })

  it('never changes the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, q) => {
        expect(
          splitMatches(text, q)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
