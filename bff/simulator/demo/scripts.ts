export interface DemoScript {
  key: string
  category: '初次接触' | '报价账期' | '样品试泡' | '物流售后' | '异议复购'
  title: string
  messages: string[]
  /** The company's unless it names a department or a member. */
  departmentId?: number
  userId?: string
  used: number
}

/** What people of a tea supplier say, in their own words. */
export const scripts: DemoScript[] = [
  {
    key: 'hello',
    category: '初次接触',
    title: '加上好友，先问用途',
    messages: ['{客户称呼}您好，我是青屿茶业的{我的名字}。您是自己喝、开店用，还是想配一批礼盒？说个大概就行，我照着用途挑，省得您看花眼。'],
    used: 64,
  },
  {
    key: 'ask-volume',
    category: '初次接触',
    title: '问清用量再报方案',
    messages: ['方便问两件事吗：店里一天大概出多少杯？现在拿什么茶打底？有了这两个数，克重和每杯成本我能一起给您算出来。'],
    used: 52,
  },
  {
    key: 'referred',
    category: '初次接触',
    title: '老客介绍来的',
    messages: ['{介绍人}跟我提过您，谢谢您愿意加我。', '常拿的那款我先放一份资料在这儿，合不合口味，咱们试过再谈。'],
    used: 19,
  },
  {
    key: 'channel',
    category: '初次接触',
    title: '从直播间来的',
    messages: ['直播里煮的那壶是{茶名}，小罐的够喝一个礼拜。觉得顺口再拿大份，不着急。'],
    departmentId: 3,
    used: 23,
  },
  {
    key: 'fair',
    category: '初次接触',
    title: '茶博会上见过面',
    messages: ['您在我们摊位喝的第三泡是水仙，名片背面手写的数字就是它的编号。要复喝哪一款，报编号给我就找得到。'],
    used: 8,
  },
  {
    key: 'tiers',
    category: '报价账期',
    title: '三档价怎么算',
    messages: [
      '{客户称呼}，{茶名}按当月合计分三档：10 公斤以内是门店价，满 20 公斤每公斤便宜 6 块，满 50 公斤便宜 9 块。',
      '几个品种加在一起也算数，不用非得拿同一款。',
      '您先估个下月的量，我把每档的总价列成一张表，一眼就能比。',
    ],
    used: 47,
  },
  {
    key: 'old-price',
    category: '报价账期',
    title: '老价还能不能走',
    messages: ['这批货的价我替您守到{截止日}。换季调价之前，我会提前一周打招呼，不让您措手不及。'],
    used: 21,
  },
  {
    key: 'credit',
    category: '报价账期',
    title: '月结账期怎么申请',
    messages: ['头三单款到发货，第四单起就能办月结，额度取前面几单的平均数。营业执照拍一张发来，两个工作日给您回话。'],
    used: 33,
  },
  {
    key: 'catalogue',
    category: '报价账期',
    title: '发样册和价目',
    messages: ['样册发过去了，前四页都是开店常用的，价格印在末页。哪款想细问，告诉我页码。'],
    used: 41,
  },
  {
    key: 'hotel-bags',
    category: '报价账期',
    title: '客房袋泡怎么报',
    messages: ['客房袋泡按包计价：棉纸的{单价}一包，玉米纤维可降解的每包贵一分八。', '外袋印酒店名字的话两万包起做，制版费我们承担。'],
    departmentId: 4,
    used: 12,
  },
  {
    key: 'invoice',
    category: '报价账期',
    title: '对公付款要对齐抬头',
    messages: ['走对公的话，合同、发票和送货单抬头得一个字不差。开票资料先给我核一遍，免得财务退回来。'],
    used: 17,
  },
  {
    key: 'before-sample',
    category: '样品试泡',
    title: '寄样前要问的',
    messages: ['样品当天能寄，麻烦留个收件人、电话和门牌。另外平时用盖碗、焖壶还是萃茶机？器具不同，我配的克重也不同。'],
    used: 38,
  },
  {
    key: 'sample-sent',
    category: '样品试泡',
    title: '样品已寄出',
    messages: ['{客户称呼}，样品交给快递了，单号{快递单号}。袋子背面印着水温和时间，头一回请照着来。'],
    used: 29,
  },
  {
    key: 'after-sample',
    category: '样品试泡',
    title: '试泡之后回访',
    messages: ['几款都泡过了吗？哪泡苦了、哪泡淡了尽管讲，很多时候换个水温味道就对了。'],
    used: 35,
  },
  {
    key: 'machine',
    category: '样品试泡',
    title: '萃茶机参数',
    messages: ['萃茶机建议 85 度焖六分钟，一份茶配四十份水，加了柠檬也不会发涩。'],
    departmentId: 3,
    used: 14,
  },
  {
    key: 'tasting',
    category: '样品试泡',
    title: '请老茶客来喝新火',
    messages: ['退好火的坑涧肉桂只剩几泡，{有空的日子}您要是在城里，过来坐坐，师傅亲手冲。'],
    userId: 'lu_yining',
    used: 5,
  },
  {
    key: 'shipped',
    category: '物流售后',
    title: '发货通知',
    messages: ['箱子已经上了{快递公司}的车，冬天走陆运三天上下。外面贴着防潮签，到货先瞧颜色，变红了就拒收。'],
    used: 44,
  },
  {
    key: 'missing',
    category: '物流售后',
    title: '少件马上补',
    messages: ['少的我立刻补发，您不用证明什么。有空拍一下箱侧的封签，我去查是哪道工序漏了。'],
    used: 11,
  },
  {
    key: 'odour',
    category: '物流售后',
    title: '有异味，先停喝再退换',
    messages: ['开罐闻着不对就先放着别喝，罐底批号发我一下。', '快递上门取，运费算我们的；仓库验完，退款或者换货都听您的。'],
    departmentId: 5,
    used: 9,
  },
  {
    key: 'refund',
    category: '物流售后',
    title: '退款到哪一步了',
    messages: ['退款单提交了，钱按原路返回，{到账天数}天左右能看到，碰上节假日顺延。'],
    departmentId: 5,
    used: 16,
  },
  {
    key: 'storage',
    category: '物流售后',
    title: '三种茶三种放法',
    messages: ['岩茶怕潮，装罐压紧；绿茶怕热，进冰箱冷藏；白茶找个阴凉通风的柜子就好。别混着放，会串味。'],
    used: 27,
  },
  {
    key: 'per-cup',
    category: '异议复购',
    title: '嫌贵，按每杯算给他看',
    messages: ['一公斤茶底出两百二十杯上下，摊到每杯只多三毛。多出来的这点钱，换的是客人愿意回头再点一次。'],
    used: 31,
  },
  {
    key: 'has-supplier',
    category: '异议复购',
    title: '已经有固定供货',
    messages: ['有稳定的供货是好事，不用换。拿我们当个备胎，旺季那边断了货，我能当天顶上。'],
    used: 13,
  },
  {
    key: 'steady',
    category: '异议复购',
    title: '担心每批味道不一样',
    messages: ['出厂每批都留样两年，火功、水分有记录可查。您认定一个批号，往后的货照着它拼。'],
    used: 18,
  },
  {
    key: 'later',
    category: '异议复购',
    title: '客户说再考虑考虑',
    messages: ['行，您慢慢想。这个月我不催，到了新货只发朋友圈，哪天用得上喊我一声。'],
    used: 15,
  },
  {
    key: 'restock',
    category: '异议复购',
    title: '快喝完了，提醒补货',
    messages: ['{客户称呼}，照上回的用量推算，{茶名}差不多还能撑七八天。要不要先排上，赶周五那趟车？'],
    used: 40,
  },
  {
    key: 'dropship',
    category: '异议复购',
    title: '分销代发规矩',
    messages: ['满三百一件代发，卖多少您自己定价，盒里不放我们的价签。买家有事找您，您再找我。'],
    userId: 'shen_ke',
    used: 6,
  },
]
