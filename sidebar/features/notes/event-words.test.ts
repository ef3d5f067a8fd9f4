import { describe, expect, it } from 'vitest'
import { eventText } from './event-words.ts'

const AT = '2026-11-20T02:00:00.000Z'
function line(code: string, params: Record<string, string>, who = '林晓'): string[] {
  const { lead, strong, tail, detail } = eventText({ code, params, occurredAt: AT }, who)
  return [lead, strong, tail, detail]
}

describe('events in words', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['note_written', { outcome: 'comparing', text: '差 3 块一公斤' }, ['林晓：', '比价中', '，差 3 块一公斤', '']],
    ['note_written', { outcome: '老客户介绍' }, ['林晓：', '老客户介绍', '', '']],
    ['note_written', { text: '只有字' }, ['林晓：', '', '只有字', '']],
    ['task_done', { title: '寄样品' }, ['林晓 完成待办', '寄样品', '', '']],
    ['task_reopened', { title: '寄样品' }, ['林晓 重新打开待办', '寄样品', '', '']],
    [
      'stage_moved',
      { from: '索取资料', to: '评估价格', fromEnteredAt: '2026-11-15T02:00:00.000Z' },
      ['林晓 移动阶段：索取资料 →', '评估价格', '', '在「索取资料」停留 5 天'],
    ],
    ['stage_lost', { from: '评估价格', to: '流失', reason: '选了别家', note: '城西一家' }, ['林晓 标为流失', '', '', '原因：选了别家 · 城西一家']],
    ['stage_move_undone', { from: '流失', to: '评估价格' }, ['林晓 撤销移动：流失 →', '评估价格', '', '']],
    ['message_handed_over', { title: '阶梯价', position: '2', of: '3' }, ['林晓 发送', '阶梯价', '', '第 2/3 条 · 已进入聊天']],
    ['message_handed_over', { title: '阶梯价', position: '1', of: '1' }, ['林晓 发送', '阶梯价', '', '已进入聊天']],
    ['message_cancelled', { title: '阶梯价', position: '1', of: '1' }, ['林晓 没有发出', '阶梯价', '', '在企业微信里点了取消']],
    [
      'message_refused',
      { title: '阶梯价', position: '1', of: '1', reason: 'no permission' },
      ['林晓 没有发出', '阶梯价', '', '企业微信没有接受（no permission）'],
    ],
    ['message_handed_over', { title: '阶梯价', position: '1', of: '1', text: '今天\n还有' }, ['林晓 发送', '阶梯价', '', '已进入聊天\n改写为：今天\n还有']],
    ['message_unknown', { title: '阶梯价', position: '1', of: '1' }, ['林晓 发送结果不明', '阶梯价', '', '企业微信没有回答，可能已在聊天里']],
    ['tag_set', { tag: '账期' }, ['林晓 加标签', '账期', '', '']],
    ['tag_removed', { tag: '账期' }, ['林晓 去掉标签', '账期', '', '']],
    ['tag_refused', { tag: '账期', reason: 'no_relation', errcode: '84061', on: 'true' }, ['标签没写进企业微信', '账期', '', '对方已不是您的好友。']],
    ['relation_changed', { fields: 'remark,description' }, ['林晓 修改', '备注和描述', '', '']],
    ['relation_refused', { fields: 'remark', reason: 'unknown', errcode: '84061' }, ['', '备注', '没写进企业微信，已还原', '对方已不是您的好友。']],
    ['customer_added', { addWay: '1' }, ['', '成为好友', '', '扫码添加']],
    ['order_placed', { number: 'QG1', amountMinor: '184000', currency: 'CNY', item: '保山水洗 × 4' }, ['下单', 'QG1', '¥1,840.00', '保山水洗 × 4']],
    ['order_refunded', { number: 'QG1', amountMinor: '1840', currency: 'JPY' }, ['退款', 'QG1', 'JP¥1,840', '']],
    ['order_refunded', { number: 'QG1', amountMinor: 'much', currency: 'CNY' }, ['退款', 'QG1', '', '']],
    ['something_new', { title: '某事' }, ['林晓 有一条新动态', '', '', '某事']],
  ])('%s with %j', (code, params, expected) => {
    expect(line(code, params)).toEqual(expected)
  })

  it('leaves out the name on a note of the reader', () => {
    expect(line('note_written', { outcome: 'quoted' }, '')).toEqual(['', '已报价', '', ''])
  })
})
