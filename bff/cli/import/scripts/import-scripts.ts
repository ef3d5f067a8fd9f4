import type { ImportContext } from '../context.ts'
import { importRows } from '../import-rows.ts'
import { demandColumns } from '../read-map.ts'
import { readScript, scriptColumns } from './script-row.ts'
import { writeScripts } from './write-scripts.ts'

/** Imports a script library, one script a row. @throws StartError when file or map cannot be used */
export async function importScripts(context: ImportContext): Promise<void> {
  const named = scriptColumns(context)
  demandColumns(context.file.columns, [named.columns.id, named.columns.category, named.columns.title, named.columns.answer], context.path)
  await importRows(context, {
    read: (row) => readScript(row, named),
    keyOf: ({ source, sourceId }) => JSON.stringify([source, sourceId]),
    write: (batch) => writeScripts(context, batch),
    batchSize: 50,
  })
}
