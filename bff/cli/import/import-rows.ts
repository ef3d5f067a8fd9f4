import { CellProblem } from './cells.ts'
import type { ImportContext } from './context.ts'
import type { Outcome } from './report.ts'
import type { Row } from './rows.ts'

interface RowImport<Thing> {
  /** @throws CellProblem */
  read(row: Row): Thing | Promise<Thing>
  /** Two rows with one key are a mistake of the file: the second is refused. */
  keyOf(thing: Thing): string
  write(batch: Thing[]): Promise<Record<Exclude<Outcome, 'refused'>, number>>
  batchSize: number
}

/** Imports a file in which every row is one thing. */
export async function importRows<Thing>({ file, report }: ImportContext, { read, keyOf, write, batchSize }: RowImport<Thing>): Promise<void> {
  const lineOf = new Map<string, number>()
  let batch: Thing[] = []

  async function flush() {
    const written = await write(batch)
    for (const outcome of ['new', 'changed', 'unchanged'] as const) report.count(outcome, written[outcome])
    batch = []
  }

  for await (const row of file.rows()) {
    report.row()
    try {
      const thing = await read(row)
      const key = keyOf(thing)
      const before = lineOf.get(key)
      if (before !== undefined) throw new CellProblem(`the same id stands on line ${before}`)
      lineOf.set(key, row.line)
      batch.push(thing)
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error
      report.refuseRow(row.line, error.message)
      report.count('refused')
    }
    if (batch.length >= batchSize) await flush()
  }
  if (batch.length > 0) await flush()
}
