import type { ScriptOf } from './script.ts'

/** What the calendar gives a reason to say. */
export const seasons: ScriptOf[] = [
  {
    key: 'spring',
    title: '明前茶开始预订',
    text: '茶山上冒头了，估摸三月二十号能采第一拨。往年这会儿您会要两罐，今年替您写上名字？',
    used: 30,
  },
  {
    key: 'plum-rain',
    title: '梅雨天提醒防潮',
    text: '这半个月墙都在出汗，开过的茶请夹紧袋口、放高处。要干燥剂说一声，跟下一箱走，不要钱。',
    used: 19,
  },
  {
    key: 'new-year',
    title: '年前最后一班车',
    text: '腊月二十二是最后一趟发货，初八重新开工。过年店里人多，宁可多备一箱，吃不完我收。',
    used: 25,
  },
  {
    key: 'autumn',
    title: '秋天换茶单',
    text: '一早一晚凉了，把冰的收一收，热的摆前头：炭焙、熟普、老白茶，照着这个顺序翻菜单。',
    departmentId: 3,
    used: 13,
  },
]
