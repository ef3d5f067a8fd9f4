import type { DemoCustomer } from './customer.ts'

/** People who buy for the cup at home, and those who stopped. */
export const regulars = {
  laozhou: {
    name: '周老师',
    gender: 1,
    follows: [
      {
        by: 'fang_hui',
        days: 330,
        addWay: 2,
        remark: '周老师 退休',
        description: '教了一辈子语文，爱挑错别字，微信打字慢。',
        tags: ['gradeB', 'drinker', 'rock', 'friend'],
        personalTags: ['下午四点遛弯'],
        mobiles: ['15400000321'],
      },
    ],
    chats: [
      {
        by: 'fang_hui',
        lines: [
          ['客', 29, '16:50', '小方同志，水仙尚余一罐，可再寄两罐。'],
          ['我', 29, '17:02', '周老师好，马上寄，这次罐子换了新标'],
          ['客', 25, '10:11', '新标上"醇厚"的"醇"字印成了"淳"。'],
          ['我', 25, '10:15', '真是印错了，谢谢您，厂里这就改版'],
          ['客', 25, '10:20', '不谢。茶是好茶。'],
        ],
      },
    ],
    history: {
      by: 'fang_hui',
      stages: [
        ['兴趣', 330, '16:00'],
        ['购买', 318, '16:20'],
        ['复购', 240, '16:35'],
      ],
      notes: [
        { at: [318, '16:25'], text: '老同事推荐来的，认准老枞，两罐喝三个月。' },
        { at: [25, '10:22'], text: '罐标错字已报给设计，改完送他一罐当谢礼。' },
      ],
      tasks: [{ title: '新版罐标出来先寄周老师过目', due: [-7, '10:00'], made: [25, '10:24'] }],
      sends: [{ at: [240, '16:30'], script: 'restock' }],
    },
    account: 'zhoulaoshi_t',
    orders: [
      { number: 'QY8815530', status: 'completed', at: [29, '17:00'], items: [['shuixian', 2]] },
      { number: 'QY8648871', status: 'completed', at: [318, '16:18'], items: [['shuixian', 2]] },
      {
        number: 'QY8695540',
        status: 'completed',
        at: [240, '16:32'],
        items: [
          ['shuixian', 2],
          ['gaiwan', 1],
        ],
      },
    ],
    fields: { business: '自己喝', monthlyKg: '0.3', region: '360700', likes: ['肉桂'], birthday: '1955-10-30' },
  },
  tiantian: {
    name: '甜甜圈🍩',
    gender: 2,
    follows: [{ by: 'lu_yining', days: 5, addWay: 10, tags: ['drinker', 'channel'], channelNickname: '青屿茶业', addedBy: 'customer' }],
    chats: [
      {
        by: 'lu_yining',
        unread: 1,
        lines: [
          ['客', 5, '23:02', '哺乳期能喝茶吗～直播里说的小青柑'],
          ['我', 4, '09:05', '建议先别喝，等断奶再说，不急这一口'],
          ['客', 4, '09:50', '哇你居然劝我不买'],
          ['客', 0, '08:22', '那给我老公买 他加班喝啥好'],
        ],
      },
    ],
    history: {
      by: 'lu_yining',
      stages: [['兴趣', 5, '23:05']],
      notes: [{ at: [4, '09:55'], text: '宝妈，暂不推茶，改聊先生加班那份。' }],
      tasks: [{ title: '荐两款提神的给甜甜圈先生', due: 'today', made: [4, '09:56'] }],
      sends: [{ at: [4, '09:06'], script: 'channel', state: 'cancelled' }],
    },
    fields: { business: '自己喝', region: '420100', birthday: '1994-02-14' },
  },
  beck: {
    name: 'Beck 力量训练',
    gender: 1,
    follows: [
      {
        by: 'tang_qi',
        days: 51,
        addWay: 2,
        remark: 'Beck 教练',
        description: '健身教练，把冷泡当无糖饮料卖给学员。',
        tags: ['gradeC', 'drinker', 'green'],
        mobiles: ['15400000323'],
      },
    ],
    chats: [
      {
        by: 'tang_qi',
        lines: [
          ['客', 20, '12:15', '冷泡袋破了五个，粉全散杯子里'],
          ['我', 20, '12:18', '五个按单价退您，剩下的麻烦捏一捏封边，松的也算'],
          ['客', 20, '12:40', '再找到三个 一共八'],
          ['我', 20, '12:44', '八个都退，钱原路回，学员那边我送一盒试饮赔个不是'],
          ['客', 18, '09:00', '钱到了 爽快'],
        ],
      },
    ],
    history: {
      by: 'tang_qi',
      stages: [
        ['兴趣', 51, '12:00'],
        ['购买', 49, '18:20'],
      ],
      notes: [{ at: [20, '12:46'], text: '封边机那天压力偏低，同批次查了十四箱，已挑出。' }],
      tasks: [{ title: '试饮盒寄到 Beck 的馆里', due: [19, '17:00'], made: [20, '12:47'], done: [19, '14:10'] }],
      sends: [{ at: [20, '12:45'], script: 'partial' }],
    },
    account: 'beck_lift',
    orders: [
      { number: 'QY8795118', status: 'completed', at: [49, '18:15'], items: [['coldBags', 1]] },
      {
        number: 'QY8819966',
        status: 'completed',
        at: [24, '18:40'],
        items: [['coldBags', 2]],
        refund: { amountMinor: 504, reason: '八袋封边开裂', at: [19, '09:20'] },
      },
    ],
    fields: { business: '自己喝', monthlyKg: '0.8', region: '110000', likes: ['绿茶'], birthday: '1992-12-05' },
  },
  hanbo: {
    name: '钓鱼的老韩',
    gender: 1,
    follows: [
      {
        by: 'gu_yuan',
        days: 132,
        addWay: 1,
        remark: '韩伯',
        description: '水库边钓鱼带保温杯，浓茶不怕苦。',
        tags: ['gradeC', 'drinker', 'puer', 'shop'],
        addedBy: 'customer',
      },
    ],
    chats: [
      {
        by: 'gu_yuan',
        lines: [
          ['客', 38, '06:10', '早 那个旅行杯我点错了 不会退'],
          ['我', 38, '08:01', '韩伯早，没发货的我替您取消，钱当天回'],
          ['客', 38, '08:30', '谢谢啊 眼花 字太小'],
          ['我', 38, '08:33', '以后要什么您发语音，我来下单'],
        ],
      },
    ],
    history: {
      by: 'gu_yuan',
      stages: [
        ['兴趣', 132, '17:10'],
        ['购买', 131, '09:30'],
      ],
      notes: [{ at: [38, '08:36'], text: '看不清小字，往后一律语音接单，念一遍再付。' }],
      sends: [{ at: [131, '09:35'], script: 'storage' }],
    },
    account: 'hanbo_fish',
    orders: [
      { number: 'QY8739007', status: 'completed', at: [131, '09:28'], items: [['puer', 2]] },
      { number: 'QY8806033', status: 'cancelled', at: [38, '06:02'], items: [['travelSet', 1]] },
    ],
    fields: { business: '自己喝', monthlyKg: '0.5', region: '410100', likes: ['普洱'], birthday: '1958-03-21' },
  },
  xiaoyu: {
    name: '小雨不打伞',
    gender: 2,
    follows: [
      { by: 'tang_qi', days: 66, addWay: 10, remark: '小雨 投诉过', tags: ['gradeC', 'drinker', 'channel'], channelNickname: '青屿茶业', addedBy: 'customer' },
    ],
    chats: [
      {
        by: 'tang_qi',
        lines: [
          ['客', 57, '22:41', '说好的桂香呢？？喝着跟白水似的，你们主播骗人'],
          ['我', 56, '08:35', '小雨您好，让您失望了，方便说下一壶放了几克吗'],
          ['客', 56, '08:52', '照说明放的！我不想研究 就想退'],
          ['我', 56, '08:54', '好，不用寄回，款已提交，今天内原路到账'],
          ['客', 56, '19:30', '收到 算你们有良心'],
        ],
      },
    ],
    history: {
      by: 'tang_qi',
      stages: [
        ['兴趣', 66, '21:30'],
        ['购买', 64, '21:42'],
        ['流失', 56, '19:40', '嫌淡，不愿再试'],
      ],
      lostReason: '口味不合适',
      notes: [
        { at: [56, '09:00'], text: '火气大，先退钱再谈。直播的话术说过头了，转告运营改稿。' },
        { at: [56, '19:42'], text: '退完消气，别再推，隔半年新品可以送一泡。' },
      ],
      sends: [{ at: [56, '08:56'], script: 'angry' }],
    },
    account: 'xiaoyu_0630',
    orders: [
      {
        number: 'QY8779902',
        status: 'refunded',
        at: [64, '21:38'],
        items: [['osmanthus', 1]],
        refund: { amountMinor: 21_600, reason: '香气不如直播所说', at: [56, '08:57'] },
      },
    ],
    fields: { business: '自己喝', region: '440300', likes: ['红茶'] },
  },
} satisfies Record<string, DemoCustomer>
