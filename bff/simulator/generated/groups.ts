import type { DemoGroup, DemoGroupMember } from '../corp.ts'
import type { Crowd } from '../crowd.ts'
import type { Dice } from './dice.ts'
import { chatIdOf, indexIn } from './external-ids.ts'
import { places, trades } from './words.ts'

interface Size {
  dice: Dice
  userIds: string[]
  /** How many customers of their own an employee has. */
  customersOf: (employee: number) => number
  /** The id of the customer of this employee at this place. */
  memberOf: (employee: number, place: number) => string
}

const groupsEach = 2
const least = 3
const most = 40
const firstDay = Date.UTC(2024, 2, 4)
const dayMs = 86_400_000

/**
 * Two customer groups for each employee who has customers, made when somebody asks: group n belongs to employee n mod N. In it are the owner, the next
 * employee, and customers of both.
 */
export function generatedGroups({ dice, userIds, customersOf, memberOf }: Size): Pick<Crowd, 'group' | 'groupsOfEmployee'> {
  const many = userIds.length
  const groupsOf = (employee: number) => (customersOf(employee) > 0 ? groupsEach : 0)
  const before = (employee: number) => (employee + many - 1) % many

  /** Customers of one employee who stand beside each other in the list. */
  function guests(group: number, employee: number, atMost: number): string[] {
    const all = customersOf(employee)
    const first = dice.number('group from', group)
    return Array.from({ length: Math.min(all, atMost) }, (_, at) => memberOf(employee, (first + at) % all))
  }

  function groupAt(group: number): DemoGroup {
    const employee = group % many
    const next = (employee + 1) % many
    const owner = userIds[employee] as string
    const createdAt = new Date(firstDay + (dice.number('group day', group) % 400) * dayMs)
    const member = (memberId: string, kind: DemoGroupMember['kind']): DemoGroupMember => ({
      memberId,
      kind,
      joinedAt: createdAt,
      joinScene: 1,
      invitedBy: owner,
      nickname: '',
    })
    const colleague = many > 1 ? [userIds[next] as string] : []
    const customers = [...guests(group, employee, least + (dice.number('group size', group) % (most - least))), ...(many > 1 ? guests(group, next, 2) : [])]
    return {
      chatId: chatIdOf(dice, group),
      name: `${dice.pick('group place', group, places)}${dice.pick('group trade', group, trades)}交流群`,
      owner,
      admins: colleague,
      notice: '',
      createdAt,
      members: [...[owner, ...colleague].map((id) => member(id, 'employee')), ...customers.map((id) => member(id, 'external'))],
      unread: 0,
      messages: [],
    }
  }

  return {
    group(chatId) {
      const index = indexIn(chatId)
      const exists = index >= 0 && index < groupsEach * many && groupsOf(index % many) > 0 && chatIdOf(dice, index) === chatId
      return exists ? groupAt(index) : undefined
    },
    groupsOfEmployee(userId) {
      const employee = userIds.indexOf(userId)
      if (employee < 0) return []
      const owners = many > 1 ? [employee, before(employee)] : [employee]
      const numbers = owners.flatMap((owner) => Array.from({ length: groupsOf(owner) }, (_, nth) => owner + nth * many))
      return { length: numbers.length, at: (place) => (numbers[place] === undefined ? undefined : groupAt(numbers[place])) }
    },
  }
}
