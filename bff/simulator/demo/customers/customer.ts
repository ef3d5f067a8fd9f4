import type { DemoFollow } from '../../corp.ts'
import type { DemoFields } from '../fields.ts'
import type { DemoHistory, DemoWhen } from '../history.ts'
import type { products } from '../products.ts'
import type { tag } from '../tags.ts'

/** Everything the demo knows of one customer, in one place, so that chat, notes, stages and orders tell one story. */
export interface DemoCustomer {
  /** The nickname; empty on a contact that WeCom withholds. */
  name: string
  gender: 0 | 1 | 2
  /** Of somebody who uses WeCom at another company. */
  company?: { position: string; name: string; fullName: string }
  /** false: withheld. */
  avatar?: false
  /** false: none is known. */
  unionid?: false
  follows: DemoFollowOf[]
  chats?: { by: string; unread?: number; lines: DemoLine[] }[]
  /** Absent: nobody has opened this chat in Kebian. */
  history?: DemoHistory
  /** In the shop; orders need it. */
  account?: string
  orders?: DemoOrderOf[]
  fields?: DemoFields
}

/** One line: whose (我 is the employee), days ago, time of day, words. */
export type DemoLine = ['我' | '客', number, string, string]

/** `by` is the userid of the follower, `days` how long ago they were added, `addedBy` whoever did that if it was not they. */
export type DemoFollowOf = Pick<DemoFollow, 'addWay'> &
  Partial<Pick<DemoFollow, 'state' | 'remark' | 'description' | 'personalTags' | 'remarkCorpName' | 'channelNickname' | 'mark'>> & {
    by: string
    days: number
    addedBy?: string
    tags?: (keyof typeof tag)[]
    mobiles?: string[]
  }

export interface DemoOrderOf {
  number: string
  status: 'created' | 'paid' | 'shipped' | 'completed' | 'refunding' | 'refunded' | 'cancelled'
  at: DemoWhen
  items: [keyof typeof products, quantity: number][]
  refund?: { amountMinor: number; reason: string; at: DemoWhen }
}
