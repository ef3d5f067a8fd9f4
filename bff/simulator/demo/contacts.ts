import type { DemoContact, DemoFollow } from '../corp.ts'
import { tag } from './tags.ts'
import { daysAgo } from './when.ts'

const id = (prefix: 'wm' | 'wo', slug: string): string => `${prefix}QYTEAA${slug.padEnd(24, '0')}`
const unionid = (slug: string): string => `oQYtea${slug.padEnd(22, '0')}`
const wechat = (slug: string, name: string, gender: 0 | 1 | 2): DemoContact => ({
  externalUserId: id('wm', slug),
  name,
  kind: 'wechat',
  gender,
  avatarId: slug,
  unionid: unionid(slug),
})

/** Ids of the external contacts, by a short name. */
export const who = {
  qiaojie: id('wm', 'qiaojie'),
  momo: id('wm', 'momo'),
  hemin: id('wo', 'hemin'),
  jiushu: id('wm', 'jiushu'),
  xiaoman: id('wm', 'xiaoman'),
  dengjun: id('wm', 'dengjun'),
  summer: id('wm', 'summer'),
  masked: id('wm', 'masked'),
  shanli: id('wm', 'shanli'),
  chenbo: id('wm', 'chenbo'),
  yezi: id('wm', 'yezi'),
  pengyue: id('wo', 'pengyue'),
  kelvin: id('wm', 'kelvin'),
  yunshang: id('wm', 'yunshang'),
  aze: id('wm', 'aze'),
}

export const contacts: DemoContact[] = [
  wechat('qiaojie', '阿巧的茶铺子', 2),
  wechat('momo', 'Momo🌿', 2),
  {
    externalUserId: who.hemin,
    name: '贺敏',
    kind: 'wecom',
    gender: 2,
    avatarId: 'hemin',
    position: '采购主管',
    corpName: '听澜酒店',
    corpFullName: '厦门听澜酒店管理有限公司',
  },
  wechat('jiushu', '九叔', 1),
  wechat('xiaoman', '满满不减糖', 2),
  wechat('dengjun', '邓军 建材', 1),
  wechat('summer', 'Summer.C', 0),
  { externalUserId: who.masked, name: '', kind: 'wechat', gender: 0 },
  { externalUserId: who.shanli, name: '山里来信', kind: 'wechat', gender: 0, avatarId: 'shanli' },
  wechat('chenbo', '陈记糖水', 1),
  wechat('yezi', '叶子', 2),
  {
    externalUserId: who.pengyue,
    name: '彭越',
    kind: 'wecom',
    gender: 1,
    avatarId: 'pengyue',
    position: '行政',
    corpName: '禾木文创',
    corpFullName: '福州禾木文化创意有限公司',
  },
  wechat('kelvin', 'Kelvin 吴', 1),
  wechat('yunshang', '云上听雨', 0),
  wechat('aze', '阿泽', 1),
]

/** Who follows whom, and what they wrote down about them. */
export function followsOf(now: Date): DemoFollow[] {
  const follow = (userId: string, externalUserId: string, days: number, addWay: number, more: Partial<DemoFollow> = {}): DemoFollow => ({
    userId,
    externalUserId,
    state: 'friend',
    remark: '',
    description: '',
    createdAt: daysAgo(now, days, '10:24'),
    addWay,
    operUserId: userId,
    tagIds: [],
    personalTags: [],
    remarkMobiles: [],
    ...more,
  })
  return [
    follow('shen_ke', who.qiaojie, 312, 1, {
      remark: '巧姐 温州两家店',
      description: '五马街和大学城各一家。岩茶走量，每月十号前后补货，怕断货不怕贵。',
      tagIds: [tag.gradeA, tag.teaHouse, tag.rock, tag.fair],
      personalTags: ['爱发语音'],
      remarkCorpName: '巧茶',
      remarkMobiles: ['13800000201'],
      operUserId: who.qiaojie,
    }),
    follow('tang_qi', who.qiaojie, 205, 201, { remark: '巧姐', description: '售后由我跟，换货走顺丰。', remarkMobiles: ['13800000201'] }),
    follow('lu_yining', who.momo, 23, 10, {
      tagIds: [tag.gradeC, tag.drinker, tag.white, tag.channel],
      channelNickname: '青屿茶业',
      operUserId: who.momo,
    }),
    follow('he_zhou', who.hemin, 168, 3, {
      remark: '听澜酒店 贺敏',
      description: '客房袋泡和大堂茶台分开报价，账期 30 天，发票抬头看合同。',
      tagIds: [tag.gradeA, tag.hotel, tag.jasmine],
      remarkMobiles: ['13800000203', '13800000213'],
    }),
    follow('tang_qi', who.hemin, 160, 201, { remark: '听澜 贺主管' }),
    follow('lu_yining', who.jiushu, 340, 2, {
      remark: '九叔',
      description: '喝了三十年岩茶，只认正岩，最烦话术。',
      tagIds: [tag.gradeB, tag.drinker, tag.rock, tag.friend],
      personalTags: ['行家', '下午三点后再联系'],
      remarkMobiles: ['13800000204'],
    }),
    follow('shen_ke', who.xiaoman, 9, 3, { remark: '满满 奶茶店', description: '想做茶底，要样品。', tagIds: [tag.teaHouse, tag.green] }),
    follow('shen_ke', who.dengjun, 121, 5, {
      state: 'one_way',
      remark: '邓总 建材',
      description: '中秋礼盒买过 40 份。',
      tagIds: [tag.gradeC, tag.office],
      remarkMobiles: ['13800000206'],
    }),
    follow('he_zhou', who.summer, 1, 1, { state: 'half', operUserId: who.summer }),
    follow('fang_hui', who.masked, 64, 4, { operUserId: who.masked }),
    follow('gu_yuan', who.shanli, 47, 1, {
      remark: '山里来信民宿',
      description: '莫干山，八间房，春茶季想做采茶活动。',
      tagIds: [tag.gradeB, tag.hotel, tag.green, tag.shop],
      operUserId: who.shanli,
    }),
    follow('gu_yuan', who.chenbo, 88, 16, {
      remark: '陈记糖水 陈伯',
      tagIds: [tag.gradeB, tag.teaHouse, tag.jasmine],
      mark: 'xiaohongshu01',
      operUserId: who.chenbo,
    }),
    follow('he_zhou', who.yezi, 15, 1, { remark: '叶子姐', tagIds: [tag.drinker, tag.puer, tag.shop], personalTags: ['送礼多'], operUserId: who.yezi }),
    follow('lu_yining', who.pengyue, 36, 9, {
      remark: '禾木 彭越',
      description: '公司 120 人，下午茶每周配一次，年底有伴手礼。',
      tagIds: [tag.gradeB, tag.office, tag.jasmine],
    }),
    follow('shen_ke', who.kelvin, 58, 4, { remark: 'Kelvin 分销', tagIds: [tag.reseller, tag.puer], remarkMobiles: ['13800000214'], operUserId: who.kelvin }),
    follow('fang_hui', who.yunshang, 251, 202, {
      description: '上一位同事的老客，每年清明前订明前茶。',
      tagIds: [tag.gradeB, tag.drinker, tag.green],
      operUserId: 'gu_yuan',
    }),
    follow('tang_qi', who.aze, 30, 2, { remark: '阿泽 退换', tagIds: [tag.gradeC, tag.drinker], remarkMobiles: ['13800000215'] }),
  ]
}
