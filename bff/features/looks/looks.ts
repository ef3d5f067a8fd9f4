import { and, eq, lt } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { LRUCache } from 'lru-cache'
import type { Store } from '../../db/index.ts'
import { newId } from '../../db/new-id.ts'
import { one } from '../../db/one.ts'
import type { Me } from '../../http/me.ts'
import { recordEvent } from '../timeline/index.ts'

/** All that somebody reads of a customer within this time is one look. */
const LOOK_MS = 30 * 60_000

interface Look {
  me: Me
  customerId: string
  now: Date
  /** Where it began. */
  route: string
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Notes that an employee looks at a customer whom they neither follow nor own, before anything is shown: once in half an hour an audit row, and a row in
     * the customer's timeline, where the owner sees it.
     * @returns when this look began
     */
    look(look: Look): Promise<Date>
  }
}

/** Looks of supervisors and admins: none without a trace, and one trace for each. */
export const looks = fp(
  async (app: FastifyInstance) => {
    const begun = new LRUCache<string, Promise<Date>>({ max: 10_000 })

    app.decorate('look', async (look: Look) => {
      const key = `${look.me.employeeId} ${look.customerId}`
      const known = await begun.get(key)?.catch(() => undefined)
      if (known && look.now.getTime() - known.getTime() < LOOK_MS) return known
      const beginning = begin(app.store, look)
      begun.set(key, beginning)
      return beginning
    })
  },
  { name: 'looks', dependencies: ['store'] },
)

/** Of requests at the same moment, also to several servers, one begins the look. */
function begin({ write, tables }: Store, { me, customerId, now, route }: Look): Promise<Date> {
  const { looks: table, audit } = tables
  const { corpId, employeeId } = me
  return write(async (tx) => {
    const [fresh] = await tx
      .insert(table)
      .values({ corpId, customerId, employeeId, at: now })
      .onConflictDoUpdate({ target: [table.customerId, table.employeeId], set: { at: now }, setWhere: lt(table.at, new Date(now.getTime() - LOOK_MS)) })
      .returning()
    if (!fresh) {
      const rows = await tx
        .select({ at: table.at })
        .from(table)
        .where(and(eq(table.customerId, customerId), eq(table.employeeId, employeeId)))
      return one(rows).at
    }
    await tx.insert(audit).values({ id: newId(now), corpId, employeeId, action: 'customer_read', customerId, details: { route }, at: now })
    await recordEvent(tx, tables, { corpId, customerId, kind: 'look', code: 'customer_looked_at', params: {}, actorId: employeeId, source: 'person' }, now)
    return now
  })
}
