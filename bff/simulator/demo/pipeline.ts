/** How a tea house becomes a customer: stages in order, the usual days in each, what to do next there and the script for it. */
export const pipeline = {
  name: '茶馆供货流程',
  stages: [
    { name: '兴趣', kind: 'open', usualDays: 3, nextStep: '问清用途和用量', script: 'ask-volume' },
    { name: '索取资料', kind: 'open', usualDays: 4, nextStep: '发样册，请对方报页码', script: 'catalogue' },
    { name: '评估价格', kind: 'open', usualDays: 6, nextStep: '讲清三档价', script: 'tiers' },
    { name: '要求试用', kind: 'open', usualDays: 7, nextStep: '回访试泡感受', script: 'after-sample' },
    { name: '购买', kind: 'won', usualDays: 25, nextStep: '教对方怎么存放', script: 'storage' },
    { name: '复购', kind: 'won', usualDays: 35, nextStep: '按用量提醒补货', script: 'restock' },
    { name: '流失', kind: 'lost' },
  ],
  lostReasons: ['价格没谈拢', '换了别家供货', '关店或转行', '一直联系不上', '口味不合适', '账期谈不拢'],
} as const

export type DemoStageName = (typeof pipeline.stages)[number]['name']
export type DemoLostReason = (typeof pipeline.lostReasons)[number]
