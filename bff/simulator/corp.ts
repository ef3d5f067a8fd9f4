/** What a simulated corp consists of at the start. Times are moments; lengths and ids are the author's responsibility. */
export interface DemoCorp {
  corpId: string
  agentId: string
  name: string
  /** Of the self-built app. */
  secret: string
  /** Of the address book (通讯录同步): may list ids, nothing else. */
  directorySecret: string
  /** Whether the app is listed in 客户联系 → 可调用接口的应用. */
  appMayContactCustomers: boolean
  departments: DemoDepartment[]
  employees: DemoEmployee[]
  tagGroups: DemoTagGroup[]
  contacts: DemoContact[]
  follows: DemoFollow[]
  chats: DemoChat[]
  groups: DemoGroup[]
}

export interface DemoDepartment {
  id: number
  name: string
  /** 0 on the root. */
  parentId: number
  order: number
  /** In the visible range of the app. */
  visible: boolean
}

export interface DemoEmployee {
  userId: string
  name: string
  departmentIds: number[]
  leaderOf: number[]
  position: string
  mobile: string
  email: string
  visible: boolean
  /** In 客户联系 → 使用范围. */
  contactsCustomers: boolean
  roleHint: 'sales' | 'service' | 'supervisor' | 'admin'
}

export interface DemoTagGroup {
  groupId: string
  name: string
  order: number
  createdAt: Date
  tags: { tagId: string; name: string; order: number }[]
}

export interface DemoContact {
  externalUserId: string
  /** Empty: a masked contact. */
  name: string
  kind: 'wechat' | 'wecom'
  gender: 0 | 1 | 2
  /** Absent: the avatar is withheld too. */
  avatarId?: string
  unionid?: string
  position?: string
  corpName?: string
  corpFullName?: string
}

export interface DemoFollow {
  userId: string
  externalUserId: string
  /** half: added, not confirmed by the member; one_way: the customer deleted the member. */
  state: 'friend' | 'half' | 'one_way'
  /** Empty: the name stands in for it. */
  remark: string
  description: string
  createdAt: Date
  addWay: number
  operUserId: string
  tagIds: string[]
  personalTags: string[]
  remarkCorpName?: string
  remarkMobiles: string[]
  channelNickname?: string
  /** Mark of the contact way or acquisition link. */
  mark?: string
}

export interface DemoChat {
  userId: string
  externalUserId: string
  unread: number
  messages: { from: 'employee' | 'customer'; at: Date; text: string }[]
}

/** A customer group (客户群). */
export interface DemoGroup {
  chatId: string
  /** Empty: nobody has named it. */
  name: string
  /** The userid of the member whose group it is. */
  owner: string
  admins: string[]
  notice: string
  createdAt: Date
  members: DemoGroupMember[]
  /** The last so many messages were read by none of the employees. */
  unread: number
  messages: { from: string; at: Date; text: string }[]
}

export interface DemoGroupMember {
  /** A userid, or the id of an external contact, who need not be anybody's customer. */
  memberId: string
  kind: 'employee' | 'external'
  joinedAt: Date
  /** 1 invited, 2 by a link, 3 by a code. */
  joinScene: 1 | 2 | 3
  invitedBy?: string
  /** What they call themselves in this group; mostly empty. */
  nickname: string
  /** Mark of the code through which they came. */
  mark?: string
}
