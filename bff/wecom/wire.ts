import { isIP } from 'node:net'

/**
 * The only file that knows WeCom's own field names. Answers are read field by field and forgivingly: pages of different age disagree about
 * presence and types, so an optional field that is missing or of another type counts as absent; only an id that nothing works without is demanded.
 */
type Json = Record<string, unknown>

/** The answer lacks what makes it usable. The client turns it into a WecomError `unreadable`. */
export class UnreadableAnswer extends Error {}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const optional = (value: unknown): string | undefined => text(value) || undefined
const texts = (value: unknown): string[] => list(value).map(text).filter(Boolean)
const integer = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}
const integers = (value: unknown): number[] =>
  list(value)
    .map(integer)
    .filter((number) => number !== undefined)
const instant = (seconds: unknown): Date => new Date((integer(seconds) ?? 0) * 1000)
const needed = (value: unknown): string => {
  const found = text(value)
  if (!found) throw new UnreadableAnswer()
  return found
}

/** 0 when absent: some older answers carry no errcode on success. */
export const readErrcode = (answer: Json): number => (answer.errcode === undefined ? 0 : (integer(answer.errcode) ?? -1))

/** Not in the corp's trusted addresses. */
const IP_NOT_TRUSTED = 60020

/**
 * The one thing that is read from WeCom's words, as it is nowhere else: which address it refused. For people to read, never to decide on.
 * @see https://developer.work.weixin.qq.com/document/path/90313
 */
export function readRefusedAddress(answer: Json): { ip?: string } {
  const [, ip = ''] = /from ip: ([0-9a-fA-F.:]{2,45})/.exec(text(answer.errmsg)) ?? []
  return readErrcode(answer) === IP_NOT_TRUSTED && isIP(ip) ? { ip } : {}
}

export interface Grant {
  value: string
  lifeSeconds: number
}

export const readAccessToken = (answer: Json): Grant => ({ value: needed(answer.access_token), lifeSeconds: integer(answer.expires_in) ?? 7200 })
export const readTicket = (answer: Json): Grant => ({ value: needed(answer.ticket), lifeSeconds: integer(answer.expires_in) ?? 7200 })

/** Who opened the page: a member has `userId`; anybody else has none. A member out of the app's visible range is reported all the same. */
export interface Visitor {
  userId?: string
  openid?: string
  externalUserId?: string
}

export const readVisitor = (answer: Json): Visitor => ({
  userId: optional(answer.userid) ?? optional(answer.UserId),
  openid: optional(answer.openid) ?? optional(answer.OpenId),
  externalUserId: optional(answer.external_userid),
})

export interface MemberBrief {
  userId: string
  name: string
  departmentIds: number[]
}

export interface Member extends MemberBrief {
  leaderOfDepartmentIds: number[]
  mainDepartmentId?: number
  position: string
  status: 'active' | 'disabled' | 'not_activated' | 'left' | 'unknown'
}

const memberStatus: Record<number, Member['status']> = { 1: 'active', 2: 'disabled', 4: 'not_activated', 5: 'left' }

const readMemberBrief = (answer: Json): MemberBrief => ({
  userId: needed(answer.userid),
  name: text(answer.name),
  departmentIds: integers(answer.department),
})

export function readMember(answer: Json): Member {
  const brief = readMemberBrief(answer)
  const leads = integers(answer.is_leader_in_dept)
  return {
    ...brief,
    leaderOfDepartmentIds: brief.departmentIds.filter((_, position) => leads[position] === 1),
    mainDepartmentId: integer(answer.main_department),
    position: text(answer.position),
    status: memberStatus[integer(answer.status) ?? 0] ?? 'unknown',
  }
}

export const readMembers = (answer: Json): MemberBrief[] => list(answer.userlist).map((entry) => readMemberBrief(object(entry)))

export interface Department {
  departmentId: number
  name: string
  /** Absent on the root. */
  parentId?: number
  leaderUserIds: string[]
}

export const readDepartments = (answer: Json): Department[] =>
  list(answer.department).map((entry) => {
    const department = object(entry)
    return {
      departmentId: Number(needed(department.id)),
      name: text(department.name),
      parentId: integer(department.parentid) || undefined,
      leaderUserIds: texts(department.department_leader),
    }
  })

/** The self-built app as the admin console has it. */
export interface App {
  agentId: string
  name: string
  /** The visible range: members, departments and directory tags that were chosen. */
  userIds: string[]
  departmentIds: number[]
  tagIds: number[]
  disabled: boolean
  /** The domain that a login may come back to, port included; empty when none was set. */
  redirectDomain: string
}

export const readApp = (answer: Json): App => ({
  agentId: needed(answer.agentid),
  name: text(answer.name),
  userIds: list(object(answer.allow_userinfos).user)
    .map((user) => text(object(user).userid))
    .filter(Boolean),
  departmentIds: integers(object(answer.allow_partys).partyid),
  tagIds: integers(object(answer.allow_tags).tagid),
  disabled: integer(answer.close) === 1,
  redirectDomain: text(answer.redirect_domain),
})

export const readExternalUserIds = (answer: Json): string[] => texts(answer.external_userid)

export const readFollowUserIds = (answer: Json): string[] => texts(answer.follow_user)

export interface RelationTag {
  /** Absent on personal tags, which cannot be written. */
  tagId?: string
  groupName: string
  name: string
  kind: 'corp' | 'personal' | 'rule'
}

export interface FollowRelation {
  userId: string
  remark: string
  description: string
  since: Date
  tags: RelationTag[]
  remarkCorpName?: string
  remarkMobiles: string[]
  /** Who began it: a member, the customer's own external id, or an administrator. */
  startedBy?: string
  /** WeCom's add_way; numbers beyond the published list are possible. */
  addWay: number
  channelNickname?: string
  /** The mark of the contact way or acquisition link through which the customer came. */
  state?: string
}

export interface ExternalContact {
  externalUserId: string
  /** Empty on a masked contact. */
  name: string
  avatarUrl?: string
  kind: 'wechat' | 'wecom'
  gender: 'unknown' | 'male' | 'female'
  unionid?: string
  position?: string
  corpName?: string
  corpFullName?: string
  /** Only members in the app's visible range; empty when none of them is left. */
  followers: FollowRelation[]
}

const tagKinds: Record<number, RelationTag['kind']> = { 2: 'personal', 3: 'rule' }

function readRelationTag(entry: unknown): RelationTag {
  const tag = object(entry)
  return {
    tagId: optional(tag.tag_id),
    groupName: text(tag.group_name),
    name: text(tag.tag_name),
    kind: tagKinds[integer(tag.type) ?? 1] ?? 'corp',
  }
}

function readFollowRelation(entry: unknown): FollowRelation {
  const follow = object(entry)
  return {
    userId: needed(follow.userid),
    remark: text(follow.remark),
    description: text(follow.description),
    since: instant(follow.createtime),
    tags: list(follow.tags).map(readRelationTag),
    remarkCorpName: optional(follow.remark_corp_name) ?? optional(follow.remark_company),
    remarkMobiles: texts(follow.remark_mobiles),
    startedBy: optional(follow.oper_userid),
    addWay: integer(follow.add_way) ?? 0,
    channelNickname: optional(object(follow.wechat_channels).nickname),
    state: optional(follow.state),
  }
}

/** One page of a contact; `nextCursor` is there when more than 500 members follow it. */
export function readExternalContact(answer: Json): { contact: ExternalContact; nextCursor?: string } {
  const contact = object(answer.external_contact)
  const externalUserId = needed(contact.external_userid)
  const gender = integer(contact.gender)
  return {
    contact: {
      externalUserId,
      name: text(contact.name),
      avatarUrl: optional(contact.avatar),
      kind: (integer(contact.type) ?? (externalUserId.startsWith('wo') ? 2 : 1)) === 2 ? 'wecom' : 'wechat',
      gender: gender === 1 ? 'male' : gender === 2 ? 'female' : 'unknown',
      unionid: optional(contact.unionid),
      position: optional(contact.position),
      corpName: optional(contact.corp_name),
      corpFullName: optional(contact.corp_full_name),
      followers: list(answer.follow_user).map(readFollowRelation),
    },
    nextCursor: optional(answer.next_cursor),
  }
}

/** A customer group and who is in it. */
export interface GroupChat {
  /** Empty: nobody has named it. */
  name: string
  memberUserIds: string[]
  /** External members, customers of somebody or not. */
  externalUserIds: string[]
}

const EXTERNAL_MEMBER = 2

export function readGroupChat(answer: Json): GroupChat {
  const group = object(answer.group_chat)
  needed(group.chat_id)
  const members = list(group.member_list).map(object)
  const isExternal = (member: Json): boolean => integer(member.type) === EXTERNAL_MEMBER
  return {
    name: text(group.name),
    memberUserIds: texts(members.filter((member) => !isExternal(member)).map(({ userid }) => userid)),
    externalUserIds: texts(members.filter(isExternal).map(({ userid }) => userid)),
  }
}

export interface CorpTag {
  tagId: string
  name: string
  /** Bigger comes first. */
  order: number
}

export interface CorpTagGroup {
  groupId: string
  name: string
  order: number
  tags: CorpTag[]
}

const alive = (entry: Json): boolean => entry.deleted !== true

/** By `order` as WeCom shows them; what has the same stays as it came. */
export const readCorpTagGroups = (answer: Json): CorpTagGroup[] =>
  list(answer.tag_group)
    .map(object)
    .filter(alive)
    .map((group) => ({
      groupId: needed(group.group_id),
      name: text(group.group_name),
      order: integer(group.order) ?? 0,
      tags: list(group.tag)
        .map(object)
        .filter(alive)
        .map((tag) => ({ tagId: needed(tag.id), name: text(tag.name), order: integer(tag.order) ?? 0 }))
        .sort(biggerFirst),
    }))
    .sort(biggerFirst)

const biggerFirst = (one: { order: number }, other: { order: number }): number => other.order - one.order

export interface UploadedMedia {
  mediaId: string
  /** Three days after the upload. */
  expiresAt: Date
}

const mediaLifeSeconds = 3 * 24 * 3600

/** @param now used when the answer names no time of its own */
export const readUploadedMedia = (answer: Json, now: Date): UploadedMedia => ({
  mediaId: needed(answer.media_id),
  expiresAt: new Date(((integer(answer.created_at) ?? Math.floor(now.getTime() / 1000)) + mediaLifeSeconds) * 1000),
})

export interface RelationChange {
  userId: string
  externalUserId: string
  /** At most 20 characters. */
  remark?: string
  /** At most 150 characters. */
  description?: string
}

export interface TagChange {
  userId: string
  externalUserId: string
  /** Ids of corp tags. */
  add: string[]
  remove: string[]
}

export const writeQuery = {
  token: (token: string) => ({ access_token: token }),
  agent: (agentId: string) => ({ agentid: agentId }),
  app: (corpId: string, secret: string) => ({ corpid: corpId, corpsecret: secret }),
  member: (userId: string) => ({ userid: userId }),
  department: (departmentId: number) => ({ department_id: String(departmentId) }),
  contact: (externalUserId: string, cursor?: string) => ({ external_userid: externalUserId, ...(cursor && { cursor }) }),
}

export const writeGroupChat = (chatId: string): Json => ({ chat_id: chatId, need_name: 0 })

export const writeRelationChange = ({ userId, externalUserId, remark, description }: RelationChange) => ({
  userid: userId,
  external_userid: externalUserId,
  remark,
  description,
})

export const writeTagChange = ({ userId, externalUserId, add, remove }: TagChange) => ({
  userid: userId,
  external_userid: externalUserId,
  add_tag: add.length ? add : undefined,
  remove_tag: remove.length ? remove : undefined,
})

/** The page that gives a member's login code; the order of the parameters and the hash are prescribed. */
export const writeAuthorizeUrl = (oauthBase: string, corpId: string, agentId: string, redirectUri: string, state: string): string =>
  `${oauthBase}/connect/oauth2/authorize?appid=${encodeURIComponent(corpId)}&redirect_uri=${encodeURIComponent(redirectUri)}` +
  `&response_type=code&scope=snsapi_base&state=${encodeURIComponent(state)}&agentid=${encodeURIComponent(agentId)}#wechat_redirect`

/** New tags of the corp; `groupId`, or a `groupName`. */
export interface NewCorpTags {
  groupId?: string
  groupName?: string
  tags: string[]
}

export const writeNewCorpTags = ({ groupId, groupName, tags }: NewCorpTags): Json => ({
  ...(groupId === undefined ? { group_name: groupName } : { group_id: groupId }),
  tag: tags.map((name) => ({ name })),
})

export interface GoneCorpTags {
  tagIds?: string[]
  groupIds?: string[]
}

export const writeGoneCorpTags = ({ tagIds, groupIds }: GoneCorpTags): Json => ({ ...(tagIds && { tag_id: tagIds }), ...(groupIds && { group_id: groupIds }) })
