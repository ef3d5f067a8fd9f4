import type { ScriptOf } from './script.ts'

/** What is said to somebody new. */
export const firstContact: ScriptOf[] = [
  {
    key: 'hello',
    title: '加上好友，先问用途',
    text: '{客户称呼}您好，我是青屿茶业的{我的名字}。您是自己喝、开店用，还是想配一批礼盒？说个大概就行，我照着用途挑，省得您看花眼。',
    used: 64,
  },
  {
    key: 'ask-volume',
    title: '问清用量再报方案',
    text: '方便问两件事吗：店里一天大概出多少杯？现在拿什么茶打底？有了这两个数，克重和每杯成本我能一起给您算出来。',
    used: 52,
  },
  {
    key: 'referred',
    title: '老客介绍来的',
    text: '{介绍人}跟我提过您，谢谢您愿意加我。\n常拿的那款我先放一份资料在这儿，合不合口味，咱们试过再谈。',
    used: 19,
  },
  {
    key: 'channel',
    title: '从直播间来的',
    text: '直播里煮的那壶是{茶名}，小罐的够喝一个礼拜。觉得顺口再拿大份，不着急。',
    departmentId: 3,
    used: 23,
  },
  {
    key: 'fair',
    title: '茶博会上见过面',
    text: '您在我们摊位喝的第三泡是水仙，名片背面手写的数字就是它的编号。要复喝哪一款，报编号给我就找得到。',
    used: 8,
  },
  {
    key: 'who-decides',
    title: '打听谁拍板',
    text: '选茶这事在您那边是店长说了算，还是老板亲自尝？要是得两个人点头，样品我就备双份。',
    used: 11,
  },
  {
    key: 'opening-soon',
    title: '新店还没开张',
    text: '恭喜开新店。开业前三周把茶单定下来最稳，杯型、菜单、小料都会跟着它变。\n装修到哪一步了？我照您的日子倒着排。',
    used: 17,
  },
  {
    key: 'restaurant',
    title: '餐厅的佐餐茶',
    text: '餐桌上的茶讲究耐泡、便宜、不抢菜味。您做的是哪路菜？海鲜配铁观音，辣菜配陈皮白，粤式点心还是熟普最顺。',
    departmentId: 4,
    used: 13,
  },
  {
    key: 'quiet',
    title: '加了好友一直没说话',
    text: '{客户称呼}，打扰一句就走：上礼拜您加我，应该是想问点什么。消息我都看得到，忙完回也来得及。',
    used: 9,
  },
  {
    key: 'wrong-person',
    title: '找错人了，转给同事',
    text: '这一块不归我管，管的同事比我懂。我把您的需要写清楚交过去，他今天会加您，您不必从头再讲。',
    used: 6,
  },
]
