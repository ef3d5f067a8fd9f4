import type { DemoCustomer } from './customer.ts'

/** Companies, schools and unions that give tea at a feast. */
export const giftBuyers = {
  anlan: {
    name: '丁澄',
    gender: 2,
    company: { position: '行政主管', name: '安澜律所', fullName: '上海安澜律师事务所' },
    follows: [
      {
        by: 'he_zhou',
        days: 116,
        addWay: 3,
        remark: '安澜律所 丁主管',
        description: '合伙人挑剔，包装要素净，不要红和金。',
        tags: ['gradeA', 'office', 'white'],
        mobiles: ['15400000331'],
      },
    ],
    chats: [
      {
        by: 'he_zhou',
        unread: 1,
        lines: [
          ['客', 15, '10:30', '何先生，年末答谢礼八十份，预算三百，黑白灰'],
          ['我', 15, '11:05', '丁主管，岩茶白茶各一罐，灰布面盒，烫黑，不显眼但摸得出'],
          ['客', 8, '16:12', '合伙人会上过了，要改一处：卡片换成竖排'],
          ['我', 8, '16:20', '竖排已改，明天打样盒到您前台'],
          ['客', 1, '11:48', '样盒收到，提绳短了两公分，其余都好'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      stages: [
        ['兴趣', 116, '14:00'],
        ['评估价格', 112, '10:20'],
        ['购买', 105, '15:10'],
        ['复购', 40, '10:05', '办公室茶水按月送'],
      ],
      gifts: {
        stages: [
          ['礼品需求', 15, '11:00'],
          ['方案报价', 14, '17:20'],
          ['打样确认', 8, '16:25', '卡片改竖排'],
        ],
      },
      notes: [
        { at: [105, '15:15'], text: '茶水间先用老寿眉，一月一箱，发票随箱。' },
        { at: [14, '17:25'], outcome: 'quoted', text: '答谢礼报二百八十六一份，含灰布盒与手写卡。' },
        { at: [1, '12:00'], text: '提绳放长两公分，签字照片还没回，催一下再开大货。' },
      ],
      tasks: [
        { title: '跟丁主管要打样签字照片', due: 'today', made: [1, '12:02'] },
        { title: '八十份的定金说明发财务秦书', due: [-2, '16:00'], made: [1, '12:03'] },
      ],
      sends: [
        { at: [15, '11:02'], script: 'gift-brief' },
        { at: [8, '16:22'], script: 'gift-proof' },
      ],
    },
    account: 'anlan_admin',
    orders: [
      { number: 'QY8757743', status: 'completed', at: [105, '15:05'], items: [['shoumei', 10]] },
      {
        number: 'QY8797260',
        status: 'completed',
        at: [40, '10:02'],
        items: [
          ['shoumei', 12],
          ['lobbyTea', 1],
        ],
      },
      { number: 'QY8830551', status: 'paid', at: [3, '09:36'], items: [['shoumei', 12]] },
    ],
    fields: { business: '企业采购', monthlyKg: '1.5', buyer: '丁澄', region: '310000', likes: ['肉桂', '老白茶'], terms: '月结 30 天', phone: '15400000332' },
  },
  jinxiu: {
    name: '园长麦麦',
    gender: 2,
    follows: [
      {
        by: 'lu_yining',
        days: 88,
        addWay: 2,
        remark: '麦园长 锦绣幼儿园',
        description: '教师节、元旦各一次，老师二十六位，全是女生。',
        tags: ['gradeB', 'office', 'jasmine', 'friend'],
      },
    ],
    chats: [
      {
        by: 'lu_yining',
        lines: [
          ['客', 88, '17:45', '教师节给老师们一人一份小心意，别太贵'],
          ['我', 88, '17:58', '茉莉小罐加一只布袋，袋子能绣园徽，七十八一份'],
          ['客', 75, '16:30', '老师们把布袋拿去装教案了，天天背'],
          ['我', 75, '16:36', '这比喝茶还让我高兴'],
          ['客', 12, '17:50', '元旦还要，换个颜色就行'],
        ],
      },
    ],
    history: {
      by: 'lu_yining',
      gifts: {
        stages: [
          ['礼品需求', 88, '18:00'],
          ['方案报价', 87, '10:10'],
          ['收定金', 85, '17:30'],
          ['生产配送', 84, '09:00'],
          ['交付完成', 76, '15:40', '园徽绣得好'],
        ],
      },
      notes: [
        { at: [87, '10:15'], outcome: 'quoted', text: '二十六份，布袋绣徽起订二十，刚好够。' },
        { at: [12, '17:55'], text: '元旦加做一批，布袋换雾蓝，罐子不变。' },
      ],
      tasks: [{ title: '发雾蓝布样给麦园长', due: [-1, '17:30'], made: [12, '17:56'] }],
      sends: [{ at: [88, '17:59'], material: 'gift' }],
    },
    account: 'jinxiu_yuan',
    orders: [{ number: 'QY8769008', status: 'completed', at: [85, '17:25'], items: [['smallBox', 26]] }],
    fields: { business: '企业采购', buyer: '麦园长', region: '330100', likes: ['茉莉花茶'], terms: '定金加余款', birthday: '1983-05-27' },
  },
  hongda: {
    name: '罗建平',
    gender: 1,
    company: { position: '采购工程师', name: '鸿达机电', fullName: '东莞鸿达机电设备有限公司' },
    follows: [
      {
        by: 'he_zhou',
        days: 42,
        addWay: 9,
        remark: '鸿达 罗工',
        description: '一切走流程：三家比价、合同、验收单。',
        tags: ['gradeB', 'office'],
        personalTags: ['只看参数'],
        mobiles: ['15400000333'],
      },
    ],
    chats: [
      {
        by: 'he_zhou',
        lines: [
          ['客', 42, '09:00', '询价：年会礼品 320 份，净含量、保质期、执行标准请列表'],
          ['我', 42, '10:10', '罗工，表格已发邮箱，执行标准写的是国标号，附了检测编号'],
          ['客', 26, '14:05', '技术评分第一，商务评分第二，请再核一次单价'],
          ['我', 26, '14:40', '提袋改成无纺布，单价可降四块二，茶不动'],
          ['客', 10, '09:15', '合同已盖章，请开 30% 预付款发票'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      gifts: {
        stages: [
          ['礼品需求', 42, '10:15'],
          ['方案报价', 41, '16:00'],
          ['打样确认', 20, '11:20'],
          ['收定金', 10, '09:20'],
        ],
      },
      notes: [
        { at: [26, '14:45'], outcome: 'comparing', text: '商务分输在提袋，换无纺布追平。' },
        { at: [10, '09:25'], outcome: 'agreed', text: '三百二十份合同到手，预付票今天开，款到排产。' },
      ],
      tasks: [{ title: '催秦书开鸿达的预付款发票', due: [2, '17:00'], made: [10, '09:26'] }],
      sends: [
        { at: [41, '16:05'], material: 'brochure' },
        { at: [10, '09:28'], script: 'special-invoice' },
      ],
    },
    account: 'hongda_cg',
    orders: [{ number: 'QY8824678', status: 'created', at: [10, '09:40'], items: [['yearBox', 320]] }],
    fields: { business: '企业采购', buyer: '罗建平', region: '441900', likes: ['肉桂'], terms: '定金加余款', phone: '15400000334' },
  },
  yuecheng: {
    name: '悦程旅行 小艾',
    gender: 2,
    follows: [
      { by: 'shen_ke', days: 69, addWay: 4, remark: '悦程 小艾', description: '定制团伴手礼，人数说变就变。', tags: ['gradeC', 'office'], addedBy: 'customer' },
    ],
    chats: [
      {
        by: 'shen_ke',
        lines: [
          ['客', 69, '18:20', '老年团茶山两日游，每人一份伴手礼，六十五位，八天后出发来得及不'],
          ['我', 69, '18:31', '印字来不及，用现成的小罐配手写卡，五天能到大巴车上'],
          ['客', 67, '21:09', '唉老板说干脆发购物卡，省事'],
          ['我', 67, '21:15', '没关系小艾，下个团早说两周，我给你留一面墙的样'],
        ],
      },
    ],
    history: {
      by: 'shen_ke',
      gifts: {
        stages: [
          ['礼品需求', 69, '18:35'],
          ['方案报价', 68, '10:30'],
          ['未成单', 67, '21:20', '老板嫌麻烦'],
        ],
        lostReason: '改发购物卡',
      },
      notes: [{ at: [67, '21:22'], text: '输在时间紧。春天团期排出来之前先送她一套样。' }],
      tasks: [{ title: '问小艾春季团期', due: [-12, '10:00'], made: [67, '21:23'] }],
      sends: [{ at: [68, '10:32'], script: 'gift-late' }],
    },
    fields: { business: '企业采购', buyer: '小艾', region: '340100', likes: ['绿茶'] },
  },
  mingde: {
    name: '明德口腔-前台',
    gender: 0,
    follows: [
      {
        by: 'shen_ke',
        days: 154,
        addWay: 1,
        remark: '明德口腔 许护士长',
        description: '诊所五家，候诊区要淡茶，不能染牙。',
        tags: ['gradeB', 'office', 'white', 'fair'],
        mobiles: ['15400000335'],
        addedBy: 'customer',
      },
    ],
    chats: [
      {
        by: 'shen_ke',
        lines: [
          ['客', 34, '13:10', '候诊区的白牡丹受欢迎，有患者问哪里买'],
          ['我', 34, '13:25', '可以在前台摆张小卡，扫码直接寄到家，给诊所返点'],
          ['客', 34, '13:40', '返点就不要了，医疗机构不方便'],
          ['我', 34, '13:42', '明白，那换成患者满三罐送一只杯子'],
          ['客', 7, '12:05', '申请退一箱，盘库发现多订了'],
        ],
      },
    ],
    history: {
      by: 'shen_ke',
      stages: [
        ['兴趣', 154, '12:30'],
        ['要求试用', 150, '12:40'],
        ['购买', 138, '13:00'],
        ['复购', 95, '12:20'],
      ],
      notes: [
        { at: [34, '13:45'], text: '不收返点，改送杯子，许护士长很谨慎，话要说满。' },
        { at: [7, '12:10'], text: '多订的一箱没拆，同意退，等仓库收货验完就打款。' },
      ],
      tasks: [{ title: '盯仓库验明德退回的那箱', due: [-1, '16:00'], made: [7, '12:12'] }],
      sends: [
        { at: [150, '12:42'], script: 'before-sample' },
        { at: [7, '12:08'], script: 'exchange', state: 'cancelled' },
      ],
    },
    account: 'mingde_kq',
    orders: [
      { number: 'QY8737416', status: 'completed', at: [138, '12:55'], items: [['peony', 10]] },
      { number: 'QY8754402', status: 'completed', at: [95, '12:15'], items: [['peony', 15]] },
      {
        number: 'QY8818870',
        status: 'refunding',
        at: [19, '12:30'],
        items: [['peony', 20]],
        refund: { amountMinor: 186_000, reason: '盘库多订，十罐退回', at: [7, '12:15'] },
      },
    ],
    fields: {
      business: '企业采购',
      monthlyKg: '2.5',
      shops: '5',
      buyer: '许护士长',
      region: '410300',
      likes: ['老白茶'],
      terms: '月结 30 天',
      phone: '15400000336',
    },
  },
  tongxin: {
    name: '同心物业工会 老钱',
    gender: 1,
    follows: [
      {
        by: 'gu_yuan',
        days: 205,
        addWay: 3,
        remark: '钱主席 同心物业',
        description: '端午、中秋各发一回，保安保洁都有份，要实惠。',
        tags: ['gradeA', 'office'],
        remarkCorpName: '同心物业',
      },
    ],
    chats: [
      {
        by: 'gu_yuan',
        lines: [
          ['客', 205, '09:10', '小顾，端午五百一十份，去年送绿豆糕都放坏了，今年换茶'],
          ['我', 205, '09:35', '钱主席，听艾礼盒走量给您一百六，艾草香囊大家能挂门上'],
          ['客', 188, '10:50', '大伙儿都把香囊挂岗亭里，一排，好看得很'],
          ['客', 18, '15:20', '春节怎么弄你出个主意，还是五百来号人'],
          ['我', 18, '15:44', '年货盒偏贵，我配个实惠装，两味小罐加福字，九十以内'],
        ],
      },
    ],
    history: {
      by: 'gu_yuan',
      gifts: {
        stages: [
          ['礼品需求', 205, '09:40'],
          ['方案报价', 204, '11:00'],
          ['收定金', 200, '14:30'],
          ['生产配送', 199, '09:00'],
          ['交付完成', 189, '17:10', '五百一十份零破损'],
          ['礼品需求', 18, '15:50', '春节再来一回'],
        ],
      },
      notes: [
        { at: [189, '17:15'], outcome: 'agreed', text: '送到十二个小区门岗，司机师傅按楼盘分好，钱主席夸了两遍。' },
        { at: [18, '15:55'], text: '春节控制在九十，福字请他们自己书画社写，省钱又有面子。' },
      ],
      tasks: [{ title: '春节实惠装的样图给钱主席', due: [-4, '10:00'], made: [18, '15:56'] }],
      sends: [
        { at: [204, '11:05'], material: 'dragon' },
        { at: [18, '15:46'], script: 'gift-budget' },
      ],
    },
    account: 'tongxin_gh',
    orders: [{ number: 'QY8706625', status: 'completed', at: [200, '14:20'], items: [['dragonBox', 510]] }],
    fields: { business: '企业采购', buyer: '钱主席', region: '370200', terms: '定金加余款', phone: '15400000337' },
  },
} satisfies Record<string, DemoCustomer>
