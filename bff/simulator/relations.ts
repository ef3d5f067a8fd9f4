import type { DemoContact, DemoFollow } from './corp.ts'
import type { Crowd } from './crowd.ts'
import type { Sequence } from './sequence.ts'

const keyOf = ({ userId, externalUserId }: Pick<DemoFollow, 'userId' | 'externalUserId'>): string => `${userId} ${externalUserId}`

/** Contacts and relations as they are now: those of the start, and over them what was added, changed and deleted. Only the latter is in memory. */
export function createRelations(crowd: Crowd) {
  const newContacts = new Map<string, DemoContact>()
  /** Relations as they became; `gone` where the employee deleted the customer. */
  const changed = new Map<string, DemoFollow | 'gone'>()
  /** Relations there were none of at the start, in the order of their coming. */
  const added = new Map<string, DemoFollow[]>()

  const contact = (externalUserId: string): DemoContact | undefined => newContacts.get(externalUserId) ?? crowd.contact(externalUserId)

  function now(follow: DemoFollow): DemoFollow | undefined {
    const found = changed.get(keyOf(follow)) ?? follow
    return found === 'gone' ? undefined : found
  }

  /** Everybody's relations with one contact. */
  function ofContact(externalUserId: string): DemoFollow[] {
    const later = [...added.values()].flat().filter((follow) => follow.externalUserId === externalUserId)
    return [...crowd.followsOfContact(externalUserId), ...later].map(now).filter((follow) => follow !== undefined)
  }

  /** The relations of one employee; who comes back comes back to the old place. */
  function ofEmployee(userId: string): Sequence<DemoFollow> {
    const first = crowd.followsOfEmployee(userId)
    const later = added.get(userId) ?? []
    return {
      length: first.length + later.length,
      at(index) {
        const follow = index < first.length ? first.at(index) : later.at(index - first.length)
        return follow && now(follow)
      },
    }
  }

  /** Puts the relation as it is now, or a new one. */
  function put(follow: DemoFollow): void {
    const key = keyOf(follow)
    const known = changed.has(key) || crowd.followsOfContact(follow.externalUserId).some((other) => other.userId === follow.userId)
    changed.set(key, follow)
    if (!known) added.set(follow.userId, [...(added.get(follow.userId) ?? []), follow])
  }

  return {
    contact,
    ofContact,
    ofEmployee,
    put,
    change: (follow: DemoFollow, next: Partial<DemoFollow>): void => put({ ...follow, ...next }),
    /** The employee deleted the customer: nothing is left between them. */
    remove: (follow: DemoFollow): void => void changed.set(keyOf(follow), 'gone'),
    addContact: (made: DemoContact): void => void newContacts.set(made.externalUserId, made),
    /** No customer wears the tags any longer that only changed relations can have: those the app made. */
    dropTags(tagIds: string[]): void {
      for (const follow of changed.values()) if (follow !== 'gone') put({ ...follow, tagIds: follow.tagIds.filter((id) => !tagIds.includes(id)) })
    },
  }
}
