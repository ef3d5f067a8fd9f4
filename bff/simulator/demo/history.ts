import type { who } from './contacts.ts'
import type { DemoLostReason, DemoStageName } from './pipeline.ts'

/** Days ago (negative: ahead) and time of day in China. */
export type DemoWhen = [days: number, time: string]

export interface DemoHistory {
  contact: keyof typeof who
  /** userid of whoever did all this, unless a line names another. */
  by: string
  /** The way through the pipeline; it begins with the first stage. */
  stages: [DemoStageName, ...DemoWhen, note?: string][]
  lostReason?: DemoLostReason
  /** `outcome` is a code that the sidebar words. */
  notes?: { at: DemoWhen; by?: string; outcome?: string; text?: string }[]
  tasks?: { title: string; due: DemoWhen | 'today'; by?: string; made: DemoWhen; done?: DemoWhen }[]
  /** Keys of scripts and materials. */
  sends?: { at: DemoWhen; script?: string; material?: string; state?: 'handed_over' | 'cancelled' }[]
}

/** What happened with each customer before the demo begins. */
export const histories: DemoHistory[] = [
  {
    contact: 'qiaojie',
    by: 'shen_ke',
    stages: [
      ['兴趣', 312, '10:24'],
      ['索取资料', 309, '15:00'],
      ['评估价格', 301, '11:12'],
      ['要求试用', 295, '09:50'],
      ['购买', 280, '16:05'],
      ['复购', 204, '10:10', '第二家店开张，固定月初补'],
    ],
    notes: [
      { at: [39, '09:52'], outcome: 'agreed', text: '两家店合在一张单里发，运费只收一次，她很满意。' },
      { at: [61, '14:31'], by: 'tang_qi', text: '磕瘪的那罐已补，她说不用退，我按差价走了一笔小额。' },
      { at: [8, '10:20'], text: '大学城那家卖得比预想快，下次备货往上抬三成。' },
      { at: [1, '16:55'], outcome: 'quoted', text: '认可四成半的火，想固定下来。价钱还没定，等我跟经理要个话。' },
    ],
    tasks: [
      { title: '回巧姐：月底这批按什么价', due: 'today', made: [1, '16:56'] },
      { title: '把四成半火写进她的拼配单', due: [-3, '10:00'], made: [1, '16:57'] },
      { title: '顺丰单号贴给她', due: [7, '18:00'], made: [8, '10:18'], done: [7, '11:32'] },
    ],
    sends: [
      { at: [39, '09:45'], script: 'shipped' },
      { at: [8, '10:17'], material: 'roasts' },
      { at: [7, '11:30'], script: 'shipped' },
    ],
  },
  {
    contact: 'xiaoman',
    by: 'shen_ke',
    stages: [
      ['兴趣', 9, '13:03'],
      ['索取资料', 9, '13:15'],
      ['要求试用', 8, '10:02', '三款各 100g'],
    ],
    notes: [
      { at: [9, '13:20'], outcome: 'sample', text: '水果茶为主，日出两百杯，眼下用的茶底偏香精味。' },
      { at: [2, '11:35'], text: '炒青嫌苦，教她降温焖六分钟，约好改完再聊量。' },
    ],
    tasks: [{ title: '问满满降温以后还苦不苦', due: [1, '15:00'], made: [2, '11:36'] }],
    sends: [
      { at: [9, '13:07'], script: 'ask-volume' },
      { at: [8, '10:01'], script: 'sample-sent' },
      { at: [2, '11:29'], script: 'machine' },
    ],
  },
  {
    contact: 'kelvin',
    by: 'shen_ke',
    stages: [
      ['兴趣', 58, '12:10'],
      ['索取资料', 30, '09:04'],
    ],
    notes: [{ at: [30, '09:35'], text: '先上两款试水，主打送礼场景，不囤货。' }],
    tasks: [{ title: '给 Kelvin 一份带图的拿货价', due: [-2, '11:00'], made: [6, '17:40'] }],
    sends: [{ at: [30, '09:02'], script: 'dropship' }],
  },
  {
    contact: 'dengjun',
    by: 'shen_ke',
    stages: [
      ['兴趣', 121, '17:20'],
      ['评估价格', 118, '10:40'],
      ['购买', 99, '14:35'],
      ['流失', 4, '09:15', '消息发不出去，已被删'],
    ],
    lostReason: '一直联系不上',
    notes: [{ at: [10, '10:05'], outcome: 'no_reply', text: '年货样册没敢直接发，先问了一声，两天没动静。' }],
    sends: [{ at: [6, '10:30'], material: 'brochure', state: 'cancelled' }],
  },
  {
    contact: 'momo',
    by: 'lu_yining',
    stages: [
      ['兴趣', 23, '21:10'],
      ['购买', 21, '13:04'],
    ],
    notes: [
      { at: [22, '12:50'], text: '胃弱，晚上也想喝，推的是三克煮一壶。' },
      { at: [5, '20:25'], outcome: 'comparing', text: '要送妈妈，在竹盒和铁罐之间犹豫，预算三百以内。' },
    ],
    tasks: [{ title: '提醒 Momo 竹盒那单还没付', due: [-1, '20:00'], made: [4, '22:20'] }],
    sends: [{ at: [22, '09:06'], script: 'channel' }],
  },
  {
    contact: 'jiushu',
    by: 'lu_yining',
    stages: [
      ['兴趣', 340, '15:20'],
      ['要求试用', 331, '16:00'],
      ['购买', 301, '16:03'],
      ['复购', 88, '15:25'],
    ],
    notes: [
      { at: [33, '15:50'], text: '牛栏坑让我留着，不许先卖。火没退透之前别提价。' },
      { at: [3, '15:33'], outcome: 'sample', text: '寄了两泡，走老地址。他只看汤色，别附宣传单。' },
    ],
    tasks: [{ title: '下午三点后问九叔那两泡', due: 'today', made: [3, '15:34'] }],
    sends: [{ at: [3, '15:12'], script: 'tasting' }],
  },
  {
    contact: 'pengyue',
    by: 'lu_yining',
    stages: [
      ['兴趣', 36, '09:55'],
      ['评估价格', 35, '14:00'],
      ['要求试用', 33, '10:20', '试两个月'],
      ['购买', 26, '10:34'],
    ],
    notes: [
      { at: [35, '14:08'], outcome: 'quoted', text: '每周二送到前台，一百二十人的量，月底统一结。' },
      { at: [7, '14:20'], text: '乌龙剩得多，茉莉抢光，后面只送茉莉。' },
    ],
    tasks: [{ title: '问禾木伴手礼要不要印名字', due: [-5, '10:00'], made: [7, '14:21'] }],
    sends: [
      { at: [35, '14:02'], material: 'tiers' },
      { at: [27, '10:15'], script: 'refund' },
    ],
  },
  {
    contact: 'hemin',
    by: 'he_zhou',
    stages: [
      ['兴趣', 168, '11:00'],
      ['索取资料', 165, '09:30'],
      ['评估价格', 158, '14:45'],
      ['购买', 149, '10:10'],
      ['复购', 90, '16:30'],
      ['评估价格', 12, '15:40', '明年合同重新招价'],
    ],
    notes: [
      { at: [40, '17:08'], by: 'tang_qi', text: '三楼收货改成林师傅，周末不收件。' },
      { at: [12, '15:41'], outcome: 'comparing', text: '集团要求三家比价，十二月中旬定。我们强项是茶台，袋泡利薄。' },
      { at: [6, '11:10'], text: '问到可降解的事，她要的是有检测报告的那种。' },
    ],
    tasks: [
      { title: '阶梯价和玉米纤维检测报告一起发给贺敏', due: [1, '17:00'], made: [6, '11:12'] },
      { title: '约贺敏当面过一遍明年用量', due: [-4, '14:30'], made: [6, '11:13'] },
    ],
    sends: [
      { at: [12, '11:02'], script: 'invoice' },
      { at: [6, '11:15'], script: 'hotel-bags' },
    ],
  },
  {
    contact: 'yezi',
    by: 'he_zhou',
    stages: [
      ['兴趣', 15, '17:21'],
      ['评估价格', 6, '10:42'],
    ],
    notes: [{ at: [6, '10:45'], outcome: 'agreed', text: '送领导用，不要显眼的包装，木盒素一点。' }],
    tasks: [{ title: '确认叶子姐那饼留着没卖', due: [-1, '10:00'], made: [2, '11:10'] }],
    sends: [{ at: [15, '17:25'], script: 'hello' }],
  },
  {
    contact: 'shanli',
    by: 'gu_yuan',
    stages: [
      ['兴趣', 47, '09:40'],
      ['索取资料', 45, '16:22'],
      ['评估价格', 20, '16:33'],
      ['要求试用', 4, '09:21', '先占清明后的周末'],
    ],
    notes: [{ at: [4, '09:25'], outcome: 'appointed', text: '八间房全包，师傅两天食宿由民宿管，差旅我们出。' }],
    tasks: [{ title: '跟炒茶师傅敲定清明后的档期', due: [-6, '10:00'], made: [4, '09:26'] }],
    sends: [{ at: [20, '16:31'], script: 'catalogue' }],
  },
  {
    contact: 'chenbo',
    by: 'gu_yuan',
    stages: [
      ['兴趣', 88, '11:30'],
      ['购买', 80, '12:05'],
      ['复购', 47, '11:50'],
    ],
    notes: [{ at: [14, '12:18'], outcome: 'agreed', text: '涨价前他多要一箱，不讲价的老主顾，别亏待。' }],
    tasks: [{ title: '查少的那袋，今天补给陈伯', due: 'today', made: [1, '18:20'] }],
    sends: [{ at: [14, '10:41'], script: 'old-price' }],
  },
  {
    contact: 'yunshang',
    by: 'fang_hui',
    stages: [
      ['兴趣', 251, '10:30'],
      ['购买', 199, '09:30'],
      ['复购', 150, '10:00', '接手老客，按往年节奏'],
    ],
    notes: [{ at: [30, '10:12'], text: '翻了前同事留下的记录：只要明前头采，两罐，不问价。' }],
  },
  {
    contact: 'masked',
    by: 'fang_hui',
    stages: [['兴趣', 64, '19:40']],
    notes: [{ at: [64, '19:55'], text: '群里拼单来的，没留称呼，先放着看看。' }],
  },
  {
    contact: 'aze',
    by: 'tang_qi',
    stages: [
      ['兴趣', 30, '18:30'],
      ['购买', 30, '18:46'],
    ],
    notes: [{ at: [2, '19:34'], text: '熟普开饼有霉味，态度平和，想退不想换。' }],
    tasks: [{ title: '约阿泽周六上门取件', due: 'today', made: [2, '19:36'] }],
    sends: [{ at: [2, '19:31'], script: 'odour' }],
  },
]
