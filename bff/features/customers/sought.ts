import { and, eq, inArray, or, type SQL, type SQLWrapper } from 'drizzle-orm'
import { asE164 } from '../../../shared/domain/phone.ts'
import { employeeToken, searchTerm } from '../../../shared/domain/search-tokens.ts'
import type { Store } from '../../db/index.ts'
import { eitherOf, holdsTerm, idsWith } from '../../db/search.ts'
import type { Circle } from '../../http/reach.ts'
import { hashPhone } from '../phones/index.ts'

/** So many employees the index is asked for by name; who reaches more of them reaches much of what it holds. */
const NAMED_EMPLOYEES = 100

/** What was typed, in two forms of the same meaning. What may be seen is not its matter; the first leaves out much of what is not in the circle. */
export interface Sought {
  /** The ids of the customers, from the index. */
  ids: SQL
  /** Whether a customer is one of them, asked of the customer. */
  holds(customerId: SQLWrapper): SQL | undefined
}

/** Parts of names, or a whole phone number; undefined when nothing was typed. */
export function soughtAs(db: Pick<Store, 'engine' | 'tables' | 'read'>, corpId: string, circle: Circle, q: string, phoneKey: string): Sought | undefined {
  const term = searchTerm(q)
  if (!term) return undefined
  const employeeIds = circle === 'everybody' || circle.followers.length > NAMED_EMPLOYEES ? [] : circle.followers
  const named = idsWith(db, { corpId, kind: 'customer', term, anyOf: employeeIds.map(employeeToken) })
  const isNamed = (customerId: SQLWrapper) => holdsTerm(db, { kind: 'customer', term }, customerId)
  const phone = asE164(q)
  if (!phone) return { ids: named, holds: isNamed }
  const [known, kept] = withPhone(db, corpId, hashPhone(phoneKey, phone))
  return {
    ids: eitherOf(named, known.getSQL(), kept.getSQL()),
    holds: (customerId) => or(isNamed(customerId), inArray(customerId, known), inArray(customerId, kept)),
  }
}

/** As WeCom knows it, and as the team's own fields do. */
function withPhone({ tables: { identities, fieldValues }, read }: Pick<Store, 'tables' | 'read'>, corpId: string, hash: string) {
  const known = read
    .select({ id: identities.customerId })
    .from(identities)
    .where(and(eq(identities.corpId, corpId), eq(identities.type, 'phone'), eq(identities.value, hash)))
  const kept = read
    .select({ id: fieldValues.customerId })
    .from(fieldValues)
    .where(and(eq(fieldValues.corpId, corpId), eq(fieldValues.phoneHash, hash)))
  return [known, kept] as const
}
