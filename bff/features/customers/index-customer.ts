import { and, asc, eq, gt, isNull, ne } from 'drizzle-orm'
import { employeeToken, searchTokens } from '../../../shared/domain/search-tokens.ts'
import type { Store, Tables, Writer } from '../../db/index.ts'

const BATCH = 50

/**
 * Brings up to date by what a customer is found: nickname, corp name, the remarks of all followers, and whose the customer is. To be called in the
 * transaction of every write that changes one of these, after them: of two at once the second sees what the first wrote.
 */
export async function indexCustomer(tx: Writer, { customers, followRelations, searchEntries }: Tables, customerId: string): Promise<void> {
  await tx.lock('search entry', customerId, 'alone')
  const [customer] = await tx
    .select({ corpId: customers.corpId, nickname: customers.nickname, corpName: customers.corpName, ownerId: customers.ownerId })
    .from(customers)
    .where(eq(customers.id, customerId))
  if (!customer) return
  const { corpId, nickname, corpName, ownerId } = customer
  const followers = await tx
    .select({ employeeId: followRelations.employeeId, remark: followRelations.remark })
    .from(followRelations)
    .where(and(eq(followRelations.customerId, customerId), eq(followRelations.active, true)))
    .orderBy(asc(followRelations.id))
  const whose = [...(ownerId ? [ownerId] : []), ...followers.map(({ employeeId }) => employeeId)]
  const tokens = customerTokens(whose, [nickname, corpName ?? '', ...followers.map(({ remark }) => remark)])
  await tx
    .insert(searchEntries)
    .values({ corpId, kind: 'customer', refId: customerId, tokens })
    .onConflictDoUpdate({ target: [searchEntries.kind, searchEntries.refId], set: { tokens }, setWhere: ne(searchEntries.tokens, tokens) })
}

/** What the index holds of a customer: whose it is, and what it is called. */
export function customerTokens(employeeIds: readonly string[], names: readonly string[]): string {
  return [...Array.from(new Set(employeeIds), employeeToken), searchTokens([...new Set(names)])].join(' ')
}

/** Indexes the customers that never were, as those of an older version, a few at a time so that other requests come between. Stops once `stopped` says so. */
export async function indexTheRest({ read, write, tables }: Store, stopped: () => boolean): Promise<void> {
  const { customers, searchEntries } = tables
  for (let after = ''; !stopped();) {
    const left = await read
      .select({ id: customers.id })
      .from(customers)
      .leftJoin(searchEntries, and(eq(searchEntries.kind, 'customer'), eq(searchEntries.refId, customers.id)))
      .where(and(isNull(searchEntries.id), gt(customers.id, after)))
      .orderBy(asc(customers.id))
      .limit(BATCH)
    const last = left.at(-1)
    if (!last) return
    await write(async (tx) => {
      for (const { id } of left) await indexCustomer(tx, tables, id)
    })
    after = last.id
  }
}
