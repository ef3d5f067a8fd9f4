import type { Clock } from './clock.ts'
import type { DemoCorp, DemoDepartment, DemoEmployee, DemoFollow, DemoGroup, DemoTagGroup } from './corp.ts'
import { writtenCrowd, type Crowd } from './crowd.ts'
import { refuse } from './refusal.ts'
import { createRelations } from './relations.ts'
import { filtered, type Sequence } from './sequence.ts'

/** Whether the employee is both visible to the app and enabled for customer contact. */
export const inRange = (employee: DemoEmployee): boolean => employee.visible && employee.contactsCustomers

/**
 * The corp with its state, and the questions that several endpoints ask. The corp is copied: two simulators never share state.
 * Methods that throw give a Refusal with the code WeCom gives.
 * @param made its customers and groups, when they are not the ones written in the corp
 */
export function createWorld(source: DemoCorp, clock: Clock, made?: Crowd) {
  const corp = structuredClone(source)
  const employees = new Map(corp.employees.map((employee) => [employee.userId.toLowerCase(), employee]))
  const crowd = made ?? writtenCrowd(corp)
  const relations = createRelations(crowd)
  const { contact } = relations

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

  const followsOf = (externalUserId: string): DemoFollow[] => relations.ofContact(externalUserId)
  const counts = (follow: DemoFollow): boolean => follow.state !== 'half' && inRange(employee(follow.userId) as DemoEmployee)

  /** Relations that make somebody a customer: confirmed ones with members in range. A customer who deleted the member still counts. */
  const customerFollows = (externalUserId: string): DemoFollow[] => followsOf(externalUserId).filter(counts)
  const allFollowsOf = (userId: string): Sequence<DemoFollow> => relations.ofEmployee(employee(userId)?.userId ?? '')
  const customersOf = (userId: string): Sequence<DemoFollow> => filtered(allFollowsOf(userId), counts)

  const follow = (userId: string, externalUserId: string): DemoFollow | undefined =>
    followsOf(externalUserId).find((relation) => relation.userId === employee(userId)?.userId)

  /** The relation that remark and tags belong to. */
  function relation(userId: string, externalUserId: string): DemoFollow {
    visibleEmployee(userId, 40003)
    if (!contact(externalUserId)) refuse(40096)
    const found = follow(userId, externalUserId)
    return found && counts(found) ? found : refuse(84061)
  }

  const group = (chatId: string): DemoGroup | undefined => crowd.group(chatId)
  /** The groups that the employee is in. */
  const groupsOf = (userId: string): Sequence<DemoGroup> => crowd.groupsOfEmployee(employee(userId)?.userId ?? '')

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
    relations,
    contact,
    group,
    groupsOf,
  }
}

export type World = ReturnType<typeof createWorld>
