import type { DemoCustomer } from './customer.ts'

/** Tables with tea on them. */
export const restaurants = {
  laoxu: {
    name: '徐记早茶',
    gender: 1,
    follows: [
      {
        by: 'he_zhou',
        days: 264,
        addWay: 3,
        remark: '徐老板 佛山早茶',
        description: '凌晨四点开档，上午别打电话。熟普、菊花、铁观音三样不断。',
        tags: ['gradeA', 'hotel', 'puer'],
        remarkCorpName: '徐记点心',
        mobiles: ['15400000311'],
      },
    ],
    chats: [
      {
        by: 'he_zhou',
        lines: [
          ['客', 21, '15:10', '阿何，熟普散装再嚟二十公斤'],
          ['我', 21, '15:14', '收到徐生，同一个堆子的，味道不会跑'],
          ['客', 14, '15:40', '有两袋受潮结块，伙计唔敢用'],
          ['我', 14, '15:43', '结块那两袋直接退，我今天补新的上车'],
          ['客', 11, '16:02', '补到了，多谢晒'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      stages: [
        ['兴趣', 264, '16:00'],
        ['要求试用', 258, '15:30'],
        ['评估价格', 251, '15:45'],
        ['购买', 246, '16:10'],
        ['复购', 188, '15:20'],
      ],
      notes: [
        { at: [251, '15:50'], outcome: 'quoted', text: '按二十公斤一车报，油钱分摊，他认。' },
        { at: [14, '15:48'], text: '两袋结块是雨天卸货没垫板，跟物流说了下次铺膜。' },
      ],
      tasks: [{ title: '回访徐生：补的两袋用着怎样', due: [-1, '15:30'], made: [11, '16:05'] }],
      sends: [
        { at: [14, '15:44'], script: 'wet' },
        { at: [21, '15:16'], material: 'puer' },
      ],
    },
    account: 'xuji_dimsum',
    orders: [
      {
        number: 'QY8819204',
        status: 'completed',
        at: [21, '15:20'],
        items: [['puerLoose', 20]],
        refund: { amountMinor: 39_600, reason: '两袋受潮结块，退差', at: [13, '10:30'] },
      },
      {
        number: 'QY8790087',
        status: 'completed',
        at: [50, '15:02'],
        items: [
          ['puerLoose', 20],
          ['lobbyTea', 5],
        ],
      },
      { number: 'QY8661290', status: 'completed', at: [246, '16:06'], items: [['puerLoose', 10]] },
    ],
    fields: {
      business: '酒店餐饮',
      monthlyKg: '25',
      shops: '2',
      buyer: '徐老板',
      region: '440600',
      likes: ['普洱', '乌龙'],
      terms: '月结 30 天',
      phone: '15400000312',
    },
  },
  chuanwei: {
    name: '小温',
    gender: 1,
    company: { position: '采购经理', name: '蜀里人家', fullName: '成都蜀里人家餐饮管理有限公司' },
    follows: [
      {
        by: 'he_zhou',
        days: 33,
        addWay: 3,
        remark: '蜀里 温经理',
        description: '火锅十一家，要免费茶水用的便宜货，但不能有异味。',
        tags: ['gradeB', 'hotel', 'jasmine'],
        mobiles: ['15400000313'],
      },
    ],
    chats: [
      {
        by: 'he_zhou',
        lines: [
          ['客', 33, '11:20', '何经理，报一款大壶茶，预算每公斤十五以内'],
          ['我', 33, '11:42', '十五以内做得成，炒青碎和茉莉片拼着用，解腻又耐冲'],
          ['客', 24, '17:31', '样品后厨过了，财务想要六十天'],
          ['我', 24, '17:55', '头一年三十天，做满半年给您放到四十五'],
          ['客', 5, '10:14', '总监出差，下周三开会定'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      stages: [
        ['兴趣', 33, '11:45'],
        ['索取资料', 32, '09:30'],
        ['要求试用', 30, '10:10'],
        ['评估价格', 24, '18:00', '卡在账期'],
      ],
      notes: [
        { at: [30, '10:15'], outcome: 'sample', text: '碎茶拼茉莉片两公斤，直接寄到中央厨房。' },
        { at: [24, '18:05'], outcome: 'quoted', text: '价过了，账期差三十天。总监姓邱，说话算数的是他。' },
        { at: [5, '10:20'], outcome: 'appointed', text: '周三总监会，会前把检测报告送过去。' },
      ],
      tasks: [{ title: '会前给小温送一套检测报告', due: [-3, '09:30'], made: [5, '10:22'] }],
      sends: [
        { at: [32, '09:32'], material: 'brochure' },
        { at: [24, '17:58'], script: 'credit' },
      ],
    },
    fields: {
      business: '酒店餐饮',
      monthlyKg: '90',
      shops: '11',
      buyer: '小温（邱总监拍板）',
      region: '510100',
      likes: ['茉莉花茶', '绿茶'],
      terms: '月结 60 天',
    },
  },
  sanxia: {
    name: '三夏素食',
    gender: 2,
    follows: [
      { by: 'lu_yining', days: 11, addWay: 10, remark: '三夏 慧慧', tags: ['hotel', 'white', 'channel'], channelNickname: '青屿茶业', addedBy: 'customer' },
    ],
    chats: [
      {
        by: 'lu_yining',
        unread: 1,
        lines: [
          ['客', 11, '15:32', '您好，看视频里讲煮白茶，素食馆的菜单想换一页茶饮'],
          ['我', 11, '15:50', '您好慧慧，菜单上留几行给茶？我照行数出方案'],
          ['客', 10, '09:28', '五行，最好有两款不含咖啡因'],
          ['我', 10, '09:45', '茶都含一点，不含的可以做陈皮、玫瑰两款花草，另外三行放茶'],
          ['客', 1, '20:07', '方案收到了，图片能再清楚一点吗'],
        ],
      },
    ],
    history: {
      by: 'lu_yining',
      stages: [
        ['兴趣', 11, '15:55'],
        ['索取资料', 10, '09:50'],
      ],
      notes: [{ at: [10, '09:55'], text: '五行茶饮，三茶两花草，她管菜单，先生管进货。' }],
      tasks: [{ title: '重拍煮白茶那张再发慧慧', due: [1, '12:00'], made: [2, '17:00'] }],
      sends: [
        { at: [10, '10:02'], material: 'cold' },
        { at: [11, '15:52'], script: 'restaurant', state: 'cancelled' },
      ],
    },
    fields: { business: '酒店餐饮', shops: '1', buyer: '慧慧的先生', region: '350500', likes: ['老白茶'] },
  },
  guanhai: {
    name: '观海的阿May',
    gender: 2,
    follows: [
      {
        by: 'gu_yuan',
        days: 96,
        addWay: 1,
        remark: '阿May 平潭民宿',
        description: '十四间房，旺季五月到十月，每间放一小罐。',
        tags: ['gradeB', 'hotel', 'shop'],
        addedBy: 'customer',
      },
    ],
    chats: [
      {
        by: 'gu_yuan',
        lines: [
          ['客', 96, '19:20', '客房的茶包客人都不碰，想换成小罐，好看一点'],
          ['我', 96, '19:44', '两泡装的小罐合适，罐身留白，能盖您家的章'],
          ['客', 63, '11:12', '章盖歪了几个，客人反而说可爱😂'],
          ['我', 63, '11:20', '那就当手作感，下批我寄个定位模子给您'],
          ['客', 17, '18:30', '淡季先不补啦 明年四月找你'],
        ],
      },
    ],
    history: {
      by: 'gu_yuan',
      stages: [
        ['兴趣', 96, '19:50'],
        ['索取资料', 95, '10:00'],
        ['购买', 82, '11:30'],
      ],
      notes: [
        { at: [82, '11:35'], outcome: 'agreed', text: '首批一百四十罐，印章自备，省下贴标钱。' },
        { at: [17, '18:35'], text: '淡季停补，三月底提前备罐，她怕五一断。' },
      ],
      tasks: [{ title: '寄盖章定位模给阿May', due: [40, '17:00'], made: [63, '11:22'], done: [41, '15:00'] }],
      sends: [{ at: [95, '10:03'], script: 'catalogue' }],
    },
    account: 'guanhai_may',
    orders: [{ number: 'QY8771462', status: 'completed', at: [82, '11:26'], items: [['smallBox', 140]] }],
    fields: {
      business: '酒店餐饮',
      monthlyKg: '2',
      shops: '1',
      buyer: '阿May',
      region: '350100',
      likes: ['红茶', '乌龙'],
      terms: '款到发货',
      birthday: '1990-06-18',
    },
  },
  yanxi: {
    name: '冯立',
    gender: 1,
    company: { position: '宴会部经理', name: '宴禧楼', fullName: '无锡宴禧楼酒店有限公司' },
    follows: [
      {
        by: 'fang_hui',
        days: 142,
        addWay: 9,
        remark: '宴禧楼 冯经理',
        description: '婚宴用量大，一年只结两次账。',
        tags: ['gradeC', 'hotel'],
        mobiles: ['15400000315'],
      },
    ],
    chats: [
      {
        by: 'fang_hui',
        lines: [
          ['客', 142, '14:40', '宴会用茶，一桌一壶，一年九百桌，走半年结'],
          ['我', 141, '09:10', '冯经理，半年结我们压不住货，季度结可以谈'],
          ['客', 128, '16:22', '集团制度，改不了'],
          ['我', 128, '16:50', '理解，那先不耽误您，日后制度松了再合作'],
          ['客', 128, '16:53', '好的，后会有期'],
        ],
      },
    ],
    history: {
      by: 'fang_hui',
      stages: [
        ['兴趣', 142, '14:50'],
        ['评估价格', 141, '09:20'],
        ['流失', 128, '17:00', '只肯半年一结'],
      ],
      lostReason: '账期谈不拢',
      notes: [{ at: [128, '17:05'], text: '量诱人，垫不起。财务秦书算过，要押十一万。' }],
      sends: [{ at: [141, '09:15'], script: 'credit' }],
    },
    fields: { business: '酒店餐饮', monthlyKg: '15', shops: '1', buyer: '冯立', region: '320200', terms: '月结 60 天' },
  },
} satisfies Record<string, DemoCustomer>
