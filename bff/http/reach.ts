import { and, eq, exists, inArray, or, type SQL } from 'drizzle-orm'
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

/**
 * {@link accessOf} as a condition on rows of `customers`, for lists: what it lets through is within reach by that rule, and of nobody's rows of another corp.
 * Mine are found by the indexes on followers and owners; teams are asked for row by row, in the order of the list.
 */
export function withinReach(db: Reader, tables: Tables, me: Me, whose: Whose): SQL | undefined {
  const mine = inArray(tables.customers.id, ownCustomers(db, tables, me))
  if (whose === 'mine') return mine
  const team = ledTeams(db, tables, me)
  const inReach = { admin: undefined, supervisor: or(mine, team), sales: mine, service: mine }[me.role]
  return and(eq(tables.customers.corpId, me.corpId), inReach, whose === 'team' ? team : undefined)
}

/** Those that the employee follows or owns, by the indexes on either. */
function ownCustomers(db: Reader, { customers, followRelations }: Tables, { corpId, employeeId }: Me) {
  return db
    .select({ id: followRelations.customerId })
    .from(followRelations)
    .where(and(eq(followRelations.corpId, corpId), eq(followRelations.employeeId, employeeId), eq(followRelations.active, true)))
    .union(
      db
        .select({ id: customers.id })
        .from(customers)
        .where(and(eq(customers.corpId, corpId), eq(customers.ownerId, employeeId))),
    )
}

/** Those with a follower in a team that the employee leads. */
function ledTeams(db: Reader, { customers, followRelations, employees }: Tables, { ledTeamIds }: Me): SQL {
  return exists(
    db
      .select({ id: followRelations.id })
      .from(followRelations)
      .innerJoin(employees, eq(employees.id, followRelations.employeeId))
      .where(and(eq(followRelations.customerId, customers.id), eq(followRelations.active, true), inArray(employees.teamId, ledTeamIds))),
  )
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
