import { afterEach, describe, expect, it } from 'vitest'
import { loadWords } from '../../words/index.ts'
import type { BridgeFailure } from '../../wecom/bridge-error.ts'
import type { Final, Tap } from './send-machine.ts'
import { noteOf, progressText } from './send-note.ts'

const tap: Tap = { key: 'K', customerId: 'C1', externalUserId: 'wm', name: '周岚', renewable: false }
const here = { customerId: 'C1', name: '周岚', canSend: true, recorded: true }
const elsewhere = { customerId: 'C2', name: '陈屿', canSend: true, recorded: true }
const KINDS: BridgeFailure[] = ['wrong_entry', 'no_permission', 'not_in_range', 'unsupported', 'signature', 'bad_material', 'not_friend', 'outside', 'unknown']

afterEach(() => loadWords('zh-CN'))

describe('noteOf', () => {
  it('has words of their own for every refusal, in both languages', async () => {
    for (const language of ['zh-CN', 'en'] as const) {
      await loadWords(language)
      const notes = KINDS.map((kind) => noteOf({ at: 'refused', tap, kind }, here).text)
      expect(new Set(notes).size).toBe(KINDS.length)
      for (const note of notes) expect(note).toMatch(/^(没有发出：|Not sent: ).+[。.]$/)
    }
  })

  it('never calls a message delivered', async () => {
    const ends: Final[] = [
      { at: 'handed_over', tap },
      { at: 'unknown', tap },
    ]
    for (const end of ends) expect(noteOf(end, here).text).not.toMatch(/送达|deliver/i)
  })

  it('names the customer when another one is on screen meanwhile', () => {
    expect(noteOf({ at: 'handed_over', tap }, elsewhere).text).toBe('已进入和周岚的聊天')
    expect(noteOf({ at: 'wrong_customer', tap }, elsewhere)).toMatchObject({ tone: 'danger', text: '没有发送：聊天对象换成了陈屿。已切到陈屿。' })
    expect(noteOf({ at: 'wrong_customer', tap }, elsewhere).instead).toBe('改发给陈屿')
    expect(noteOf({ at: 'wrong_customer', tap }, { ...elsewhere, canSend: false }).instead).toBeUndefined()
    expect(noteOf({ at: 'wrong_customer', tap }, { ...elsewhere, name: '' }).text).toContain('已不是周岚')
  })

  it('tells a failure of the upload from one of the check', () => {
    expect(noteOf({ at: 'failed', tap, during: 'preparing', kind: 'wecom_failed' }, here).text).toContain('图片没传到企业微信')
    expect(noteOf({ at: 'failed', tap, during: 'preparing', kind: 'something new' }, here).text).toContain('没有发出')
    expect(noteOf({ at: 'failed', tap, during: 'checking', kind: 'timeout' }, here).text).toContain('没能核对聊天对象')
  })
})

describe('progressText', () => {
  it('speaks of an upload for materials only', () => {
    const state = { at: 'preparing', tap, renew: false } as const
    expect(progressText(state, { materialId: 'M1' })).toBe('正在传到企业微信')
    expect(progressText(state, { scriptId: 'S1' })).toBe('正在准备')
    expect(progressText({ at: 'idle' }, {})).toBeUndefined()
  })
})
