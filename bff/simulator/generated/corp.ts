import type { DemoCorp, DemoDepartment, DemoEmployee } from '../corp.ts'
import type { Crowd } from '../crowd.ts'
import { tagGroupsOf } from '../demo/tags.ts'
import { generatedCrowd } from './crowd.ts'
import { createDice } from './dice.ts'
import { givenNames, surnames } from './words.ts'

/** What a generated corp is made of. */
export interface GeneratedSize {
  contacts: number
  employees: number
  seed: number
}

const teamSize = 10
const founded = new Date('2022-11-01T02:00:00Z')

/** A corp of any size, with nobody in memory but its employees. The same size and seed give the same corp. */
export function generatedCorp({ contacts, employees: count, seed }: GeneratedSize): { corp: DemoCorp; crowd: Crowd } {
  const dice = createDice(seed)
  const employees = Array.from({ length: count }, (_, index): DemoEmployee => {
    const userId = `sales${String(index + 1).padStart(4, '0')}`
    const department = 2 + Math.floor(index / teamSize)
    const leads = index % teamSize === teamSize - 1
    return {
      userId,
      name: dice.pick('employee surname', index, surnames) + dice.pick('employee given', index, givenNames),
      departmentIds: [department],
      leaderOf: leads ? [department] : [],
      position: leads ? '组长' : '销售顾问',
      mobile: `1380001${String(index % 10_000).padStart(4, '0')}`,
      email: `${userId}@generated.example`,
      visible: true,
      contactsCustomers: true,
      roleHint: leads ? 'supervisor' : 'sales',
    }
  })
  const teams = Array.from({ length: Math.ceil(count / teamSize) }, (_, index): DemoDepartment => ({
    id: 2 + index,
    name: `销售${index + 1}组`,
    parentId: 1,
    order: 1000 - index,
    visible: true,
  }))
  const tagGroups = tagGroupsOf(founded)
  const corp: DemoCorp = {
    corpId: `wwgenerated${String(seed).padStart(7, '0')}`,
    agentId: '1000002',
    name: `生成企业 ${seed}`,
    secret: 'secret-of-the-generated-app',
    directorySecret: 'secret-of-the-generated-address-book',
    appMayContactCustomers: true,
    departments: [{ id: 1, name: `生成企业 ${seed}`, parentId: 0, order: 100000000, visible: false }, ...teams],
    employees,
    tagGroups,
    contacts: [],
    follows: [],
    chats: [],
    groups: [],
  }
  const tagIds = tagGroups.flatMap((group) => group.tags.map((tag) => tag.tagId))
  return { corp, crowd: generatedCrowd({ contacts, seed, userIds: employees.map(({ userId }) => userId), tagIds }) }
}
