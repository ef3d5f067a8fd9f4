import type { ScriptOf } from './script.ts'

/** Parcels, complaints, refunds. */
export const afterSales: ScriptOf[] = [
  {
    key: 'shipped',
    title: '发货通知',
    text: '箱子已经上了{快递公司}的车，冬天走陆运三天上下。外面贴着防潮签，到货先瞧颜色，变红了就拒收。',
    used: 44,
  },
  {
    key: 'missing',
    title: '少件马上补',
    text: '少的我立刻补发，您不用证明什么。有空拍一下箱侧的封签，我去查是哪道工序漏了。',
    used: 11,
  },
  {
    key: 'odour',
    title: '有异味，先停喝再退换',
    text: '开罐闻着不对就先放着别喝，罐底批号发我一下。\n快递上门取，运费算我们的；仓库验完，退款或者换货都听您的。',
    departmentId: 5,
    used: 9,
  },
  {
    key: 'refund',
    title: '退款到哪一步了',
    text: '退款单提交了，钱按原路返回，{到账天数}天左右能看到，碰上节假日顺延。',
    departmentId: 5,
    used: 16,
  },
  {
    key: 'storage',
    title: '三种茶三种放法',
    text: '岩茶怕潮，装罐压紧；绿茶怕热，进冰箱冷藏；白茶找个阴凉通风的柜子就好。别混着放，会串味。',
    used: 27,
  },
  {
    key: 'delay',
    title: '快递卡在路上',
    text: '刚打过网点电话：车堵在高速口，人和货都没事。最晚明早派到，要是耽误您开门，我让同城闪送先顶两公斤。',
    used: 18,
  },
  {
    key: 'wet',
    title: '纸箱被雨淋了',
    text: '箱子湿了先别签收，拍一张连面单的照片。内袋是铝箔封口，水进不去；您要是不放心，整箱换。',
    used: 6,
  },
  {
    key: 'weight',
    title: '说分量不足',
    text: '用厨房秤称带袋的重量，减掉袋子十二克，允许的出入是百分之一。少得比这多，差多少补双倍。',
    used: 5,
  },
  {
    key: 'colour',
    title: '客人嫌汤色变深',
    text: '不是换了茶，是水硬了。碰上换季，自来水碱性会高，汤就发暗。接一壶桶装的对比一次，您自己就放心了。',
    departmentId: 5,
    used: 9,
  },
  {
    key: 'exchange',
    title: '买错了想换',
    text: '没拆封的一个月内随便换，来回运费一人一半。拆过的走门店试饮，亏不着您多少。',
    departmentId: 5,
    used: 8,
  },
  {
    key: 'angry',
    title: '客户正在气头上',
    text: '这件事是我们没做好，不找理由。您先说最要紧的是什么：货、钱，还是给店里客人一个交代？我按您说的次序来办。',
    used: 7,
  },
  {
    key: 'invoice-again',
    title: '发票丢了要补',
    text: '电子票随时重发，留个邮箱就行。纸票丢了补不了原件，我给您复印存根、加盖公章，报销认这个。',
    departmentId: 5,
    used: 11,
  },
  {
    key: 'partial',
    title: '只退一部分怎么算',
    text: '只退有问题的那两罐，其余照用。钱退回原来付款的卡，赠品不用寄回，优惠也不倒扣。',
    departmentId: 5,
    used: 6,
  },
]
