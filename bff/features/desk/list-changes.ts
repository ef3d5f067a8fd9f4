import { and, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm'
import type { RouteInput } from '../../../shared/contracts/index.ts'
import type { ReadCall } from '../../http/handle.ts'

const PAGE = 30

/** A page of the desk's changes, the newest first. */
export async function listChanges({ read, tables, me }: ReadCall, { query }: RouteInput<'GET /desk/changes'>, undoable: (action: string) => boolean) {
  const { audit, employees } = tables
  const limit = query.limit ?? PAGE
  const rows = await read
    .select({ row: audit, name: employees.name })
    .from(audit)
    .leftJoin(employees, eq(employees.id, audit.employeeId))
    .where(
      and(eq(audit.corpId, me.corpId), query.area ? eq(audit.area, query.area) : isNotNull(audit.area), query.before ? lt(audit.id, query.before) : undefined),
    )
    .orderBy(desc(audit.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const ids = page.map(({ row }) => row.id)
  const taken = ids.length > 0 ? await read.select({ undoes: audit.undoes }).from(audit).where(inArray(audit.undoes, ids)) : []
  const undone = new Set(taken.map(({ undoes }) => undoes))
  const last = page[page.length - 1]
  return {
    changes: page.map(({ row: { id, area, action, details, employeeId, at, before, after, undoes }, name }) => ({
      changeId: id,
      area: area ?? ('settings' as const),
      action,
      params: details,
      by: { employeeId, name: name ?? '' },
      at: at.toISOString(),
      ...(before !== null && { before }),
      ...(after !== null && { after }),
      undone: undone.has(id),
      undoable: !undone.has(id) && undoable(action),
      ...(undoes && { undoes }),
    })),
    ...(rows.length > limit && last && { nextCursor: last.row.id }),
  }
}
