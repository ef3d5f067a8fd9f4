import { and, desc, eq, inArray } from 'drizzle-orm'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import type { Store } from '../../db/index.ts'
import { circleOf } from '../../http/reach.ts'
import type { Me } from '../../http/me.ts'
import { placesIn } from './places.ts'
import { avatarOf } from './present-bundle.ts'
import { soughtAs } from './sought.ts'

type Db = Pick<Store, 'engine' | 'tables' | 'read'>
type Wanted = RouteInput<'GET /customers'>['query']
type CustomerRow = RouteReply<'GET /customers'>['customers'][number]

const PAGE_SIZE = 30

/**
 * Customers within reach, those with whom something happened last first: mine, my teams' or all; those whose names hold what was typed, or who have the
 * phone number that it is.
 * @throws AppError `bad_request` for a cursor that is not ours
 */
export async function listCustomers(
  db: Db,
  me: Me,
  { q = '', list = 'mine', after, limit = PAGE_SIZE }: Wanted,
  phoneKey: string,
): Promise<RouteReply<'GET /customers'>> {
  const circle = await circleOf(db.read, db.tables, me, list)
  const sought = soughtAs(db, me.corpId, circle, q, phoneKey)
  const places = await placesIn(db, { corpId: me.corpId, circle, sought, after, count: limit + 1 })
  const page = places.slice(0, limit)
  const last = page.at(-1)
  return { customers: await rowsOf(db, me, page), ...(places.length > limit && last && { nextCursor: `${last.activeMs}.${last.id}` }) }
}

/** What a row shows, as I see the customer: a colleague's under the colleague's remark. */
export async function rowsOf({ read, tables }: Pick<Store, 'read' | 'tables'>, me: Me, page: { id: string }[]): Promise<CustomerRow[]> {
  if (page.length === 0) return []
  const { customers, employees, followRelations, opportunities, stages } = tables
  const ids = page.map(({ id }) => id)
  const people = await read
    .select({
      id: customers.id,
      nickname: customers.nickname,
      avatarUrl: customers.avatarUrl,
      kind: customers.kind,
      corpName: customers.corpName,
      activeMs: customers.activeMs,
      ownerId: customers.ownerId,
      ownerName: employees.name,
    })
    .from(customers)
    .leftJoin(employees, eq(employees.id, customers.ownerId))
    .where(inArray(customers.id, ids))
  const relations = await read
    .select({ customerId: followRelations.customerId, employeeId: followRelations.employeeId, remark: followRelations.remark })
    .from(followRelations)
    .where(and(inArray(followRelations.customerId, ids), eq(followRelations.active, true)))
  const steps = await read
    .select({ customerId: opportunities.customerId, name: stages.name, kind: stages.kind })
    .from(opportunities)
    .innerJoin(stages, eq(stages.id, opportunities.stageId))
    .where(inArray(opportunities.customerId, ids))
    .orderBy(desc(opportunities.id))
  const personOf = new Map(people.map((person) => [person.id, person]))
  const stageOf = new Map(steps.map(({ customerId, name, kind }) => [customerId, { name, kind }]))
  const remarkOf = new Map(relations.map(({ customerId, employeeId, remark }) => [`${customerId} ${employeeId}`, remark]))
  return ids.flatMap((id) => {
    const person = personOf.get(id)
    if (!person) return []
    const { nickname, avatarUrl, kind, corpName, activeMs, ownerId, ownerName } = person
    const remark = remarkOf.get(`${id} ${me.employeeId}`) ?? remarkOf.get(`${id} ${ownerId}`)
    const stage = stageOf.get(id)
    return {
      customerId: id,
      name: remark || nickname,
      nickname,
      ...(avatarUrl && { avatarUrl: avatarOf(avatarUrl) }),
      kind,
      ...(corpName && { corpName }),
      ...(ownerId && ownerName !== null && { owner: { employeeId: ownerId, name: ownerName } }),
      ...(stage && { stage }),
      ...(activeMs > 0 && { activeAt: new Date(activeMs).toISOString() }),
    }
  })
}
