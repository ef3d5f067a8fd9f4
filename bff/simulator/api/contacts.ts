import type { DemoFollow } from '../corp.ts'
import { refuse } from '../refusal.ts'
import { itemsOf } from '../sequence.ts'
import type { World } from '../world.ts'
import { behaviour } from './behaviour.ts'
import { characters, integer, seconds, text, texts, type Endpoint, type Json } from './endpoint.ts'

const followersPerPage = 500

/** `external_contact`: what a self-built app may see; a field without a value is absent. Page 92114. */
function contactObject(world: World, externalUserId: string, base: string): Json {
  const contact = world.contact(externalUserId) ?? refuse(40096)
  return {
    external_userid: externalUserId,
    name: contact.name,
    type: contact.kind === 'wecom' ? 2 : 1,
    avatar: contact.avatarId ? `${base}/simulator/avatars/${contact.avatarId}.svg` : '',
    gender: contact.gender,
    ...(contact.unionid && { unionid: contact.unionid }),
    ...(contact.kind === 'wecom' && {
      position: contact.position ?? '',
      corp_name: contact.corpName ?? '',
      corp_full_name: contact.corpFullName ?? '',
      external_profile: { external_attr: [] },
    }),
  }
}

/** What both forms of a relation share: of `get` (tags as objects) and of `batch/get_by_user` (ids of corp tags only). */
const followBase = (world: World, follow: DemoFollow): Json => ({
  userid: follow.userId,
  remark: shownRemark(world, follow),
  description: follow.description,
  createtime: seconds(follow.createdAt),
  ...(follow.remarkCorpName && { remark_corp_name: follow.remarkCorpName }),
  remark_mobiles: follow.remarkMobiles,
  oper_userid: follow.operUserId,
  add_way: follow.addWay,
  ...(follow.channelNickname && { wechat_channels: { nickname: follow.channelNickname, source: 1 } }),
  ...(follow.mark && { state: follow.mark }),
})

/** The remark defaults to the name. */
export const shownRemark = (world: World, follow: DemoFollow): string => follow.remark || (world.contact(follow.externalUserId)?.name ?? '')

/** Tags on one relation: corp tags with their id, personal ones without. */
export function relationTags({ corp }: World, follow: DemoFollow): { groupName: string; tagName: string; tagId?: string; type: 1 | 2 }[] {
  const corpTags = corp.tagGroups.flatMap((group) =>
    group.tags
      .filter((tag) => follow.tagIds.includes(tag.tagId))
      .map((tag) => ({ groupName: group.name, tagName: tag.name, tagId: tag.tagId, type: 1 as const })),
  )
  return [...corpTags, ...follow.personalTags.map((tagName) => ({ groupName: '个人标签', tagName, type: 2 as const }))]
}

const tagObjects = (world: World, follow: DemoFollow): Json[] =>
  relationTags(world, follow).map(({ groupName, tagName, tagId, type }) => ({
    group_name: groupName,
    tag_name: tagName,
    ...(tagId && { tag_id: tagId }),
    type,
  }))

function changeRemark(world: World, body: Json, mediaIsImage: (mediaId: string) => boolean): void {
  const follow = world.relation(text(body.userid), text(body.external_userid))
  const { remark, description, remark_company: company, remark_mobiles: mobiles, remark_pic_mediaid: picture } = body
  const given = [remark, description, company, mobiles, picture].filter((value) => value !== undefined)
  if (given.length === 0) refuse(40058)
  if (characters(text(remark)) > 20 || characters(text(description)) > 150 || characters(text(company)) > 20) refuse(40058)
  if (picture !== undefined && !mediaIsImage(text(picture))) refuse(40007)
  const isWechat = world.contact(follow.externalUserId)?.kind === 'wechat'
  world.relations.change(follow, {
    ...(remark !== undefined && { remark: text(remark) }),
    ...(description !== undefined && { description: text(description) }),
    ...(mobiles !== undefined && { remarkMobiles: texts(mobiles) }),
    ...(company !== undefined && isWechat && { remarkCorpName: text(company) }),
  })
}

/** Contacts and relations. Pages 92113 to 92115 and 92994. */
export const contactEndpoints: Record<string, Endpoint> = {
  'externalcontact/list': {
    method: 'GET',
    empty: { external_userid: [] },
    run({ query }, { world }) {
      const { userId } = world.visibleEmployee(query.userid || refuse(40063), 40003)
      return { external_userid: Array.from(itemsOf(world.customersOf(userId)), (follow) => follow.externalUserId) }
    },
  },
  'externalcontact/get': {
    method: 'GET',
    empty: { external_contact: {}, follow_user: [] },
    run({ query, base }, { world, page }) {
      const externalUserId = query.external_userid || refuse(40063)
      const follows = world.customerFollows(externalUserId)
      const half = world.followsOf(externalUserId).some((follow) => follow.state === 'half')
      if (follows.length === 0) refuse(half ? 84061 : 40096)
      const { items, next_cursor } = page(`get ${externalUserId}`, [follows], text(query.cursor), followersPerPage)
      return {
        external_contact: contactObject(world, externalUserId, base),
        follow_user: items.map((follow) => ({ ...followBase(world, follow), tags: tagObjects(world, follow) })),
        ...(next_cursor && { next_cursor }),
      }
    },
  },
  'externalcontact/batch/get_by_user': {
    method: 'POST',
    empty: { external_contact_list: [] },
    run({ body, base }, { world, page }) {
      const userIds = texts(body.userid_list)
      if (userIds.length === 0 || userIds.length > 100) refuse(40058)
      const follows = userIds.map((userId) => world.customersOf(userId))
      const limit = Math.min(integer(body.limit, 50), 100)
      const { items, next_cursor } = page(`batch ${userIds.join()}`, follows, text(body.cursor), limit)
      return {
        external_contact_list: items.map((follow) => ({
          external_contact: contactObject(world, follow.externalUserId, base),
          follow_info: { ...followBase(world, follow), tag_id: follow.tagIds },
        })),
        next_cursor,
      }
    },
  },
  'externalcontact/remark': {
    method: 'POST',
    run({ body }, { world, shelf }) {
      changeRemark(world, body, (mediaId) => shelf.alive(mediaId)?.type === 'image')
      return {}
    },
  },
  'externalcontact/contact_list': {
    method: 'POST',
    empty: { info_list: [] },
    run({ body }, { world, page }) {
      const follows = world.corp.employees.map((employee) => (employee.visible ? world.allFollowsOf(employee.userId) : []))
      const { items, next_cursor } = page('contact_list', follows, text(body.cursor), Math.min(integer(body.limit, 1000), 1000))
      return {
        info_list: items.map((follow) => ({
          is_customer: follow.state !== 'half',
          tmp_openid: Buffer.from(`tmp.${follow.externalUserId}`).toString('base64url'),
          ...(follow.state === 'half'
            ? { name: `***${(world.contact(follow.externalUserId)?.name ?? '').slice(-1)}` }
            : { external_userid: follow.externalUserId }),
          follow_userid: follow.userId,
          add_time: seconds(follow.createdAt),
        })),
        next_cursor,
      }
    },
  },
  'externalcontact/get_user_behavior_data': { method: 'POST', empty: { behavior_data: [] }, run: behaviour },
}
