import type { DemoCustomer } from './customer.ts'

/** Companies: tea for the office, gifts for people. */
export const companies = {
  dengjun: {
    name: '邓军 建材',
    gender: 1,
    follows: [
      {
        by: 'shen_ke',
        days: 121,
        addWay: 5,
        state: 'one_way',
        remark: '邓总 建材',
        description: '中秋礼盒买过 40 份。',
        tags: ['gradeC', 'office'],
        mobiles: ['15400000206'],
      },
    ],
    chats: [
      {
        by: 'shen_ke',
        lines: [
          ['客', 96, '18:12', '礼盒收到了，兄弟们都说不错'],
          ['我', 96, '18:20', '谢谢邓总，年底还有年货礼盒，到时候我先把样册给您'],
          ['我', 10, '10:02', '邓总，年货礼盒的样册出来了，您看方便的时候发您'],
        ],
      },
    ],
    history: {
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
    account: 'dengjun_jc',
    orders: [{ number: 'QY8726691', status: 'completed', at: [99, '14:30'], items: [['moonBox', 40]] }],
    fields: { business: '企业采购', buyer: '邓总', region: '350300', likes: ['肉桂', '老白茶'], terms: '款到发货' },
  },
  pengyue: {
    name: '彭越',
    gender: 1,
    company: { position: '行政', name: '禾木文创', fullName: '福州禾木文化创意有限公司' },
    follows: [
      {
        by: 'lu_yining',
        days: 36,
        addWay: 9,
        remark: '禾木 彭越',
        description: '公司 120 人，下午茶每周配一次，年底有伴手礼。',
        tags: ['gradeB', 'office', 'jasmine'],
      },
    ],
    chats: [
      {
        by: 'lu_yining',
        lines: [
          ['客', 36, '09:50', '陆经理，下午茶合作想先试两个月'],
          ['我', 36, '10:05', '好的，每周二送，茉莉和乌龙换着来，我把报价做成表给您'],
          ['客', 7, '14:11', '同事反馈茉莉更受欢迎，后面都要茉莉'],
          ['我', 7, '14:15', '下周二起就换，量不变'],
        ],
      },
    ],
    history: {
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
    account: 'hemu_admin',
    orders: [
      {
        number: 'QY8801225',
        status: 'refunded',
        at: [29, '09:58'],
        items: [['sijichun', 2]],
        refund: { amountMinor: 28400, reason: '改订茉莉，整单退回', at: [27, '10:12'] },
      },
      {
        number: 'QY8803349',
        status: 'completed',
        at: [26, '10:30'],
        items: [
          ['jasmine', 2],
          ['lobbyTea', 1],
        ],
      },
    ],
    fields: {
      business: '企业采购',
      monthlyKg: '3',
      shops: '1',
      buyer: '彭越',
      region: '350100',
      likes: ['茉莉花茶'],
      terms: '月结 30 天',
      phone: '15400000383',
    },
  },
} satisfies Record<string, DemoCustomer>
