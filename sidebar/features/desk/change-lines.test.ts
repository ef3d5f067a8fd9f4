import { describe, expect, it } from 'vitest'
import { changeLines } from './change-lines.ts'
import { moved } from './drafts.ts'

const stage = (stageId: string, name: string, more: object = {}) => ({ stageId, name, kind: 'open', active: true, ...more })
const pipeline = (...stages: object[]) => ({ name: '流程', active: true, version: 3, stages, lostReasons: [{ lostReasonId: 'R', text: '太贵', active: true }] })

describe('what differs between two states of a record', () => {
  const before = pipeline(stage('A', '兴趣', { customers: 4, used: true }), stage('B', '报价'))

  it.each([
    ['nothing, whatever the server counts', pipeline(stage('A', '兴趣'), stage('B', '报价')), []],
    ['a stage that came', pipeline(stage('A', '兴趣'), { name: '寄样', kind: 'open', active: true }, stage('B', '报价')), ['加了「寄样」']],
    ['another name', pipeline(stage('A', '有兴趣'), stage('B', '报价')), ['「兴趣」改名为「有兴趣」']],
    ['one that was retired', pipeline(stage('A', '兴趣', { active: false }), stage('B', '报价')), ['停用「兴趣」']],
    ['other days', pipeline(stage('A', '兴趣', { usualDays: 3 }), stage('B', '报价')), ['改了「兴趣」的设置']],
    ['another order', pipeline(stage('B', '报价'), stage('A', '兴趣')), ['调整了顺序']],
    ['one that is gone', pipeline(stage('A', '兴趣')), ['去掉「报价」']],
  ])('names %s', (_what, after, lines) => {
    expect(changeLines(before, after)).toEqual(lines)
  })

  it('names a value before and after, and no id', () => {
    expect(changeLines('sales', 'service')).toEqual(['销售 → 客服'])
    expect(changeLines(30, { value: 90, version: 2 })).toEqual(['30 天 → 90 天'])
    expect(changeLines(['01A', '01B'], ['01B', '01A'])).toEqual([])
  })
})

it('moves an entry among those in use, and leaves the retired ones behind them', () => {
  const [one, off, two] = [
    { name: 'one', active: true },
    { name: 'off', active: false },
    { name: 'two', active: true },
  ]
  expect(moved([one, off, two], two, -1)).toEqual([two, one, off])
  expect(moved([one, two], two, 1)).toEqual([one, two])
})
