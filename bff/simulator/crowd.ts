import type { DemoContact, DemoCorp, DemoFollow, DemoGroup } from './corp.ts'
import type { Sequence } from './sequence.ts'

/** The customers and customer groups that a corp has at its start. It never changes and need not be held in memory: what changed is kept by `relations.ts`. */
export interface Crowd {
  contact(externalUserId: string): DemoContact | undefined
  /** Everybody's relations with one contact. */
  followsOfContact(externalUserId: string): DemoFollow[]
  /** The relations of one employee, each at a place of its own. */
  followsOfEmployee(userId: string): Sequence<DemoFollow>
  group(chatId: string): DemoGroup | undefined
  /** The groups that one employee is in, their own and others'. */
  groupsOfEmployee(userId: string): Sequence<DemoGroup>
}

/** A crowd that somebody wrote down. */
export function writtenCrowd({ contacts, follows, groups }: Pick<DemoCorp, 'contacts' | 'follows' | 'groups'>): Crowd {
  const byId = new Map(contacts.map((contact) => [contact.externalUserId, contact]))
  const ofContact = grouped(follows, (follow) => follow.externalUserId)
  const ofEmployee = grouped(follows, (follow) => follow.userId)
  return {
    contact: (externalUserId) => byId.get(externalUserId),
    followsOfContact: (externalUserId) => ofContact.get(externalUserId) ?? [],
    followsOfEmployee: (userId) => ofEmployee.get(userId) ?? [],
    group: (chatId) => groups.find((group) => group.chatId === chatId),
    groupsOfEmployee: (userId) => groups.filter(({ members }) => members.some(({ memberId }) => memberId === userId)),
  }
}

function grouped<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
