import { and, desc, eq, inArray, lt, lte, or, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Store } from '../../db/index.ts'
import { isOneOf, someOf } from '../../db/search.ts'
import { AppError } from '../../errors.ts'
import { idsWithin, isWithin, type Circle } from '../../http/reach.ts'
import type { Sought } from './sought.ts'

type Db = Pick<Store, 'engine' | 'tables' | 'read'>
type Columns = Record<'id' | 'activeMs', AnyColumn>

interface Wanted {
  corpId: string
  circle: Circle
  sought: Sought | undefined
  /** The cursor: what comes behind this place. */
  after: string | undefined
  count: number
}

/** Where a customer stands in the list. */
interface Place {
  id: string
  activeMs: number
}

/** Of so many every one is looked at and put in order; of more, the order of the list meets enough of them soon: that of one employee sooner. */
const FEW = { mine: 150, others: 1000 }

/**
 * The next places of the list, the last active first, without ever sorting all that would be in it: few customers are found by themselves and sorted; many
 * are met by reading in the order of the list until the page is full.
 * @throws AppError `bad_request` for a cursor that is not ours
 */
export async function placesIn(db: Db, wanted: Wanted, few = FEW): Promise<Place[]> {
  const { corpId, circle, sought } = wanted
  const mine = ownerAlone(circle)
  const found = sought?.ids ?? (circle === 'everybody' || mine ? undefined : idsWithin(db.read, db.tables, corpId, circle))
  if (found) {
    const { ids, isAll } = await someOf(db.read, found, mine ? few.mine : few.others)
    if (isAll) return placesAmong(db, ids, wanted)
  }
  return mine ? placesOfOne(db, mine, wanted) : placesOfMany(db, wanted)
}

/** The employee whose own customers the circle is. */
const ownerAlone = (circle: Circle) => (circle !== 'everybody' && circle.followers.every((id) => id === circle.owner) ? circle.owner : undefined)

/** Of these customers, all of the corp; as many of them are looked at whether they are in the circle as a page takes. */
async function placesAmong({ engine, read, tables }: Db, ids: string[], { circle, after, count }: Wanted): Promise<Place[]> {
  const { id, activeMs } = tables.customers
  // put in order here: asked to, SQLite would read the customers of the whole corp in that order
  const places = inOrder(
    await read
      .select({ id, activeMs })
      .from(tables.customers)
      .where(and(isOneOf({ engine }, id, ids), behind({ id, activeMs }, after))),
  )
  const page: Place[] = []
  for (let at = 0; at < places.length && page.length < count; at += count) {
    const next = places.slice(at, at + count).map((place) => place.id)
    const inside = read
      .select({ id, activeMs })
      .from(tables.customers)
      .where(and(inArray(id, next), isWithin(read, tables, circle)))
    page.push(...inOrder(await inside))
  }
  return page.slice(0, count)
}

const inOrder = (places: Place[]) => places.sort((a, b) => b.activeMs - a.activeMs || (a.id < b.id ? 1 : -1))

/** Two indexes have an employee's customers in order, those followed and those owned. */
async function placesOfOne({ read, tables: { customers, followRelations } }: Db, employeeId: string, wanted: Wanted): Promise<Place[]> {
  const { corpId, sought, after, count } = wanted
  const followed = { id: followRelations.customerId, activeMs: followRelations.activeMs }
  const owned = { id: customers.id, activeMs: customers.activeMs }
  const rest = (place: Columns) => and(sought?.holds(place.id), behind(place, after))
  const first = await Promise.all([
    read
      .select(followed)
      .from(followRelations)
      .where(and(eq(followRelations.employeeId, employeeId), eq(followRelations.corpId, corpId), eq(followRelations.active, true), rest(followed)))
      .orderBy(desc(followed.activeMs), desc(followed.id))
      .limit(count),
    read
      .select(owned)
      .from(customers)
      .where(and(eq(customers.ownerId, employeeId), eq(customers.corpId, corpId), rest(owned)))
      .orderBy(desc(owned.activeMs), desc(owned.id))
      .limit(count),
  ])
  const places = new Map(first.flat().map((place) => [place.id, place]))
  return inOrder([...places.values()]).slice(0, count)
}

function placesOfMany({ read, tables }: Db, { corpId, circle, sought, after, count }: Wanted): Promise<Place[]> {
  const { id, activeMs } = tables.customers
  return read
    .select({ id, activeMs })
    .from(tables.customers)
    .where(and(eq(tables.customers.corpId, corpId), sought?.holds(id), isWithin(read, tables, circle), behind({ id, activeMs }, after)))
    .orderBy(desc(activeMs), desc(id))
    .limit(count)
}

function behind({ activeMs, id }: Columns, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  const [, time, last] = /^(\d{1,15})\.([0-9A-HJKMNP-TV-Z]{26})$/.exec(cursor) ?? []
  if (!time || !last) throw new AppError('bad_request', 'the cursor is not one of ours')
  // by the first condition an index is read on from there; the second is the place itself
  return and(lte(activeMs, Number(time)), or(lt(activeMs, Number(time)), lt(id, last)))
}
