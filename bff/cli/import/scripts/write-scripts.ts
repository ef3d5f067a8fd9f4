import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Reader, Store, Tables } from '../../../db/index.ts'
import { newId } from '../../../db/new-id.ts'
import { searchTextOf } from '../../../features/scripts/index.ts'
import type { Outcome } from '../report.ts'
import type { ImportedScript } from './script-row.ts'

interface Where {
  corpId: string
  now: Date
  dryRun: boolean
}

/**
 * Writes a batch in one transaction. New scripts are the company's; of known ones only what the file says is changed, so that scope, use and
 * withdrawal stay as people left them.
 */
export async function writeScripts(
  { store, corpId, now, dryRun }: Where & { store: Store },
  batch: ImportedScript[],
): Promise<Record<Exclude<Outcome, 'refused'>, number>> {
  const { tables, read } = store
  const { scripts, scriptMessages } = tables
  const seen = sort(batch, await known(read, tables, corpId, batch))
  const result = { new: seen.fresh.length, changed: seen.changed.length, unchanged: batch.length - seen.fresh.length - seen.changed.length }
  if (dryRun || result.unchanged === batch.length) return result
  return store.write(async (tx) => {
    const { fresh, changed } = sort(batch, await known(tx, tables, corpId, batch))
    const rows = fresh.map((script) => ({ id: newId(now), script }))
    if (rows.length > 0) {
      await tx.insert(scripts).values(
        rows.map(({ id, script }) => ({
          id,
          corpId,
          source: script.source,
          sourceId: script.sourceId,
          scope: 'company' as const,
          createdAt: now,
          updatedAt: now,
          ...columnsOf(script),
        })),
      )
    }
    for (const { id, script } of changed) {
      await tx
        .update(scripts)
        .set({ ...columnsOf(script), version: sql`${scripts.version} + 1`, updatedAt: now })
        .where(eq(scripts.id, id))
      await tx.delete(scriptMessages).where(eq(scriptMessages.scriptId, id))
    }
    const messages = [...rows, ...changed].flatMap(({ id, script }) =>
      script.messages.map((text, at) => ({ id: newId(now), corpId, scriptId: id, position: at + 1, kind: 'text' as const, text })),
    )
    if (messages.length > 0) await tx.insert(scriptMessages).values(messages)
    return { new: fresh.length, changed: changed.length, unchanged: batch.length - fresh.length - changed.length }
  })
}

const columnsOf = ({ category, title, language, messages }: ImportedScript) => ({ category, title, language, searchText: searchTextOf(title, messages) })
const keyOf = ({ source, sourceId }: Pick<ImportedScript, 'source' | 'sourceId'>): string => JSON.stringify([source, sourceId])
const contentOf = ({ category, title, language, messages }: Omit<ImportedScript, 'source' | 'sourceId'>): string =>
  JSON.stringify([category, title, language, messages])

async function known(db: Reader, { scripts, scriptMessages }: Tables, corpId: string, batch: ImportedScript[]) {
  const ofBatch = and(
    eq(scripts.corpId, corpId),
    inArray(scripts.source, [...new Set(batch.map(({ source }) => source))]),
    inArray(
      scripts.sourceId,
      batch.map(({ sourceId }) => sourceId),
    ),
  )
  const rows = await db.select().from(scripts).where(ofBatch)
  const messages = await db
    .select({ scriptId: scriptMessages.scriptId, text: scriptMessages.text })
    .from(scriptMessages)
    .innerJoin(scripts, eq(scripts.id, scriptMessages.scriptId))
    .where(ofBatch)
    .orderBy(asc(scriptMessages.position))
  return new Map(
    rows.map((row) => [
      keyOf(row),
      { id: row.id, content: contentOf({ ...row, messages: messages.flatMap(({ scriptId, text }) => (scriptId === row.id ? [text] : [])) }) },
    ]),
  )
}

function sort(batch: ImportedScript[], rows: Awaited<ReturnType<typeof known>>) {
  const fresh = batch.filter((script) => !rows.has(keyOf(script)))
  const changed = batch.flatMap((script) => {
    const row = rows.get(keyOf(script))
    return row && row.content !== contentOf(script) ? [{ id: row.id, script }] : []
  })
  return { fresh, changed }
}
