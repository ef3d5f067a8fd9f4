import { beforeEach, describe, expect, it } from 'vitest'
import { configureFormat } from '../../ui/moments.ts'
import { firstScreenWords, type Language } from '../../words/first-screen.ts'
import type { Bundle } from '../outcome.ts'
import { domH } from './h.ts'
import { tags } from './tags.ts'

type Tag = Bundle['tagGroups'][number]['tags'][number]

beforeEach(() => configureFormat({ language: 'zh-CN', timeZone: 'Asia/Shanghai' }))

/** Titles with the tags below them. */
function rows(language: Language, all: Tag[]): string[] {
  const view = { h: domH, words: firstScreenWords[language], now: 0, layout: 'one', tab: 'customer', folded: false, on: {}, slots: {} } as const
  const drawn = tags(view, { tagGroups: [{ name: '', tags: all }], access: 'own' } as unknown as Bundle)
  return [...drawn.querySelectorAll('.tg')].map((row) => `${row.querySelector('dt')?.textContent}: ${row.querySelector('dd')?.textContent}`)
}

describe('personal tags', () => {
  const ours: Tag = { tagId: 'M1', name: '爱聊机器', kind: 'personal', setBy: 'person', byName: '沈可' }
  const theirs: Tag = { name: '爱发语音', kind: 'wecom_personal', setBy: 'person', byName: '唐琪' }

  it('are called mine only where nobody else can have made them', () => {
    expect(rows('zh-CN', [theirs, ours])).toEqual(['我的: 爱聊机器', '个人标签: 爱发语音'])
    expect(rows('en', [theirs])).toEqual(['Personal: 爱发语音'])
  })
})
