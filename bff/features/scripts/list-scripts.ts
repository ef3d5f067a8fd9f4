import { and, asc, count, desc, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import type { Store } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import type { Me } from '../../http/me.ts'
import { scriptsInReach } from './script-reach.ts'
import { wordPatterns } from './search-text.ts'

type Db = Pick<Store, 'tables' | 'read'>

interface Wanted {
  q?: string
  category?: string
  /** A cursor of an earlier page. */
  after?: string
  limit?: number
}

const PAGE_SIZE = 30

/**
 * Scripts within reach that hold every word of `q` and lie in the category: most used first, then by title.
 * @throws AppError `bad_request` for a cursor that is not ours, or whose script has gone
 */
export async function listScripts(db: Db, me: Me, { q = '', category, after, limit = PAGE_SIZE }: Wanted) {
  const { scripts } = db.tables
  const found = and(
    scriptsInReach(db.tables, me),
    ...wordPatterns(q).map((pattern) => sql`${scripts.searchText} like ${pattern} escape '!'`),
    ...(category === undefined ? [] : [eq(scripts.category, category)]),
  )
  const place = after === undefined ? undefined : await readCursor(db, after)
  const [counted] = await db.read.select({ total: count() }).from(scripts).where(found)
  const rows = await db.read
    .select()
    .from(scripts)
    .where(and(found, place && behind(db, place)))
    .orderBy(desc(scripts.usedCount), asc(scripts.title), asc(scripts.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { scripts: await withMessages(db, page), total: counted?.total ?? 0, nextCursor: rows.length > limit && last ? writeCursor(last) : undefined }
}

/** @throws AppError `not_found` for unknown and foreign alike */
export async function readScript(db: Db, me: Me, scriptId: string) {
  const { scripts } = db.tables
  const rows = await db.read
    .select()
    .from(scripts)
    .where(and(eq(scripts.id, scriptId), scriptsInReach(db.tables, me)))
  const [script] = await withMessages(db, rows)
  if (!script) throw new AppError('not_found', 'nothing here')
  return script
}

/** Categories that hold something within reach, by name. */
export function listCategories({ tables, read }: Db, me: Me) {
  const { scripts } = tables
  return read
    .select({ category: scripts.category, count: count() })
    .from(scripts)
    .where(scriptsInReach(tables, me))
    .groupBy(scripts.category)
    .orderBy(asc(scripts.category))
}

async function withMessages<Row extends { id: string }>({ tables: { scriptMessages }, read }: Db, rows: Row[]) {
  const messages =
    rows.length === 0
      ? []
      : await read
          .select()
          .from(scriptMessages)
          .where(
            inArray(
              scriptMessages.scriptId,
              rows.map(({ id }) => id),
            ),
          )
          .orderBy(asc(scriptMessages.position))
  return rows.map((row) => ({ ...row, messages: messages.filter(({ scriptId }) => scriptId === row.id) }))
}

interface Place {
  usedCount: number
  title: string
  id: string
}

/** Condition: behind this place in the order of the list. */
function behind({ tables: { scripts } }: Db, { usedCount, title, id }: Place) {
  return or(
    lt(scripts.usedCount, usedCount),
    and(eq(scripts.usedCount, usedCount), or(gt(scripts.title, title), and(eq(scripts.title, title), gt(scripts.id, id)))),
  )
}

const FORM = /^(\d{1,15})\.([0-9A-HJKMNP-TV-Z]{26})$/

/** The count at that time stands in the cursor, so that a script used meanwhile does not move the page; the title is looked up, being long. */
const writeCursor = ({ usedCount, id }: Place): string => Buffer.from(`${usedCount}.${id}`).toString('base64url')

async function readCursor({ tables: { scripts }, read }: Db, cursor: string): Promise<Place> {
  const [, usedCount, id] = FORM.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  const [script] = id ? await read.select({ title: scripts.title }).from(scripts).where(eq(scripts.id, id)) : []
  if (!id || !script) throw new AppError('bad_request', 'the cursor is not one of ours')
  return { usedCount: Number(usedCount), title: script.title, id }
}
