import type { ScriptOf } from './script.ts'

/** Doubts answered, and the next order. */
export const repeat: ScriptOf[] = [
  {
    key: 'per-cup',
    title: '嫌贵，按每杯算给他看',
    text: '一公斤茶底出两百二十杯上下，摊到每杯只多三毛。多出来的这点钱，换的是客人愿意回头再点一次。',
    used: 31,
  },
  {
    key: 'has-supplier',
    title: '已经有固定供货',
    text: '有稳定的供货是好事，不用换。拿我们当个备胎，旺季那边断了货，我能当天顶上。',
    used: 13,
  },
  {
    key: 'steady',
    title: '担心每批味道不一样',
    text: '出厂每批都留样两年，火功、水分有记录可查。您认定一个批号，往后的货照着它拼。',
    used: 18,
  },
  {
    key: 'later',
    title: '客户说再考虑考虑',
    text: '行，您慢慢想。这个月我不催，到了新货只发朋友圈，哪天用得上喊我一声。',
    used: 15,
  },
  {
    key: 'restock',
    title: '快喝完了，提醒补货',
    text: '{客户称呼}，照上回的用量推算，{茶名}差不多还能撑七八天。要不要先排上，赶周五那趟车？',
    used: 40,
  },
  {
    key: 'dropship',
    title: '分销代发规矩',
    text: '满三百一件代发，卖多少您自己定价，盒里不放我们的价签。买家有事找您，您再找我。',
    userId: 'shen_ke',
    used: 6,
  },
  {
    key: 'cheaper',
    title: '别家更便宜',
    text: '便宜的我也有，就在您手边那份价目的倒数第二行。差别在第三泡，要不一块儿泡给您看？',
    used: 24,
  },
  {
    key: 'stock-left',
    title: '说库存还多',
    text: '还剩就不添。梅雨前记得把开过的先用掉，没开的连箱离地放。空下来的位子，我七月再来填。',
    used: 10,
  },
  {
    key: 'change-taste',
    title: '客人口味变了',
    text: '最近点清爽的多，对吧？把浓香那款换成轻发酵的，克重不变，杯子成本还往下掉一毛五。',
    used: 12,
  },
  {
    key: 'comeback',
    title: '半年没下单的老客',
    text: '{客户称呼}，翻账本翻到您，上一回还是穿短袖的时候。不为卖货，想听听是哪里没伺候好。',
    used: 14,
  },
  {
    key: 'third-shop',
    title: '要开分店',
    text: '几家店各报各的量，我按总数给档，分开送、分开开票，一张表对账。店长换人也不怕，账号跟店走。',
    used: 5,
  },
  {
    key: 'farewell',
    title: '客户说换供应商了',
    text: '懂了，合作这么久谢谢您照应。存的样我再留半年，万一那边缺货，半夜喊我都行。',
    userId: 'lu_yining',
    used: 4,
  },
]
