import type { DemoCustomer } from './customer.ts'

/** More shops that pour tea: each with its own rhythm. */
export const shops = {
  baihe: {
    name: '白鹤茶楼',
    gender: 2,
    follows: [
      {
        by: 'lu_yining',
        days: 286,
        addWay: 1,
        remark: '鹤姐 潮州茶楼',
        description: '单丛论斤走，初二十六歇业，别那两天送货。',
        tags: ['gradeA', 'teaHouse', 'fair'],
        personalTags: ['说潮汕话'],
        remarkCorpName: '白鹤茶楼',
        mobiles: ['15400000301'],
        addedBy: 'customer',
      },
      { by: 'tang_qi', days: 120, addWay: 201, remark: '鹤姐' },
    ],
    chats: [
      {
        by: 'lu_yining',
        lines: [
          ['客', 16, '08:12', '蜜兰香又快见底，照旧六斤'],
          ['我', 16, '08:20', '六斤记下了，今天下午装箱，避开十六那天到'],
          ['客', 13, '11:05', '到啦，老茶客讲比清明那批厚'],
          ['我', 13, '11:11', '清明那批采得早，这批是雪片，底子足'],
          ['客', 1, '09:44', '二楼包厢想加一款暖胃的，你荐'],
        ],
      },
    ],
    history: {
      by: 'lu_yining',
      stages: [
        ['兴趣', 286, '10:30'],
        ['要求试用', 280, '09:15', '送了四种香型'],
        ['购买', 266, '15:20'],
        ['复购', 210, '08:40'],
      ],
      notes: [
        { at: [280, '09:18'], outcome: 'sample', text: '桂花香嫌浮，蜜兰香、鸭屎香都留下。' },
        { at: [13, '11:15'], text: '雪片反响好，过年前可以问她要不要囤。' },
        { at: [1, '09:50'], outcome: 'agreed', text: '包厢要暖胃茶，打算荐熟普散茶和老寿眉各一份小样。' },
      ],
      tasks: [{ title: '给鹤姐寄两份暖胃小样', due: 'today', made: [1, '09:52'] }],
      sends: [
        { at: [16, '08:21'], script: 'shipped' },
        { at: [210, '08:38'], script: 'restock' },
      ],
    },
    account: 'baihe_cz',
    orders: [
      { number: 'QY8823340', status: 'completed', at: [16, '08:30'], items: [['dancong', 12]] },
      {
        number: 'QY8760912',
        status: 'completed',
        at: [78, '09:02'],
        items: [
          ['dancong', 10],
          ['gaiwan', 6],
        ],
      },
      { number: 'QY8655207', status: 'completed', at: [266, '15:18'], items: [['dancong', 4]] },
    ],
    fields: {
      business: '茶馆',
      monthlyKg: '3.5',
      shops: '1',
      buyer: '鹤姐本人',
      region: '445100',
      likes: ['乌龙', '普洱'],
      terms: '款到发货',
      birthday: '1971-09-02',
    },
  },
  luoyan: {
    name: '落雁茶舍·宋',
    gender: 1,
    follows: [
      {
        by: 'shen_ke',
        days: 18,
        addWay: 9,
        remark: '宋先生 茶舍',
        description: '衡阳，茶席课为主，讲究器形。',
        tags: ['gradeB', 'teaHouse', 'white'],
        mobiles: ['15400000302'],
      },
    ],
    chats: [
      {
        by: 'shen_ke',
        unread: 2,
        lines: [
          ['客', 18, '20:31', '在朋友茶席上喝到贵司白牡丹，请问可否少量试购'],
          ['我', 17, '09:03', '宋先生早，可以的，茶席课一般一次几位学员？'],
          ['客', 17, '09:40', '八位，每月两期'],
          ['我', 17, '09:47', '那给您备牡丹与银针，各够两期用'],
          ['客', 3, '21:15', '银针入口很静，牡丹稍闷'],
          ['客', 0, '07:50', '盖碗可否同购，白瓷薄胎者佳'],
        ],
      },
    ],
    history: {
      by: 'shen_ke',
      stages: [
        ['兴趣', 18, '20:40'],
        ['索取资料', 17, '09:10'],
        ['要求试用', 16, '10:00', '牡丹、银针各一份'],
      ],
      notes: [
        { at: [16, '10:05'], outcome: 'sample', text: '学员八人一期，试样按两期的量寄，附冲泡卡。' },
        { at: [3, '21:30'], text: '文人脾气，用词考究，回他也别太随便。牡丹闷是水温高了。' },
      ],
      tasks: [{ title: '拍薄胎盖碗的透光照给宋先生', due: [-1, '11:00'], made: [3, '21:31'] }],
      sends: [
        { at: [17, '09:12'], script: 'catalogue' },
        { at: [16, '10:08'], script: 'sample-sent' },
        { at: [3, '21:33'], material: 'gaiwan' },
      ],
    },
    fields: { business: '茶馆', shops: '1', buyer: '宋先生', region: '430400', likes: ['老白茶', '绿茶'] },
  },
  fenger: {
    name: '凤儿',
    gender: 2,
    follows: [
      {
        by: 'lu_yining',
        days: 233,
        addWay: 2,
        remark: '凤儿奶茶',
        description: '学校后门的档口，暑假没生意。',
        tags: ['gradeC', 'teaHouse', 'green', 'friend'],
      },
    ],
    chats: [
      {
        by: 'lu_yining',
        lines: [
          ['我', 46, '10:20', '凤儿，开学季要不要补四季春，你往年都拿八公斤'],
          ['客', 45, '23:48', '姐 我那铺面房东收回去了'],
          ['客', 45, '23:49', '先去表姐店里帮忙，回头再开'],
          ['我', 44, '09:02', '辛苦了，剩的茶要是用不掉，没开封的我按原价收回来'],
          ['客', 44, '09:30', '呜呜不用 表姐店也用得上'],
        ],
      },
    ],
    history: {
      by: 'lu_yining',
      stages: [
        ['兴趣', 233, '12:00'],
        ['评估价格', 230, '14:10'],
        ['购买', 224, '20:15'],
        ['复购', 170, '20:30'],
        ['流失', 44, '09:35', '房东收铺'],
      ],
      lostReason: '关店或转行',
      notes: [
        { at: [224, '20:20'], text: '晚上八点后才有空聊，白天在做单。' },
        { at: [44, '09:36'], text: '人很好，表姐那边是潜在客户，过俩月问一句。' },
      ],
      tasks: [{ title: '问凤儿表姐的店拿谁家茶底', due: [-9, '20:30'], made: [44, '09:37'] }],
      sends: [{ at: [230, '14:12'], script: 'per-cup' }],
    },
    account: 'fenger_milk',
    orders: [
      { number: 'QY8690031', status: 'completed', at: [224, '20:12'], items: [['sijichun', 4]] },
      {
        number: 'QY8718826',
        status: 'completed',
        at: [170, '20:28'],
        items: [
          ['sijichun', 8],
          ['chaoqing', 2],
        ],
      },
    ],
    fields: { business: '奶茶店', monthlyKg: '0', shops: '0', region: '330600', likes: ['乌龙'] },
  },
  doudou: {
    name: '豆豆妈 奶盖专门',
    gender: 2,
    follows: [
      {
        by: 'he_zhou',
        days: 27,
        addWay: 4,
        remark: '豆豆妈 三家奶盖店',
        description: '金华、义乌、永康，自己跑供应链，比价比得细。',
        tags: ['gradeB', 'teaHouse', 'jasmine'],
        personalTags: ['精打细算'],
        mobiles: ['15400000304'],
        addedBy: 'customer',
      },
    ],
    chats: [
      {
        by: 'he_zhou',
        unread: 1,
        lines: [
          ['客', 27, '14:02', '三家店一个月大概用四十公斤，能做到啥价'],
          ['我', 27, '14:10', '四十公斤跨两档，茉莉打底的话我先给您算每杯成本'],
          ['客', 26, '10:33', '别算杯 直接说公斤'],
          ['我', 26, '10:36', '行，十八块六让到十七块九，含运费到金华'],
          ['客', 6, '16:20', '隔壁老板十七块二拿的😑'],
          ['我', 6, '16:41', '十七二那款我知道，是三窨的，您拿两包对着闻就懂'],
          ['客', 0, '10:05', '闻了…确实不香 那你十七五行不行'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      stages: [
        ['兴趣', 27, '14:15'],
        ['评估价格', 26, '10:40'],
      ],
      notes: [
        { at: [26, '10:45'], outcome: 'quoted', text: '报十七块九含运，她底线估计在十七块五上下。' },
        { at: [6, '16:45'], outcome: 'comparing', text: '拿三窨的货压价，寄对照包过去让她自己闻。' },
      ],
      tasks: [{ title: '跟顾远要豆豆妈的特批价', due: 'today', made: [6, '16:50'] }],
      sends: [
        { at: [26, '10:38'], material: 'tiers' },
        { at: [6, '16:43'], script: 'cheaper' },
      ],
    },
    fields: { business: '奶茶店', monthlyKg: '40', shops: '3', buyer: '豆豆妈', region: '330700', likes: ['茉莉花茶', '绿茶'], terms: '款到发货' },
  },
  shiguang: {
    name: '拾光书咖',
    gender: 0,
    follows: [
      {
        by: 'fang_hui',
        days: 74,
        addWay: 1,
        remark: '拾光书咖 店长阿澄',
        description: '书店带咖啡，热饮里只留两款茶，要好看。',
        tags: ['gradeB', 'teaHouse', 'white', 'shop'],
        addedBy: 'customer',
      },
    ],
    chats: [
      {
        by: 'fang_hui',
        lines: [
          ['客', 74, '13:20', '店里的茶一直是茶包，客人说敷衍'],
          ['我', 74, '13:31', '不想多一道手，用大三角包就行，看得见整叶'],
          ['客', 52, '17:06', '三角包上了，拍照的人变多了哈哈'],
          ['我', 52, '17:10', '那冷天再添一款煮的，玻璃壶摆吧台，自己会卖'],
          ['客', 9, '12:48', '想办个新年读书会，四十个人的伴手礼有推荐吗'],
        ],
      },
    ],
    history: {
      by: 'fang_hui',
      stages: [
        ['兴趣', 74, '13:35'],
        ['要求试用', 70, '11:00'],
        ['购买', 60, '16:45'],
      ],
      gifts: { stages: [['礼品需求', 9, '12:55', '读书会四十份']] },
      notes: [
        { at: [60, '16:50'], outcome: 'agreed', text: '每月两箱三角包，阿澄自己下单，不用催。' },
        { at: [9, '13:00'], text: '读书会伴手礼另开一条，人均四十以内，包装纸想自己设计。' },
      ],
      tasks: [{ title: '把小罐尺寸图发阿澄做设计', due: [-2, '14:00'], made: [9, '13:02'] }],
      sends: [
        { at: [74, '13:33'], material: 'bags' },
        { at: [9, '12:58'], script: 'gift-brief' },
      ],
    },
    account: 'shiguang_books',
    orders: [
      { number: 'QY8783015', status: 'completed', at: [60, '16:40'], items: [['coldBags', 2]] },
      {
        number: 'QY8827719',
        status: 'completed',
        at: [12, '10:22'],
        items: [
          ['coldBags', 2],
          ['shoumei', 2],
        ],
      },
    ],
    fields: { business: '茶馆', monthlyKg: '1.2', shops: '1', buyer: '阿澄', region: '320500', likes: ['老白茶', '红茶'], terms: '款到发货' },
  },
} satisfies Record<string, DemoCustomer>
