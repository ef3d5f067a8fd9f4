import type { Store, Writer } from '../../bff/db/index.ts'
import { newId } from '../../bff/db/new-id.ts'
import { customerTokens } from '../../bff/features/customers/index-customer.ts'

export const corpId = 'wwbench0000000000'
const employeeCount = 50
const teamCount = 5
const customersPerTransaction = 500
const tagsEach = 5
const dayMs = 86_400_000
const minuteMs = 60_000
/** By how often they are met: the first of them one customer in five has. */
const surnames = '王王王王李李李张张刘陈杨黄赵吴周徐孙马朱胡'
const givenNames = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文宇欣怡梓涵浩然子轩雨桐思远嘉琪若曦晨阳佳慧海燕春生'
const stageNames = ['兴趣', '索取资料', '评估价格', '要求试用', '购买', '复购', '流失']

/** Whom the customers belong to. Customers are numbered from 0. */
export interface Crowd {
  /** Of the employee who follows and owns the customer. */
  ownerId(at: number): string
  externalUserId(at: number): string
  /** A fifth of the employees are in the first, and so is a fifth of the customers. */
  teamIds: string[]
  /** Rows about customers that were written. */
  rows: number
}

type Ground = Awaited<ReturnType<typeof seedGround>>

/**
 * Fills an empty database with customers as a busy team has them: each with an owner, two identities, a stage, five tags, two open tasks
 * and, every third, a second follower; something happened with one a minute, in no order. All were read from WeCom at `now` and can be found by name.
 */
export async function seedManyCustomers(store: Store, customers: number, now: Date): Promise<Crowd> {
  const ground = await store.write((tx) => seedGround(tx, store, now))
  for (let from = 0; from < customers; from += customersPerTransaction) {
    const numbers = Array.from({ length: Math.min(customersPerTransaction, customers - from) }, (_, offset) => from + offset)
    await store.write((tx) => seedCustomers(tx, store, ground, numbers, now))
  }
  const { customers: people, identities, followRelations, opportunities, tagAssignments, tasks } = store.tables
  const counts = [people, identities, followRelations, opportunities, tagAssignments, tasks].map((table) => store.read.$count(table))
  return { ownerId: ground.ownerId, externalUserId, teamIds: ground.teamIds, rows: (await Promise.all(counts)).reduce((sum, count) => sum + count, 0) }
}

function externalUserId(at: number): string {
  return `wmBench${String(at).padStart(25, '0')}`
}

/** Numbers below `below` (a prime) in an order that looks like none. */
const scattered = (at: number, below: number) => (at * 48_271) % below

function nicknameOf(at: number): string {
  const [first, second] = [scattered(at, 7919), scattered(at, 6007)].map((n) => givenNames[n % givenNames.length] ?? '')
  return `${surnames[scattered(at, 104_729) % surnames.length]}${first}${second}`
}

async function seedGround(tx: Writer, { tables }: Store, now: Date) {
  const ids = (count: number) => Array.from({ length: count }, () => newId(now))
  const [employeeIds, teamIds, tagIds, stageIds, [pipelineId = '', groupId = '']] = [
    ids(employeeCount),
    ids(teamCount),
    ids(40),
    ids(stageNames.length),
    ids(2),
  ]
  await tx
    .insert(tables.teams)
    .values(teamIds.map((id, at) => ({ id, corpId, departmentId: at + 2, parentDepartmentId: 1, name: `华东${at + 1}组`, updatedAt: now })))
  const pick = (list: string[], at: number) => list[at % list.length] ?? ''
  await tx
    .insert(tables.employees)
    .values(employeeIds.map((id, at) => ({ id, corpId, userId: `bench${at}`, name: `员工${at}`, teamId: pick(teamIds, at), ledTeamIds: [], updatedAt: now })))
  await tx.insert(tables.pipelines).values({ id: pipelineId, corpId, name: '销售流程', position: 0, createdAt: now })
  const kindOf = (position: number) => (position === 6 ? 'lost' : position >= 4 ? 'won' : 'open') as 'lost' | 'won' | 'open'
  await tx
    .insert(tables.stages)
    .values(stageIds.map((id, position) => ({ id, corpId, pipelineId, name: stageNames[position] ?? '', kind: kindOf(position), position })))
  await tx.insert(tables.tagGroups).values({ id: groupId, corpId, wecomGroupId: 'etBench', name: '意向', position: 0, updatedAt: now })
  await tx.insert(tables.tags).values(
    tagIds.map((id, position) => ({
      id,
      corpId,
      kind: 'corp' as const,
      groupId,
      wecomTagId: id,
      name: `标签${position}`,
      position,
      uniqueKey: id,
      updatedAt: now,
    })),
  )
  return {
    pipelineId,
    teamIds,
    ownerId: (at: number) => pick(employeeIds, at),
    tagId: (at: number) => pick(tagIds, at),
    stageId: (at: number) => pick(stageIds, at),
  }
}

async function seedCustomers(tx: Writer, { tables }: Store, { pipelineId, ownerId, tagId, stageId }: Ground, numbers: number[], now: Date) {
  const row = () => ({ id: newId(now), corpId, createdAt: now, updatedAt: now })
  const people = numbers.map((at) => {
    const followerIds = [ownerId(at), ...(at % 3 === 0 ? [ownerId(at + teamCount)] : [])]
    const person = { ...row(), nickname: nicknameOf(at), activeMs: now.getTime() - scattered(at, 100_003) * minuteMs, syncedAt: now }
    return { at, employeeId: ownerId(at), followerIds, remark: `客户${at}`, person }
  })
  await tx
    .insert(tables.customers)
    .values(people.map(({ person, employeeId }) => ({ ...person, kind: 'wechat' as const, gender: 'female' as const, ownerId: employeeId })))
  await tx.insert(tables.identities).values(
    people.flatMap(({ at, person }) => [
      { ...row(), type: 'external_contact' as const, value: externalUserId(at), label: '微信', customerId: person.id },
      { ...row(), type: 'unionid' as const, value: `oBench${at}`, label: '微信开放平台', customerId: person.id },
    ]),
  )
  await tx.insert(tables.followRelations).values(
    people.flatMap(({ at, followerIds, remark, person }) =>
      followerIds.map((employeeId) => ({
        ...row(),
        customerId: person.id,
        activeMs: person.activeMs,
        employeeId,
        externalUserId: externalUserId(at),
        remark,
        description: '想要企业版报价',
        addWay: 1,
        followedAt: now,
      })),
    ),
  )
  await tx.insert(tables.searchEntries).values(
    people.map(({ followerIds, remark, person }) => ({
      corpId,
      kind: 'customer' as const,
      refId: person.id,
      tokens: customerTokens(followerIds, [person.nickname, remark]),
    })),
  )
  await tx
    .insert(tables.opportunities)
    .values(people.map(({ at, person }) => ({ ...row(), customerId: person.id, pipelineId, stageId: stageId(at), enteredAt: now })))
  await tx.insert(tables.tagAssignments).values(
    people.flatMap(({ at, employeeId, person }) =>
      Array.from({ length: tagsEach }, (_, n) => ({
        ...row(),
        customerId: person.id,
        employeeId,
        tagId: tagId(at * 7 + n * 11),
        setBy: 'person' as const,
      })),
    ),
  )
  await tx.insert(tables.tasks).values(
    people.flatMap(({ employeeId, person }) =>
      [1, 2].map((day) => ({
        ...row(),
        customerId: person.id,
        assigneeId: employeeId,
        title: '发报价单',
        dueAt: new Date(now.getTime() + day * dayMs),
        origin: 'person' as const,
      })),
    ),
  )
}
