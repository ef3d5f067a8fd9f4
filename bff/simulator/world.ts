import type { Clock } from './clock.ts'
import type { DemoContact, DemoCorp, DemoDepartment, DemoEmployee, DemoFollow, DemoTagGroup } from './corp.ts'
import { refuse } from './refusal.ts'

/** Whether the employee is both visible to the app and enabled for customer contact. */
export const inRange = (employee: DemoEmployee): boolean => employee.visible && employee.contactsCustomers

/**
 * The corp with its state, and the questions that several endpoints ask. The corp is copied: two simulators never share state.
 * Methods that throw give a Refusal with the code WeCom gives.
 */
export function createWorld(source: DemoCorp, clock: Clock) {
  const corp = structuredClone(source)
  const employees = new Map(corp.employees.map((employee) => [employee.userId.toLowerCase(), employee]))
  const contacts = new Map(corp.contacts.map((contact) => [contact.externalUserId, contact]))
  const followsOfContact = grouped(corp.follows, (follow) => follow.externalUserId)
  const followsOfEmployee = grouped(corp.follows, (follow) => follow.userId)

  /** userid is case-insensitive. */
  const employee = (userId: string): DemoEmployee | undefined => employees.get(userId.toLowerCase())

  function visibleEmployee(userId: string, unknown = 60111): DemoEmployee {
    const found = employee(userId) ?? refuse(unknown)
    return found.visible ? found : refuse(60011)
  }

  function visibleDepartment(id: number): DemoDepartment {
    const found = corp.departments.find((department) => department.id === id)
    return found?.visible ? found : refuse(60011)
  }

  const membersOf = (departmentIds: number[]): DemoEmployee[] =>
    corp.employees.filter((member) => member.visible && member.departmentIds.some((id) => departmentIds.includes(id)))

  const followsOf = (externalUserId: string): DemoFollow[] => followsOfContact.get(externalUserId) ?? []
  const counts = (follow: DemoFollow): boolean => follow.state !== 'half' && inRange(employee(follow.userId) as DemoEmployee)

  /** Relations that make somebody a customer: confirmed ones with members in range. A customer who deleted the member still counts. */
  const customerFollows = (externalUserId: string): DemoFollow[] => followsOf(externalUserId).filter(counts)
  const customersOf = (userId: string): DemoFollow[] => (followsOfEmployee.get(employee(userId)?.userId ?? '') ?? []).filter(counts)

  const follow = (userId: string, externalUserId: string): DemoFollow | undefined =>
    followsOf(externalUserId).find((relation) => relation.userId === employee(userId)?.userId)

  /** The relation that remark and tags belong to. */
  function relation(userId: string, externalUserId: string): DemoFollow {
    visibleEmployee(userId, 40003)
    if (!contacts.has(externalUserId)) refuse(40096)
    const found = follow(userId, externalUserId)
    return found && counts(found) ? found : refuse(84061)
  }

  const allFollowsOf = (userId: string): DemoFollow[] => followsOfEmployee.get(userId) ?? []
  const contact = (externalUserId: string): DemoContact | undefined => contacts.get(externalUserId)

  /** Groups and tags that this app made: the only ones it may edit or delete. */
  const appTagIds = new Set<string>()
  /** Still told to those who ask by id. */
  const deletedTags: DemoTagGroup[] = []

  return {
    corp,
    clock,
    appTagIds,
    deletedTags,
    employee,
    visibleEmployee,
    visibleDepartment,
    membersOf,
    followsOf,
    customerFollows,
    customersOf,
    allFollowsOf,
    follow,
    relation,
    contact,
  }
}

export type World = ReturnType<typeof createWorld>

function grouped<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
