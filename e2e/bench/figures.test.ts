import { expect, it } from 'vitest'
import { figure, notMeasured, tableOf } from './figures.ts'

const known = { id: 'depth', what: 'serial depth', unit: 'requests', reach: '== 2' }

it('holds a figure to its bar, exactly or at most', () => {
  expect(figure({ ...known, value: 2, detail: '' }).ok).toBe(true)
  expect(figure({ ...known, value: 3, detail: '' }).ok).toBe(false)
  expect(figure({ ...known, reach: '<= 1.5', value: 1.5, detail: '' }).ok).toBe(true)
  expect(figure({ ...known, reach: '<= 1.5', value: 1.51, detail: '' }).ok).toBe(false)
})

it('never passes what was not measured, and keeps the reason', () => {
  expect(figure({ ...known, value: null, detail: 'not in every round' }).ok).toBe(false)
  expect(notMeasured([known], new Error('no browser'))).toEqual([{ ...known, value: null, ok: false, detail: 'no browser' }])
})

it('shows one line a figure', () => {
  const lines = tableOf([figure({ ...known, value: 2, detail: '5 rounds' }), ...notMeasured([known], 'no browser')]).split('\n')
  expect(lines[1]).toMatch(/^ok\s+depth\s+serial depth\s+2 requests\s+== 2\s+5 rounds\s*$/)
  expect(lines[2]).toMatch(/^MISS .* – .*no browser\s*$/)
})
