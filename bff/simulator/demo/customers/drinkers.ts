import type { DemoCustomer } from './customer.ts'

/** People who drink it themselves. */
export const drinkers = {
  momo: {
    name: 'Momo🌿',
    gender: 2,
    follows: [{ by: 'lu_yining', days: 23, addWay: 10, tags: ['gradeC', 'drinker', 'white', 'channel'], channelNickname: '青屿茶业', addedBy: 'customer' }],
    chats: [
      {
        by: 'lu_yining',
        lines: [
          ['客', 23, '21:08', '看了你们直播，老白茶煮的那个是哪一款'],
          ['我', 22, '09:05', '早，是 2016 年的寿眉，煮出来偏枣香，一个人喝买 100g 的就够'],
          ['客', 22, '12:40', '会不会太浓 我胃不太好'],
          ['我', 22, '12:44', '可以少放，3g 煮一壶，晚上喝也不碍事'],
          ['客', 5, '20:15', '喝完啦 想再买一点送妈妈'],
          ['我', 5, '20:21', '送长辈有个竹盒装的，我把图找给您看'],
        ],
      },
    ],
    history: {
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
    account: 'momo_0912',
    orders: [
      { number: 'QY8806471', status: 'completed', at: [21, '13:02'], items: [['shoumei', 1]] },
      { number: 'QY8829930', status: 'created', at: [4, '22:16'], items: [['shoumeiBox', 1]] },
    ],
    fields: { business: '自己喝', monthlyKg: '0.1', likes: ['老白茶'], birthday: '1998-04-03' },
  },
  jiushu: {
    name: '九叔',
    gender: 1,
    follows: [
      {
        by: 'lu_yining',
        days: 340,
        addWay: 2,
        remark: '九叔',
        description: '喝了三十年岩茶，只认正岩，最烦话术。',
        tags: ['gradeB', 'drinker', 'rock', 'friend'],
        personalTags: ['行家', '下午三点后再联系'],
        mobiles: ['15400000204'],
      },
    ],
    chats: [
      {
        by: 'lu_yining',
        lines: [
          ['客', 33, '15:40', '今年牛栏坑的出来没有'],
          ['我', 33, '15:46', '出来了，一共 12 斤，师傅说要退一个月火再看'],
          ['客', 33, '15:47', '退好了叫我，别急着卖'],
          ['我', 3, '15:10', '九叔，火退得差不多了，给您寄 8g 两泡先试'],
          ['客', 3, '15:30', '寄吧，老地址'],
        ],
      },
    ],
    history: {
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
    account: 'jiu4shu',
    orders: [
      { number: 'QY8755580', status: 'completed', at: [88, '15:22'], items: [['niulankeng', 1]] },
      {
        number: 'QY8640024',
        status: 'completed',
        at: [301, '16:01'],
        items: [
          ['niulankeng', 2],
          ['rougui', 1],
        ],
      },
    ],
    fields: { business: '自己喝', monthlyKg: '0.4', region: '350700', likes: ['肉桂'], birthday: '1963-12-19' },
  },
  summer: { name: 'Summer.C', gender: 0, follows: [{ by: 'he_zhou', days: 1, addWay: 1, state: 'half', addedBy: 'customer' }] },
  masked: {
    name: '',
    gender: 0,
    avatar: false,
    unionid: false,
    follows: [{ by: 'fang_hui', days: 64, addWay: 4, addedBy: 'customer' }],
    chats: [
      {
        by: 'fang_hui',
        lines: [
          ['客', 64, '19:45', '群里说的拼单还有吗'],
          ['我', 64, '19:50', '还有两份，今晚截单'],
        ],
      },
    ],
    history: { by: 'fang_hui', stages: [['兴趣', 64, '19:40']], notes: [{ at: [64, '19:55'], text: '群里拼单来的，没留称呼，先放着看看。' }] },
    fields: { business: '自己喝', likes: ['普洱'] },
  },
  yezi: {
    name: '叶子',
    gender: 2,
    follows: [{ by: 'he_zhou', days: 15, addWay: 1, remark: '叶子姐', tags: ['drinker', 'puer', 'shop'], personalTags: ['送礼多'], addedBy: 'customer' }],
    chats: [
      {
        by: 'he_zhou',
        lines: [
          ['客', 15, '17:20', '门口扫的码，我想要上次泡给我喝的熟普'],
          ['我', 15, '17:24', '是 2018 年那款小青柑旁边的饼，357g，我给您留一饼'],
          ['客', 6, '10:30', '送领导合适吗'],
          ['我', 6, '10:38', '合适，配个木盒，拎着稳重，不张扬'],
        ],
      },
    ],
    history: {
      by: 'he_zhou',
      stages: [
        ['兴趣', 15, '17:21'],
        ['评估价格', 6, '10:42'],
      ],
      notes: [{ at: [6, '10:45'], outcome: 'agreed', text: '送领导用，不要显眼的包装，木盒素一点。' }],
      tasks: [{ title: '确认叶子姐那饼留着没卖', due: [-1, '10:00'], made: [2, '11:10'] }],
      sends: [{ at: [15, '17:25'], script: 'hello' }],
    },
    account: 'yezi_yy',
    orders: [
      {
        number: 'QY8832286',
        status: 'created',
        at: [2, '11:05'],
        items: [
          ['puer', 1],
          ['woodBox', 1],
        ],
      },
    ],
    fields: { business: '送礼转手', region: '330200', likes: ['普洱'], birthday: '1982-06-11' },
  },
  yunshang: {
    name: '云上听雨',
    gender: 0,
    follows: [
      {
        by: 'fang_hui',
        days: 251,
        addWay: 202,
        description: '上一位同事的老客，每年清明前订明前茶。',
        tags: ['gradeB', 'drinker', 'green'],
        addedBy: 'gu_yuan',
      },
    ],
    chats: [
      {
        by: 'fang_hui',
        lines: [
          ['客', 200, '08:30', '明前到了吗'],
          ['我', 200, '08:42', '昨天刚到，今天给您发，还是 250g 两罐'],
        ],
      },
    ],
    history: {
      by: 'fang_hui',
      stages: [
        ['兴趣', 251, '10:30'],
        ['购买', 199, '09:30'],
        ['复购', 150, '10:00', '接手老客，按往年节奏'],
      ],
      notes: [{ at: [30, '10:12'], text: '翻了前同事留下的记录：只要明前头采，两罐，不问价。' }],
    },
    account: 'yunshang_ty',
    orders: [{ number: 'QY8503377', status: 'completed', at: [199, '09:25'], items: [['longjing', 2]] }],
    fields: { business: '自己喝', monthlyKg: '0.2', region: '320100', likes: ['绿茶'] },
  },
  aze: {
    name: '阿泽',
    gender: 1,
    follows: [{ by: 'tang_qi', days: 30, addWay: 2, remark: '阿泽 退换', tags: ['gradeC', 'drinker'], mobiles: ['15400000215'] }],
    chats: [
      {
        by: 'tang_qi',
        unread: 1,
        lines: [
          ['客', 2, '19:26', '拆开有股霉味，能退吗'],
          ['我', 2, '19:30', '可以的，您把外包装批号拍我，上门取件我来约'],
          ['客', 0, '08:40', '批号 QY2308，周六在家'],
        ],
      },
    ],
    history: {
      by: 'tang_qi',
      stages: [
        ['兴趣', 30, '18:30'],
        ['购买', 30, '18:46'],
      ],
      notes: [{ at: [2, '19:34'], text: '熟普开饼有霉味，态度平和，想退不想换。' }],
      tasks: [{ title: '约阿泽周六上门取件', due: 'today', made: [2, '19:36'] }],
      sends: [{ at: [2, '19:31'], script: 'odour' }],
    },
    account: 'aze_1998',
    orders: [
      {
        number: 'QY8799071',
        status: 'refunding',
        at: [30, '18:44'],
        items: [
          ['puer', 1],
          ['gaiwan', 1],
        ],
        refund: { amountMinor: 26800, reason: '拆封有霉味，批号 QY2308', at: [1, '19:35'] },
      },
    ],
    fields: { business: '自己喝', region: '440300', likes: ['老白茶'], birthday: '1998-01-08' },
  },
} satisfies Record<string, DemoCustomer>
