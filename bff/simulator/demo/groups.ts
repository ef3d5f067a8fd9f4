import type { DemoContact, DemoGroup, DemoGroupMember } from '../corp.ts'
import { who } from './contacts.ts'
import type { Slug } from './customers.ts'
import { daysAgo } from './when.ts'

/** People in the groups whom nobody has added: no one's customers. */
const others = {
  xuejie: { name: '雪姐的下午茶' },
  haidao: { name: '海岛老梁' },
  cangguan: { name: '龙志远', company: { position: '仓库主管', name: '嘉禾茶饮', fullName: '长沙嘉禾茶饮连锁有限公司' } },
} satisfies Record<string, { name: string; company?: { position: string; name: string; fullName: string } }>

type Other = keyof typeof others
const idOfOther = (other: Other): string => `${'company' in others[other] ? 'wo' : 'wm'}QYTEAB${other.padEnd(24, '0')}`

export const strangers: DemoContact[] = (Object.keys(others) as Other[]).map((other) => {
  const found = others[other]
  const shared = { externalUserId: idOfOther(other), name: found.name, gender: 0 as const }
  if (!('company' in found)) return { ...shared, kind: 'wechat' }
  return { ...shared, kind: 'wecom', position: found.company.position, corpName: found.company.name, corpFullName: found.company.fullName }
})

interface Written {
  name: string
  /** The owner first. */
  employees: string[]
  customers: Slug[]
  others?: Other[]
  notice?: string
  nicknames?: Partial<Record<Slug, string>>
  days: number
  unread?: number
  /** Whose (a userid, a customer, or another member), days ago, time of day, words. */
  lines: [string, number, string, string][]
}

/** The groups by a short name, which is part of their id. */
const groups = {
  tasting: {
    name: '青屿试茶群',
    employees: ['shen_ke', 'tang_qi'],
    customers: ['qiaojie', 'xiaoman', 'minmin', 'baihe', 'doudou'],
    others: ['xuejie'],
    notice: '新茶到样先在这里报名，寄样按报名先后。',
    nicknames: { minmin: '敏敏（社区团）' },
    days: 140,
    unread: 1,
    lines: [
      ['shen_ke', 12, '10:05', '今年的冬片分两个火候，想喝的在群里报一声，每人一泡'],
      ['minmin', 12, '10:07', '我要轻的那个'],
      ['baihe', 12, '10:31', '两个都想对着冲'],
      ['tang_qi', 12, '11:20', '名单记好了，后天统一寄，单号各自私发'],
      ['xuejie', 7, '15:12', '收到啦，轻火那泡放凉了也甜'],
      ['qiaojie', 4, '20:48', '重火适合配点心，店里可以上'],
    ],
  },
  depot: {
    name: '嘉禾总仓收货',
    employees: ['he_zhou', 'tang_qi'],
    customers: ['jiahe'],
    others: ['cangguan'],
    days: 118,
    lines: [
      ['cangguan', 21, '08:40', '今天两车都到了，二号车有一箱角上湿了'],
      ['tang_qi', 21, '08:52', '麻烦单独放，我让司机拍照，下午给处理意见'],
      ['jiahe', 21, '09:03', '湿的那箱先不入库'],
      ['he_zhou', 21, '13:30', '湿箱我们认，跟下一车补过来'],
    ],
  },
  reading: {
    name: '',
    employees: ['fang_hui'],
    customers: ['shiguang', 'laozhou'],
    others: ['haidao'],
    days: 30,
    lines: [
      ['fang_hui', 30, '19:02', '周老师，这位就是书咖的店长，您上回问的老唱片他那边有'],
      ['laozhou', 30, '19:20', '幸会。周末登门。'],
      ['shiguang', 30, '19:21', '随时来，给您留窗边那张桌'],
    ],
  },
} satisfies Record<string, Written>

type GroupSlug = keyof typeof groups

/** Ids of the groups, by a short name. */
export const groupIds = Object.fromEntries(Object.keys(groups).map((slug) => [slug, `wrQYTEAC${slug.padEnd(24, '0')}`])) as Record<GroupSlug, string>

const idOf = (name: string): string => {
  if (name in who) return who[name as Slug]
  return name in others ? idOfOther(name as Other) : name
}

/** The customer groups with their members and what was said. */
export function groupsOf(now: Date): DemoGroup[] {
  return (Object.entries(groups) as [GroupSlug, Written][]).map(([slug, group]) => {
    const [owner = ''] = group.employees
    const createdAt = daysAgo(now, group.days, '09:30')
    const member = (name: string, kind: DemoGroupMember['kind']): DemoGroupMember => ({
      memberId: idOf(name),
      kind,
      joinedAt: createdAt,
      joinScene: 1,
      ...(name !== owner && { invitedBy: owner }),
      nickname: group.nicknames?.[name as Slug] ?? '',
    })
    const guests = [...group.customers, ...(group.others ?? [])]
    return {
      chatId: groupIds[slug],
      name: group.name,
      owner,
      admins: [],
      notice: group.notice ?? '',
      createdAt,
      members: [...group.employees.map((name) => member(name, 'employee')), ...guests.map((name) => member(name, 'external'))],
      unread: group.unread ?? 0,
      messages: group.lines.map(([from, days, time, text]) => ({ from: idOf(from), at: daysAgo(now, days, time), text })),
    }
  })
}
