/**
 * The control API of the WeCom simulator, below `/simulator/api`: what its window and the tests talk to. Demo mode only.
 *
 * | route | body or query → answer |
 * |---|---|
 * | GET /state | → SimulatorState |
 * | POST /become | { userId } → { userId }; sets the cookie that the OAuth page reads |
 * | GET /conversations | ?userId → { conversations: SimConversation[] }, newest first |
 * | GET /messages | ?userId&externalUserId → { messages: SimMessage[] }, oldest first |
 * | POST /messages | NewMessage → SimMessage, or 422 { keyword } as the host would word it |
 * | GET /groups | ?userId → { groups: SimGroup[] }, newest first |
 * | GET /groups/:chatId/messages | ?userId → { messages: SimMessage[] }, oldest first |
 * | POST /groups/:chatId/messages | NewGroupMessage → SimMessage, or 422 { keyword } |
 * | GET /media/:mediaId | → the bytes of an uploaded medium |
 * | POST /verify-signature | VerifySignature → { ok: true } or { ok: false, keyword } |
 * | GET /faults, PUT /faults | → { faults: ApiFault[] } |
 * | GET /calls | ?after=seq → { calls: ApiCall[] } |
 * | POST /clock | { advanceSeconds } → { now } |
 * | POST /invalidate | { what: 'access_token' or 'ticket' } → {} |
 * | GET /relations/:userId/:externalUserId | → SimRelation, or 404 |
 * | POST /relations | NewRelation → { externalUserId }, or 422 { keyword } |
 * | POST /relations/end | EndOfRelation → {}, or 422 { keyword } |
 * | GET /limits, PUT /limits | → SimLimits; the body is { mode } |
 */
export interface SimulatorState {
  corp: { corpId: string; agentId: string; name: string }
  employees: SimEmployee[]
  /** Who this browser is, by its cookie. */
  userId?: string
}

export interface SimEmployee {
  userId: string
  name: string
  departmentName: string
  isLeader: boolean
  /** In the visible range of the app and enabled for customer contact. */
  inRange: boolean
  /** What Kebian will make of them, for the picker only. */
  roleHint: 'sales' | 'service' | 'supervisor' | 'admin'
}

export interface SimContact {
  externalUserId: string
  name: string
  avatarUrl: string
  kind: 'wechat' | 'wecom'
  corpName?: string
}

export interface SimConversation {
  contact: SimContact
  /** half: added but not confirmed; one_way: the customer deleted the employee. */
  state: 'friend' | 'half' | 'one_way'
  lastText: string
  lastAt: string
  unread: number
}

/** A customer group that the employee is in. */
export interface SimGroup {
  chatId: string
  /** Empty: nobody has named it. */
  name: string
  members: SimGroupMember[]
  lastText: string
  /** Who wrote that. */
  lastName: string
  lastAt: string
  unread: number
}

export interface SimGroupMember {
  memberId: string
  kind: 'employee' | 'external'
  /** What they call themselves in the group, or their name; may be empty. */
  name: string
  avatarUrl: string
  /** Of an external member who uses WeCom: the company. */
  corpName?: string
  isOwner: boolean
}

export type MessageType = 'text' | 'image' | 'news' | 'file' | 'video' | 'miniprogram'

export interface SimMessage {
  messageId: number
  from: 'employee' | 'customer'
  /** In a group: the member who wrote it. */
  senderId?: string
  viaSidebar: boolean
  /** ISO 8601. */
  at: string
  msgtype: MessageType
  text?: string
  mediaUrl?: string
  fileName?: string
  link?: { url: string; title: string; description: string; imageUrl: string }
}

export interface NewMessage {
  userId: string
  externalUserId: string
  from: 'employee' | 'customer'
  viaSidebar?: boolean
  msgtype: MessageType
  text?: string
  /** Of an uploaded medium, as `sendChatMessage` takes it. */
  mediaId?: string
  /** A picture that the customer sends: a data URL of at most 2 MB. */
  imageDataUrl?: string
  link?: { url: string; title: string; description: string; imageUrl: string }
}

/** `senderId`: the member who writes it. */
export interface NewGroupMessage extends Omit<NewMessage, 'userId' | 'externalUserId' | 'from'> {
  senderId: string
}

export interface VerifySignature {
  kind: 'agent_config' | 'corp'
  corpId: string
  agentId: string
  /** Seconds, as text. */
  timestamp: string
  nonceStr: string
  signature: string
  url: string
  userId: string
}

export interface ApiFault {
  /** Path below /cgi-bin/, such as externalcontact/mark_tag, or * for every call. */
  call: string
  effect: 'slow' | 'errcode' | 'garbage' | 'cut'
  /** Milliseconds for slow, the code for errcode. */
  value?: number
  /** How many calls it strikes; absent: until it is taken away. */
  times?: number
}

export interface ApiCall {
  seq: number
  at: string
  path: string
  errcode: number | 'garbage' | 'cut'
  ms: number
}

export interface SimRelation {
  remark: string
  description: string
  tags: { tagId?: string; groupName: string; tagName: string; type: 1 | 2 | 3 }[]
}

/** A customer adds an employee. */
export interface NewRelation {
  userId: string
  /** Somebody who is known already; otherwise `name` is needed. */
  externalUserId?: string
  name?: string
  way: 'code' | 'search' | 'card'
  /** The mark of the code. */
  state?: string
}

export interface EndOfRelation {
  userId: string
  externalUserId: string
  by: 'customer' | 'employee'
}

/** tight: a thousandth of WeCom's numbers, at least three, for a person to see what happens. */
export type LimitMode = 'off' | 'official' | 'tight'

export interface LimitCounter {
  api: string
  window: 'minute' | 'hour' | 'day' | 'month'
  used: number
  limit: number
  /** More than 0 while every call is refused. */
  blockedSeconds: number
}

export interface SimLimits {
  mode: LimitMode
  /** The fullest first. */
  counters: LimitCounter[]
}
