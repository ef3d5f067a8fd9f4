import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { useScriptDraft } from './use-script-draft.ts'

function draft(source: string) {
  const known = ref<Record<string, string>>({ 客户称呼: '周姐' })
  const owner = ref('周岚')
  return {
    known,
    owner,
    ...useScriptDraft(
      () => source,
      () => known.value,
      () => owner.value,
    ),
  }
}

describe('useScriptDraft', () => {
  it('is complete only once every open variable is filled in', () => {
    const { given, filled, asked, complete } = draft('{客户称呼}，{优惠档位}')
    expect([asked.value, complete.value]).toEqual([['优惠档位'], false])
    given.value = { 优惠档位: '30kg 档' }
    expect([asked.value, complete.value, filled.value.text]).toEqual([['优惠档位'], true, '周姐，30kg 档'])
    given.value = { 优惠档位: '{30}' }
    expect(complete.value).toBe(false)
  })

  it('starts editing from what is filled in, and keeps open variables open', () => {
    const { text, filled, complete, given } = draft('{客户称呼}，{优惠档位}')
    expect(text.value).toBe('周姐，{优惠档位}')
    text.value = '周姐，{优惠档位}，今天有效'
    expect(complete.value).toBe(false)
    given.value = { 优惠档位: '九五折' }
    expect(filled.value.text).toBe('周姐，九五折，今天有效')
    text.value = '   '
    expect(complete.value).toBe(false)
  })

  it('tells a text that was rewritten from one that was only filled in', () => {
    const { text, given, editing, rewritten } = draft('{客户称呼}，{优惠档位}')
    given.value = { 优惠档位: '九五折' }
    editing.value = true
    expect(rewritten.value).toBeUndefined()
    text.value = '周姐，九五折，今天有效'
    expect(rewritten.value).toBe('周姐，九五折，今天有效')
    text.value = '周姐，九五折'
    expect(rewritten.value).toBeUndefined()
  })

  it('forgets what was typed for one customer when another is on screen', () => {
    const { text, given, filled, owner, known, editing } = draft('{客户称呼}，{优惠档位}')
    editing.value = true
    given.value = { 优惠档位: '九五折' }
    text.value = '周姐，给您九五折'
    known.value = { 客户称呼: '陈屿' }
    owner.value = '陈屿'
    expect(filled.value.text).toBe('陈屿，{优惠档位}')
    expect(editing.value).toBe(false)
  })
})
