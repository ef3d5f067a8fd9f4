import { drawings } from './material-pictures.ts'

export interface DemoMaterial {
  key: string
  title: string
  description: string
  used: number
  /** Draws the image; absent on a link card. */
  draw?: () => Buffer
  linkUrl?: string
}

/** What the demo's people send beside words. */
export const materials: DemoMaterial[] = [
  { key: 'roasts', title: '轻火、中火、足火的汤色', description: '同一批肉桂，三种焙火', used: 26, draw: drawings.roasts },
  { key: 'tiers', title: '三档价目一图看懂', description: '10、20、50 公斤', used: 37, draw: drawings.tiers },
  { key: 'gift', title: '年货礼盒「山海」实拍', description: '岩茶配白茶，含手提袋', used: 15, draw: drawings.giftBox },
  { key: 'jasmine', title: '茉莉银毫干茶', description: '六窨，门店一公斤装', used: 12, draw: drawings.jasmine },
  { key: 'shop', title: '青屿商城 · 门店补货', description: '登录后按您的档位显示价格', used: 31, linkUrl: 'https://shop.qingyu.example/restock' },
  { key: 'brochure', title: '年货礼盒样册', description: '十二款礼盒，起订二十份可印店名', used: 9, linkUrl: 'https://www.qingyu.example/gifts' },
  { key: 'gaiwan', title: '盖碗冲泡三步图', description: '注水、刮沫、出汤，贴在吧台上', used: 22, draw: drawings.gaiwan },
  { key: 'puer', title: '2018 熟普饼面与断面', description: '条索清楚，没有黑心', used: 17, draw: drawings.cake },
  { key: 'garden', title: '自家茶山清晨', description: '海拔八百米，朝东的那一面坡', used: 28, draw: drawings.terraces },
  { key: 'bags', title: '客房三角包对照', description: '棉纸、尼龙、玉米纤维并排放', used: 13, draw: drawings.teaBags },
  { key: 'charcoal', title: '炭焙间现场', description: '龙眼木炭，夜里两小时翻一次', used: 19, draw: drawings.roasting },
  { key: 'cold', title: '冷泡配方卡', description: '三款夏天能卖的杯子', used: 11, draw: drawings.coldBrew },
  { key: 'moon', title: '中秋「望海」提袋样', description: '深蓝底，烫银月亮', used: 24, draw: drawings.moonBox },
  { key: 'dragon', title: '端午香囊与小罐', description: '艾草当年新晒', used: 10, draw: drawings.dragonBoat },
  { key: 'pallet', title: '出口装箱与托盘', description: '五层板纸箱，每托二十四件', used: 6, draw: drawings.pallet },
  { key: 'storage-guide', title: '门店存茶手册', description: '潮、热、光、味，四样都怕', used: 18, linkUrl: 'https://www.qingyu.example/guide/storage' },
  { key: 'credit-form', title: '月结申请表', description: '填完直接交，手机上能签字', used: 14, linkUrl: 'https://form.qingyu.example/credit' },
  {
    key: 'address-form',
    title: '礼品收件地址收集表',
    description: '员工自己填，名单汇总给您',
    used: 16,
    linkUrl: 'https://form.qingyu.example/gift-addresses',
  },
  {
    key: 'catalogue-en',
    title: 'Export catalogue',
    description: 'Twenty teas with grades, packing and FOB terms',
    used: 7,
    linkUrl: 'https://www.qingyu.example/en/catalogue',
  },
  { key: 'lab', title: '检测报告查询', description: '输入罐底批号，看到当批的结果', used: 20, linkUrl: 'https://www.qingyu.example/lab' },
]
