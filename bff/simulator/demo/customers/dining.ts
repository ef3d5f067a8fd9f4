import type { DemoCustomer } from './customer.ts'

/** Hotels, restaurants and guest houses. */
export const dining = {
  hemin: {
    name: '贺敏',
    gender: 2,
    company: { position: '采购主管', name: '听澜酒店', fullName: '厦门听澜酒店管理有限公司' },
    follows: [
      {
        by: 'he_zhou',
        days: 168,
        addWay: 3,
        remark: '听澜酒店 贺敏',
        description: '客房袋泡和大堂茶台分开报价，账期 30 天，发票抬头看合同。',
        tags: ['gradeA', 'hotel', 'jasmine'],
        mobiles: ['15400000203', '15400000213'],
      },
      { by: 'tang_qi', days: 160, addWay: 201, remark: '听澜 贺主管' },
    ],
    chats: [
      {
        by: 'he_zhou',
        unread: 2,
        lines: [
          ['我', 12, '11:00', '贺主管，十一月的对账单发您邮箱了，客房 4200 包，茶台 6kg'],
          ['客', 12, '15:33', '收到，财务在走流程'],
          ['客', 0, '09:18', '明年合同我们要重新比价，你们先给个阶梯价'],
          ['客', 0, '09:19', '客房那款能不能换成可降解茶包'],
        ],
      },
      {
        by: 'tang_qi',
        lines: [
          ['客', 40, '17:02', '三楼仓库收货人换成林师傅了，电话我发你'],
          ['我', 40, '17:05', '改好了，下一车起按新的送'],
        ],
      },
    ],
    history: {
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
    account: 'tinglan_caigou',
    orders: [
      {
        number: 'QY8817702',
        status: 'completed',
        at: [25, '16:20'],
        items: [
          ['roomBags', 4],
          ['lobbyTea', 6],
        ],
      },
      {
        number: 'QY8770318',
        status: 'completed',
        at: [56, '10:55'],
        items: [
          ['roomBags', 5],
          ['lobbyTea', 5],
        ],
      },
      { number: 'QY8834415', status: 'paid', at: [1, '17:08'], items: [['lobbyTea', 3]] },
    ],
    fields: {
      business: '酒店餐饮',
      taste: '大堂吧要冷泡也不涩的',
      monthlyKg: '11',
      shops: '1',
      buyer: '贺敏',
      region: '350200',
      likes: ['茉莉花茶', '乌龙'],
      terms: '月结 30 天',
      phone: '15400000382',
    },
  },
  shanli: {
    name: '山里来信',
    gender: 0,
    unionid: false,
    follows: [
      {
        by: 'gu_yuan',
        days: 47,
        addWay: 1,
        remark: '山里来信民宿',
        description: '莫干山，八间房，春茶季想做采茶活动。',
        tags: ['gradeB', 'hotel', 'green', 'shop'],
        addedBy: 'customer',
      },
    ],
    chats: [
      {
        by: 'gu_yuan',
        lines: [
          ['客', 20, '16:08', '春天想做个采茶加手作的周末，八间房，你们能出师傅吗'],
          ['我', 20, '16:30', '可以，一位炒茶师傅两天，锅我们带，费用按人头算'],
          ['客', 4, '09:12', '日子定在清明后第一个周末，你先帮我占着'],
          ['我', 4, '09:20', '占上了，三月初我再跟您对一遍人数'],
        ],
      },
    ],
    history: {
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
    fields: { business: '酒店餐饮', shops: '1', region: '330500', likes: ['绿茶'], terms: '定金加余款' },
  },
} satisfies Record<string, DemoCustomer>
