import type { DemoCustomer } from './customer.ts'

/** Who sells it on: agents, chains, buyers abroad. */
export const trade = {
  kelvin: {
    name: 'Kelvin 吴',
    gender: 1,
    follows: [{ by: 'shen_ke', days: 58, addWay: 4, remark: 'Kelvin 分销', tags: ['reseller', 'puer'], mobiles: ['15400000214'], addedBy: 'customer' }],
    chats: [
      {
        by: 'shen_ke',
        lines: [
          ['客', 31, '22:10', '代发怎么算'],
          ['我', 30, '09:00', '吴总早，满 300 一件代发，拿货价表我单独发您'],
          ['客', 30, '09:30', 'ok 我先上两款试试'],
        ],
      },
    ],
    history: {
      by: 'shen_ke',
      stages: [
        ['兴趣', 58, '12:10'],
        ['索取资料', 30, '09:04'],
      ],
      notes: [{ at: [30, '09:35'], text: '先上两款试水，主打送礼场景，不囤货。' }],
      tasks: [{ title: '给 Kelvin 一份带图的拿货价', due: [-2, '11:00'], made: [6, '17:40'] }],
      sends: [{ at: [30, '09:02'], script: 'dropship' }],
    },
    account: 'kelvin_select',
    orders: [
      { number: 'QY8798854', status: 'cancelled', at: [33, '23:40'], items: [['puer', 6]] },
      {
        number: 'QY8811593',
        status: 'paid',
        at: [18, '20:11'],
        items: [
          ['puer', 3],
          ['shoumei', 3],
        ],
      },
    ],
    fields: { business: '送礼转手', buyer: 'Kelvin', region: '440300', likes: ['普洱', '老白茶'], terms: '款到发货' },
  },
  jiahe: {
    name: '黎晓棠',
    gender: 2,
    company: { position: '供应链总监', name: '嘉禾茶饮', fullName: '长沙嘉禾茶饮连锁有限公司' },
    follows: [
      {
        by: 'he_zhou',
        days: 220,
        addWay: 3,
        remark: '嘉禾 黎总监',
        description: '加盟四十二店，总仓统一收，批次一致比价格要紧。',
        tags: ['gradeA', 'teaHouse', 'jasmine'],
        mobiles: ['15400000341', '15400000342'],
      },
      { by: 'tang_qi', days: 180, addWay: 201, remark: '嘉禾 总仓对接' },
    ],
    chats: [
      {
        by: 'he_zhou',
        unread: 2,
        lines: [
          ['客', 19, '10:00', '十二月订货会，青屿要派人讲二十分钟，主题是批次稳定性'],
          ['我', 19, '10:22', '黎总，我带拼配师傅去，现场冲三个批号请加盟商闻'],
          ['客', 2, '18:05', '桂花乌龙到仓水分 6.8，合同写的不超 6.5'],
          ['我', 2, '18:12', '收到，今晚复测留样，超了这批全部换'],
          ['客', 0, '08:40', '复测结果？今天要给门店放货'],
          ['客', 0, '08:41', '另外明年框架的返点条款法务有意见'],
        ],
      },
      {
        by: 'tang_qi',
        lines: [
          ['客', 90, '09:30', '总仓改址，门牌发您，卸货口限高三米二'],
          ['我', 90, '09:38', '限高写进送货单了，下次派平板车'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      stages: [
        ['兴趣', 220, '15:00'],
        ['索取资料', 218, '09:30'],
        ['要求试用', 210, '10:00', '三家直营店试卖一个月'],
        ['评估价格', 178, '14:20'],
        ['购买', 165, '11:10'],
        ['复购', 130, '09:40'],
      ],
      notes: [
        { at: [178, '14:30'], outcome: 'quoted', text: '直营试卖毛利涨两个点，黎总拿数据说服了老板。' },
        { at: [90, '09:42'], by: 'tang_qi', text: '卸货口限高，调度备注里置顶。' },
        { at: [2, '18:20'], text: '水分超零点三，宁可整批换也别争。复测约了夜班化验。' },
      ],
      tasks: [
        { title: '把复测水分结果报给黎总监', due: 'today', made: [2, '18:22'] },
        { title: '订货会讲稿过一遍，控制在二十分钟', due: [-8, '15:00'], made: [19, '10:25'] },
        { title: '返点条款请法务改成季度结', due: [-2, '10:00'], made: [1, '17:00'] },
      ],
      sends: [
        { at: [178, '14:25'], script: 'contract' },
        { at: [2, '18:15'], material: 'lab' },
      ],
    },
    account: 'jiahe_scm',
    orders: [
      {
        number: 'QY8833107',
        status: 'shipped',
        at: [4, '11:00'],
        items: [
          ['osmanthus', 60],
          ['jasmine', 80],
        ],
      },
      {
        number: 'QY8801980',
        status: 'completed',
        at: [34, '11:08'],
        items: [
          ['jasmine', 120],
          ['sijichun', 60],
        ],
      },
      {
        number: 'QY8772245',
        status: 'completed',
        at: [64, '10:50'],
        items: [
          ['jasmine', 110],
          ['osmanthus', 40],
        ],
      },
      { number: 'QY8733390', status: 'completed', at: [165, '11:02'], items: [['jasmine', 60]] },
    ],
    fields: {
      business: '连锁',
      monthlyKg: '180',
      shops: '42',
      buyer: '黎晓棠',
      region: '430100',
      likes: ['茉莉花茶', '乌龙'],
      terms: '月结 30 天',
      phone: '15400000343',
    },
  },
  oliver: {
    name: 'Oliver Penhale',
    gender: 1,
    follows: [
      {
        by: 'he_zhou',
        days: 39,
        addWay: 2,
        remark: 'Oliver, Penhale Leaf',
        description: 'Buys for nine tea rooms in Cornwall. Wants EU residue limits in writing.',
        tags: ['gradeB', 'reseller', 'rock'],
        remarkCorpName: 'Penhale Leaf',
        mobiles: ['+442079460131'],
      },
    ],
    chats: [
      {
        by: 'he_zhou',
        unread: 1,
        lines: [
          ['客', 39, '17:20', 'Hello, I found your oolong at the London tasting. Do you ship small lots to the UK?'],
          ['我', 39, '17:42', 'Hello Oliver, yes. Twenty kilos of one tea is the least we roast; samples first, on us.'],
          ['客', 21, '18:05', 'Samples landed. The Rougui is superb, Shuixian a bit smoky for cream teas.'],
          ['我', 21, '18:30', 'Then let the Shuixian rest a month, or take the lighter roast. I can send both.'],
          ['客', 4, '19:12', 'My food-safety consultant asks for pyrrolizidine figures as well. Do you have those?'],
          ['我', 3, '09:30', 'Asked the lab this morning, five working days.'],
          ['客', 0, '04:15', 'Lovely. Could you quote 60 kg to Felixstowe meanwhile?'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      stages: [
        ['兴趣', 39, '17:45'],
        ['索取资料', 38, '16:00'],
        ['要求试用', 30, '15:10', 'six pouches by air'],
      ],
      notes: [
        { at: [30, '15:15'], outcome: 'sample', text: 'Six pouches sent by air, brewing cards in English inside.' },
        { at: [21, '18:35'], text: 'Loves the Rougui. 水仙嫌烟味，改寄轻火。' },
        { at: [3, '09:35'], text: '欧盟吡咯里西啶的检测，化验室说五个工作日出。' },
      ],
      tasks: [
        { title: 'Quote 60 kg CIF Felixstowe for Oliver', due: 'today', made: [1, '17:30'] },
        { title: '追化验室的英文报告', due: [-3, '11:00'], made: [3, '09:36'] },
      ],
      sends: [
        { at: [39, '17:44'], script: 'en-hello' },
        { at: [38, '16:02'], material: 'catalogue-en' },
        { at: [30, '15:12'], script: 'en-samples' },
        { at: [3, '09:33'], script: 'en-residue' },
      ],
    },
    fields: { business: '出口', monthlyKg: '20', shops: '9', buyer: 'Oliver Penhale', likes: ['肉桂', '红茶'], terms: '定金加余款', phone: '+442079460132' },
  },
  sofia: {
    name: 'Sofia R.',
    gender: 2,
    follows: [
      {
        by: 'he_zhou',
        days: 128,
        addWay: 2,
        remark: 'Sofia | Montréal',
        description: 'Tea shop on a corner, white tea sells in winter. Writes at night our time.',
        tags: ['gradeA', 'reseller', 'white'],
        mobiles: ['+15145550142'],
      },
    ],
    chats: [
      {
        by: 'he_zhou',
        lines: [
          ['客', 55, '22:40', 'Two cartons had crushed corners, nine tins dented. Tea itself is fine.'],
          ['我', 54, '09:10', 'So sorry, Sofia. Nine tins credited, and from now on we double-wall the cartons.'],
          ['客', 54, '21:02', 'Fair and fast, thank you!'],
          ['客', 13, '22:15', 'Snow is here. Silver needle is almost gone, may I add 40 tins to the January order?'],
          ['我', 12, '09:05', 'Forty tins are set aside with your name on the shelf.'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      stages: [
        ['兴趣', 128, '22:00'],
        ['索取资料', 127, '09:20'],
        ['要求试用', 120, '10:00'],
        ['购买', 100, '09:45'],
        ['复购', 62, '09:30'],
      ],
      notes: [
        { at: [54, '09:20'], text: 'Dented tins credited in full; asked the packing room for double-wall cartons.' },
        { at: [12, '09:10'], outcome: 'agreed', text: '加四十罐银针，跟一月的柜走，放假前必须离厂。' },
      ],
      tasks: [{ title: 'Confirm the sailing date with Sofia', due: [-5, '21:30'], made: [12, '09:12'] }],
      sends: [
        { at: [127, '09:25'], material: 'catalogue-en' },
        { at: [54, '09:12'], script: 'en-broken' },
        { at: [12, '09:08'], script: 'en-holiday' },
      ],
    },
    account: 'sofia_mtl',
    orders: [
      {
        number: 'QY8758809',
        status: 'completed',
        at: [100, '09:40'],
        items: [
          ['silverNeedle', 40],
          ['peony', 60],
        ],
      },
      {
        number: 'QY8775523',
        status: 'completed',
        at: [62, '09:25'],
        items: [
          ['silverNeedle', 60],
          ['blackTea', 20],
        ],
        refund: { amountMinor: 324_000, reason: 'Nine tins dented in transit', at: [54, '09:15'] },
      },
    ],
    fields: { business: '出口', monthlyKg: '8', shops: '1', buyer: 'Sofia', likes: ['老白茶', '红茶'], terms: '定金加余款', birthday: '1987-11-09' },
  },
  minmin: {
    name: '敏敏团长',
    gender: 2,
    follows: [
      {
        by: 'shen_ke',
        days: 175,
        addWay: 4,
        remark: '敏敏 社区团',
        description: '群里四百多人，周二开团周五截，退货自己兜。',
        tags: ['gradeB', 'reseller', 'jasmine', 'friend'],
        addedBy: 'customer',
      },
    ],
    chats: [
      {
        by: 'shen_ke',
        lines: [
          ['客', 9, '20:10', '周二开小青柑，你给我三张实拍，别用官方图，假'],
          ['我', 9, '20:25', '我拿手机拍的，光线一般，但颜色是真的'],
          ['客', 6, '22:30', '截团！九十二罐，地址汇总发你'],
          ['我', 6, '22:41', '厉害，后天一早分两车走'],
          ['客', 2, '19:55', '有个阿姨说太小一颗，我解释过了，没事'],
        ],
      },
    ],
    history: {
      by: 'shen_ke',
      stages: [
        ['兴趣', 175, '20:00'],
        ['购买', 168, '22:10'],
        ['复购', 112, '22:20'],
      ],
      notes: [
        { at: [9, '20:30'], text: '她信手机实拍，不要修过的。开团前一晚必须给图。' },
        { at: [2, '20:00'], outcome: 'agreed', text: '九十二罐里一句抱怨，她自己摆平。下回推茉莉。' },
      ],
      tasks: [{ title: '周一晚上给敏敏拍茉莉实物', due: [-3, '20:00'], made: [2, '20:02'] }],
      sends: [{ at: [6, '22:43'], script: 'shipped' }],
    },
    account: 'minmin_tuan',
    orders: [
      { number: 'QY8828814', status: 'shipped', at: [6, '22:50'], items: [['tangerine', 92]] },
      { number: 'QY8748126', status: 'completed', at: [112, '22:16'], items: [['tangerine', 60]] },
      { number: 'QY8722003', status: 'completed', at: [168, '22:05'], items: [['shoumei', 48]] },
    ],
    fields: { business: '送礼转手', monthlyKg: '20', buyer: '敏敏', region: '510700', likes: ['普洱', '茉莉花茶'], terms: '款到发货', birthday: '1989-08-15' },
  },
  zhaoge: {
    name: '赵哥 批发',
    gender: 1,
    follows: [
      {
        by: 'lu_yining',
        days: 104,
        addWay: 5,
        remark: '赵哥 市场档口',
        description: '批发市场跑货的，只问最低价。',
        tags: ['gradeC', 'reseller', 'green'],
        mobiles: ['15400000345'],
      },
    ],
    chats: [
      {
        by: 'lu_yining',
        lines: [
          ['客', 104, '08:03', '炒青五百公斤 到底价 一口价'],
          ['我', 104, '08:30', '赵哥，五百公斤十四块八，带检测，带票'],
          ['客', 103, '07:50', '不要票 十一块 干不干'],
          ['我', 103, '08:15', '不开票的不做，十一块我也收不到这个料'],
          ['客', 103, '08:16', '那算了'],
        ],
      },
    ],
    history: {
      by: 'lu_yining',
      stages: [
        ['兴趣', 104, '08:35'],
        ['评估价格', 104, '09:00'],
        ['流失', 103, '08:20', '要不带票的底价'],
      ],
      lostReason: '价格没谈拢',
      notes: [{ at: [103, '08:25'], text: '底线是带票带检，低过成本的不接。留着，哪天要正规货会回来。' }],
      sends: [{ at: [104, '08:32'], script: 'no-discount', state: 'cancelled' }],
    },
    fields: { business: '送礼转手', monthlyKg: '500', shops: '1', buyer: '赵哥', region: '340800', likes: ['绿茶'] },
  },
} satisfies Record<string, DemoCustomer>
