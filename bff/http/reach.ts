import { and, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm'
import type { Reach } from '../../shared/contracts/contract.ts'
import type { Reader, Tables } from '../db/index.ts'
import { AppError } from '../errors.ts'
import type { Me } from './me.ts'

export type Access = 'own' | 'team' | 'any'

/** Who answers for a customer and who follows it, as far as access depends on it. */
export interface Ties {
  ownerId: string | null
  followers: { employeeId: string; teamId: string | null; active: boolean }[]
}

/** The customer that a request is about, and how far the employee reaches. */
export interface Subject {
  customerId: string
  access: Access
  /** Where the customer is not their own: when they began to look. */
  lookedAt?: Date
}

/**
 * The one rule of who may see a customer: those who follow or own it, the supervisors of those, and admins. Only `own` may write.
 * @returns undefined when the customer does not exist for this employee
 */
export function accessOf(me: Me, { ownerId, followers }: Ties): Access | undefined {
  const current = followers.filter((follower) => follower.active)
  if (ownerId === me.employeeId || current.some((follower) => follower.employeeId === me.employeeId)) return 'own'
  if (me.role === 'supervisor' && current.some((follower) => follower.teamId !== null && me.ledTeamIds.includes(follower.teamId))) return 'team'
  if (me.role === 'admin') return 'any'
  return undefined
}

/** Part of the customers within reach: my own, those of the teams I lead, or all. */
export type Whose = 'mine' | 'team' | 'all'

/** Whose customers a list shows: those that one of `followers` follows or `owner` owns. */
export type Circle = 'everybody' | { followers: string[]; owner?: string }

/** {@link accessOf} for lists: the employees by whom the customers of a part are within reach. */
export async function circleOf(db: Reader, { employees }: Tables, me: Me, whose: Whose): Promise<Circle> {
  const mine = { followers: [me.employeeId], owner: me.employeeId }
  if (whose === 'all' && me.role === 'admin') return 'everybody'
  const led = me.role === 'supervisor' || me.role === 'admin' ? me.ledTeamIds : []
  if (whose === 'mine' || (whose === 'all' && led.length === 0)) return mine
  const team = await db
    .select({ id: employees.id })
    .from(employees)
    .where(and(eq(employees.corpId, me.corpId), inArray(employees.teamId, led)))
  const followers = team.map(({ id }) => id)
  return whose === 'team' ? { followers } : { ...mine, followers: [...new Set([me.employeeId, ...followers])] }
}

/** Whether a row of `customers` is in the circle, asked of the row: PostgreSQL would answer `exists` by reading all that the circle follows first. */
export function isWithin(db: Reader, { customers, followRelations }: Tables, circle: Circle): SQL | undefined {
  if (circle === 'everybody') return undefined
  const { customerId, employeeId, active } = followRelations
  const followed = db
    .select({ employeeId })
    .from(followRelations)
    .where(and(eq(customerId, customers.id), eq(active, true), inArray(employeeId, circle.followers)))
    .limit(1)
  return or(isNotNull(followed), circle.owner === undefined ? undefined : eq(customers.ownerId, circle.owner))
}

/** The ids of the customers in the circle, in no order; some come twice. */
export function idsWithin(db: Reader, { customers, followRelations }: Tables, corpId: string, { followers, owner }: Exclude<Circle, 'everybody'>): SQL {
  const followed = db
    .select({ id: sql<string>`${followRelations.customerId}`.as('id') })
    .from(followRelations)
    .where(and(eq(followRelations.corpId, corpId), inArray(followRelations.employeeId, followers), eq(followRelations.active, true)))
  if (owner === undefined) return followed.getSQL()
  const owned = db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.corpId, corpId), eq(customers.ownerId, owner)))
  return followed.unionAll(owned).getSQL()
}

/**
 * Finds the customer that the address of a request names, directly or through an opportunity, task, order or move, and applies the rule.
 * Every route with a customer in it passes here, called by handle.ts.
 * @throws AppError `not_found` for unknown and foreign alike; `read_only` when they may look but not write; `forbidden` when the role may not
 */
export async function subjectInReach(db: Reader, tables: Tables, me: Me, reach: Reach, params: Record<string, string>): Promise<Subject> {
  const { customers, employees, followRelations } = tables
  const customerId = await customerIdOf(db, tables, me.corpId, params)
  const rows = customerId
    ? await db
        .select({ ownerId: customers.ownerId, employeeId: followRelations.employeeId, active: followRelations.active, teamId: employees.teamId })
        .from(customers)
        .leftJoin(followRelations, eq(followRelations.customerId, customers.id))
        .leftJoin(employees, eq(employees.id, followRelations.employeeId))
        .where(and(eq(customers.id, customerId), eq(customers.corpId, me.corpId)))
    : []
  const first = rows[0]
  const followers = rows.flatMap(({ employeeId, active, teamId }) => (employeeId ? [{ employeeId, active: active ?? false, teamId }] : []))
  const access = first && accessOf(me, { ownerId: first.ownerId, followers })
  if (!customerId || !access) throw new AppError('not_found', 'nothing here')
  if (reach !== 'customer.read' && access !== 'own') throw new AppError('read_only', 'only followers and the owner may change this')
  if (reach === 'stage.write' && me.role === 'service') throw new AppError('forbidden', 'the service role does not move stages')
  return { customerId, access }
}

async function customerIdOf(db: Reader, tables: Tables, corpId: string, params: Record<string, string>): Promise<string | null | undefined> {
  const { opportunities, tasks, stageMoves, orders, identities } = tables
  const { customerId, opportunityId, taskId, moveId, orderId } = params
  if (customerId) return customerId
  if (opportunityId) {
    const [row] = await db
      .select({ id: opportunities.customerId })
      .from(opportunities)
      .where(and(eq(opportunities.id, opportunityId), eq(opportunities.corpId, corpId)))
    return row?.id
  }
  if (taskId) {
    const [row] = await db
      .select({ id: tasks.customerId })
      .from(tasks)
      .where(and(eq(tasks.id, taskId), eq(tasks.corpId, corpId)))
    return row?.id
  }
  if (moveId) {
    const [row] = await db
      .select({ id: opportunities.customerId })
      .from(stageMoves)
      .innerJoin(opportunities, eq(opportunities.id, stageMoves.opportunityId))
      .where(and(eq(stageMoves.id, moveId), eq(stageMoves.corpId, corpId)))
    return row?.id
  }
  if (orderId) {
    const [row] = await db
      .select({ id: identities.customerId })
      .from(orders)
      .innerJoin(identities, eq(identities.id, orders.identityId))
      .where(and(eq(orders.id, orderId), eq(orders.corpId, corpId)))
    return row?.id
  }
  throw new Error('a route about a customer names none in its address')
}
