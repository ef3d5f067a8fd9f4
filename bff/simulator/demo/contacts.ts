import type { DemoContact, DemoFollow } from '../corp.ts'
import { customers, slugs, type Slug } from './customers.ts'
import { tag } from './tags.ts'
import { daysAgo } from './when.ts'

const idOf = (slug: Slug): string => `${customers[slug].company ? 'wo' : 'wm'}QYTEAA${slug.padEnd(24, '0')}`

/** Ids of the external contacts, by a short name. */
export const who = Object.fromEntries(slugs.map((slug) => [slug, idOf(slug)])) as Record<Slug, string>

export const contacts: DemoContact[] = slugs.map((slug) => {
  const { name, gender, company, avatar, unionid } = customers[slug]
  const shared = { externalUserId: who[slug], name, gender, ...(avatar !== false && { avatarId: slug }) }
  if (company) return { ...shared, kind: 'wecom', position: company.position, corpName: company.name, corpFullName: company.fullName }
  return { ...shared, kind: 'wechat', ...(unionid !== false && { unionid: `oQYtea${slug.padEnd(22, '0')}` }) }
})

/** Who follows whom, and what they wrote down about them. */
export function followsOf(now: Date): DemoFollow[] {
  return slugs.flatMap((slug) =>
    customers[slug].follows.map(({ by, days, addedBy = by, tags = [], mobiles = [], ...more }) => ({
      state: 'friend' as const,
      remark: '',
      description: '',
      personalTags: [],
      ...more,
      userId: by,
      externalUserId: who[slug],
      createdAt: daysAgo(now, days, '10:24'),
      operUserId: addedBy === 'customer' ? who[slug] : addedBy,
      tagIds: tags.map((name) => tag[name]),
      remarkMobiles: mobiles,
    })),
  )
}
