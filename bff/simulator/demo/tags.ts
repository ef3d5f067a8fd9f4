import type { DemoTagGroup } from '../corp.ts'
import { daysAgo } from './when.ts'

const id = (slug: string): string => `etQYTEAA${slug.padEnd(24, '0')}`

/** Ids of the corp tags, by a short name. */
export const tag = {
  gradeA: id('gradeA'),
  gradeB: id('gradeB'),
  gradeC: id('gradeC'),
  teaHouse: id('typeTeaHouse'),
  hotel: id('typeHotel'),
  office: id('typeOffice'),
  drinker: id('typeDrinker'),
  reseller: id('typeReseller'),
  rock: id('teaRock'),
  white: id('teaWhite'),
  puer: id('teaPuer'),
  green: id('teaGreen'),
  jasmine: id('teaJasmine'),
  fair: id('fromFair'),
  channel: id('fromChannel'),
  friend: id('fromFriend'),
  shop: id('fromShop'),
}

/** Corp tags made by an administrator: the app may put them on customers, not edit them. */
export function tagGroupsOf(now: Date): DemoTagGroup[] {
  const group = (slug: string, name: string, order: number, tags: [string, string][]): DemoTagGroup => ({
    groupId: id(slug),
    name,
    order,
    createdAt: daysAgo(now, 380, '10:00'),
    tags: tags.map(([tagId, tagName], position) => ({ tagId, name: tagName, order: tags.length - position })),
  })
  return [
    group('grade', '客户级别', 40, [
      [tag.gradeA, 'A 常年补货'],
      [tag.gradeB, 'B 季节采购'],
      [tag.gradeC, 'C 偶尔买'],
    ]),
    group('type', '客户类型', 30, [
      [tag.teaHouse, '茶馆茶铺'],
      [tag.hotel, '酒店餐饮'],
      [tag.office, '企业用茶'],
      [tag.drinker, '个人茶友'],
      [tag.reseller, '分销'],
    ]),
    group('tea', '爱喝', 20, [
      [tag.rock, '岩茶'],
      [tag.white, '白茶'],
      [tag.puer, '普洱'],
      [tag.green, '绿茶'],
      [tag.jasmine, '茉莉花茶'],
    ]),
    group('from', '从哪来', 10, [
      [tag.fair, '茶博会'],
      [tag.channel, '视频号'],
      [tag.friend, '老客介绍'],
      [tag.shop, '门店扫码'],
    ]),
  ]
}
