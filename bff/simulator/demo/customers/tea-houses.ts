import type { DemoCustomer } from './customer.ts'

/** Tea houses, milk tea, cafés: tea by the kilogram, every month. */
export const teaHouses = {
  qiaojie: {
    name: '阿巧的茶铺子',
    gender: 2,
    follows: [
      {
        by: 'shen_ke',
        days: 312,
        addWay: 1,
        remark: '巧姐 温州两家店',
        description: '五马街和大学城各一家。岩茶走量，每月十号前后补货，怕断货不怕贵。',
        tags: ['gradeA', 'teaHouse', 'rock', 'fair'],
        personalTags: ['爱发语音'],
        remarkCorpName: '巧茶',
        mobiles: ['15400000201'],
        addedBy: 'customer',
      },
      { by: 'tang_qi', days: 205, addWay: 201, remark: '巧姐', description: '售后由我跟，换货走顺丰。', mobiles: ['15400000201'] },
    ],
    chats: [
      {
        by: 'shen_ke',
        unread: 1,
        lines: [
          ['客', 8, '10:12', '小沈，上次那批肉桂卖得快，大学城店只剩两罐了'],
          ['我', 8, '10:15', '巧姐，仓里还有 30 斤同一批次的，我先给您留 10 斤？'],
          ['客', 8, '10:15', '留 15 吧，五马街也要'],
          ['我', 8, '10:16', '好，明天发顺丰，单号出来我贴给您'],
          ['客', 1, '16:40', '收到了，火功比上回轻一点，客人说好'],
          ['我', 1, '16:52', '这批焙火在四成半，您要是想稳住这个口味，我跟师傅说后面都按这个来'],
          ['客', 0, '09:31', '行，那月底这次的价还按老价走吗'],
        ],
      },
      {
        by: 'tang_qi',
        lines: [
          ['客', 61, '14:20', '有一罐盖子磕瘪了，拍给你看'],
          ['我', 61, '14:26', '看到了巧姐，这罐不用寄回，今天给您补发一罐新的'],
          ['客', 61, '14:27', '好，麻烦了'],
        ],
      },
    ],
    history: {
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
    account: 'qiaocha_wz',
    orders: [
      { number: 'QY8820917', status: 'shipped', at: [7, '10:05'], items: [['rougui', 15]] },
      {
        number: 'QY8793046',
        status: 'completed',
        at: [39, '09:40'],
        items: [
          ['rougui', 12],
          ['shuixian', 6],
        ],
      },
      {
        number: 'QY8741153',
        status: 'completed',
        at: [70, '11:18'],
        items: [
          ['shuixian', 8],
          ['gaiwan', 4],
        ],
        refund: { amountMinor: 5800, reason: '盖子磕瘪，补发后退差', at: [60, '15:10'] },
      },
      { number: 'QY8702260', status: 'completed', at: [102, '09:12'], items: [['rougui', 10]] },
    ],
    fields: {
      business: '茶馆',
      opened: '2019-05-18',
      taste: '火要足，四成以下的别推',
      monthlyKg: '38.5',
      shops: '2',
      buyer: '巧姐本人',
      region: '330300',
      likes: ['水仙', '大红袍'],
      terms: '月结 30 天',
      birthday: '1979-01-26',
      phone: '15400000381',
    },
  },
  xiaoman: {
    name: '满满不减糖',
    gender: 2,
    follows: [{ by: 'shen_ke', days: 9, addWay: 3, remark: '满满 奶茶店', description: '想做茶底，要样品。', tags: ['teaHouse', 'green'] }],
    chats: [
      {
        by: 'shen_ke',
        unread: 1,
        lines: [
          ['客', 9, '13:02', '你好 巧姐推的 我开奶茶店 想找茶底'],
          ['我', 9, '13:06', '您好，主要做鲜奶还是水果的？茉莉和绿茶打底差别挺大'],
          ['客', 9, '13:09', '水果为主 一天大概两百杯'],
          ['我', 9, '13:12', '那先试三款：茉莉银毫、炒青、四季春，各 100g，运费我们出'],
          ['客', 2, '11:20', '样品到了 炒青那个做柠檬茶有点苦'],
          ['我', 2, '11:28', '水温降到 85 度，泡 6 分钟试试，苦味会下去'],
          ['客', 0, '08:55', '真的可以 那 20kg 起是什么价'],
        ],
      },
    ],
    history: {
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
    fields: { business: '奶茶店', monthlyKg: '60', shops: '1', buyer: '满满', region: '330300', likes: ['茉莉花茶'] },
  },
  chenbo: {
    name: '陈记糖水',
    gender: 1,
    follows: [
      { by: 'gu_yuan', days: 88, addWay: 16, remark: '陈记糖水 陈伯', tags: ['gradeB', 'teaHouse', 'jasmine'], mark: 'xiaohongshu01', addedBy: 'customer' },
    ],
    chats: [
      {
        by: 'gu_yuan',
        unread: 1,
        lines: [
          ['我', 14, '10:40', '陈伯，茉莉花茶涨了一点，新价从下月起，您这单还按旧价'],
          ['客', 14, '12:15', '有心，那我多拿一箱'],
          ['客', 0, '09:02', '箱子到了，少了一袋，你看下'],
        ],
      },
    ],
    history: {
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
    account: 'chenji_tangshui',
    orders: [
      {
        number: 'QY8826108',
        status: 'shipped',
        at: [5, '12:20'],
        items: [
          ['jasmine', 10],
          ['sijichun', 4],
        ],
      },
      { number: 'QY8781937', status: 'completed', at: [47, '11:46'], items: [['jasmine', 8]] },
    ],
    fields: {
      business: '糖水铺',
      monthlyKg: '12',
      shops: '1',
      buyer: '陈伯',
      region: '440100',
      likes: ['茉莉花茶', '乌龙'],
      terms: '款到发货',
      birthday: '1960-07-07',
    },
  },
} satisfies Record<string, DemoCustomer>
