/** How a tea house becomes a customer: stages in order, the usual days in each, what to do next there and the script for it. */
const supplies = {
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

/** How a company comes to give tea to its people and its own customers. */
const gifts = {
  name: '企业礼品',
  stages: [
    { name: '礼品需求', kind: 'open', usualDays: 4, nextStep: '问清四样：对象、份数、日子、预算', script: 'gift-brief' },
    { name: '方案报价', kind: 'open', usualDays: 7, nextStep: '给三套搭配，附实拍', script: 'gift-budget' },
    { name: '打样确认', kind: 'open', usualDays: 6, nextStep: '催回签字的打样照片', script: 'gift-proof' },
    { name: '收定金', kind: 'open', usualDays: 5, nextStep: '发定金说明，约余款日子', script: 'deposit' },
    { name: '生产配送', kind: 'open', usualDays: 12, nextStep: '收齐收件地址', script: 'gift-addresses' },
    { name: '交付完成', kind: 'won', usualDays: 90, nextStep: '下一个节前六周再问', script: 'gift-mid-autumn' },
    { name: '未成单', kind: 'lost' },
  ],
  lostReasons: ['预算被砍', '改发购物卡', '交期赶不上', '总部统一采购', '领导换人'],
} as const

/** In the order of the desk: new customers enter the first. */
export const pipelines = [supplies, gifts] as const

export type DemoStageName = (typeof supplies.stages)[number]['name']
export type DemoLostReason = (typeof supplies.lostReasons)[number]
export type DemoGiftStage = (typeof gifts.stages)[number]['name']
export type DemoGiftReason = (typeof gifts.lostReasons)[number]
