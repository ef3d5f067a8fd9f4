import { and, desc, eq, inArray, lt, or, type SQL } from 'drizzle-orm'
import type { RouteInput, RouteReply } from '../../../shared/contracts/index.ts'
import { employeeToken, searchTerm } from '../../../shared/domain/search-tokens.ts'
import type { Store } from '../../db/index.ts'
import { idsWith } from '../../db/search.ts'
import { AppError } from '../../errors.ts'
import type { Me } from '../../http/me.ts'
import { withinReach, type Whose } from '../../http/reach.ts'
import { avatarOf } from './present-bundle.ts'
import { asE164 } from '../../../shared/domain/phone.ts'
import { hashPhone } from '../phones/index.ts'

type Db = Pick<Store, 'engine' | 'tables' | 'read'>
type Wanted = RouteInput<'GET /customers'>['query']
type Row = RouteReply<'GET /customers'>['customers'][number]

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
  const { customers } = db.tables
  const places = await db.read
    .select({ id: customers.id, activeMs: customers.activeMs })
    .from(customers)
    .where(and(withinReach(db.read, db.tables, me, list), found(db, me, list, q, phoneKey), after === undefined ? undefined : behind(db, after)))
    .orderBy(desc(customers.activeMs), desc(customers.id))
    .limit(limit + 1)
  const page = places.slice(0, limit)
  const last = page.at(-1)
  return { customers: await rowsOf(db, me, page), ...(places.length > limit && last && { nextCursor: `${last.activeMs}.${last.id}` }) }
}

/** What was typed as a condition: parts of names, and a whole phone number. What may be seen is not its matter; of mine it asks the index for no others. */
function found({ engine, tables, read }: Db, { corpId, employeeId }: Me, list: Whose, q: string, phoneKey: string): SQL | undefined {
  const { customers, identities, fieldValues } = tables
  const term = searchTerm(q)
  if (!term) return undefined
  const anyOf = list === 'mine' ? { anyOf: [employeeToken(employeeId)] } : {}
  const named = inArray(customers.id, idsWith({ engine, tables }, { kind: 'customer', term, ...anyOf }))
  const phone = asE164(q)
  if (!phone) return named
  const hash = hashPhone(phoneKey, phone)
  const known = read
    .select({ id: identities.customerId })
    .from(identities)
    .where(and(eq(identities.corpId, corpId), eq(identities.type, 'phone'), eq(identities.value, hash)))
  const kept = read
    .select({ id: fieldValues.customerId })
    .from(fieldValues)
    .where(and(eq(fieldValues.corpId, corpId), eq(fieldValues.phoneHash, hash)))
  return or(named, inArray(customers.id, known), inArray(customers.id, kept))
}

function behind({ tables: { customers } }: Db, cursor: string): SQL | undefined {
  const [, time, id] = /^(\d{1,15})\.([0-9A-HJKMNP-TV-Z]{26})$/.exec(cursor) ?? []
  if (!time || !id) throw new AppError('bad_request', 'the cursor is not one of ours')
  return or(lt(customers.activeMs, Number(time)), and(eq(customers.activeMs, Number(time)), lt(customers.id, id)))
}

/** What a row shows, as I see the customer: a colleague's under the colleague's remark. */
async function rowsOf({ read, tables }: Db, me: Me, page: { id: string }[]): Promise<Row[]> {
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
