import { oneLine } from '../cells.ts'
import type { Row } from '../rows.ts'

/** How many rows each order has in the file, and which orders cannot be whole. */
export interface Survey {
  rowsOf: Map<string, number>
  /** Orders among whose rows stands one that names no order, or that cannot be read and names another: it may be theirs. */
  doubtful: Map<string, number>
}

export const orderNumberOf = ({ cells }: Row, column: string): string => oneLine(cells[column] ?? '')

/** The first of two readings: after it, an order can be written as soon as its last row is there, wherever in the file that is. */
export async function surveyOrders(rows: AsyncIterable<Row>, column: string): Promise<Survey> {
  const rowsOf = new Map<string, number>()
  const doubtful = new Map<string, number>()
  let before = ''
  let strangers: { line: number; number: string }[] = []
  for await (const row of rows) {
    const number = orderNumberOf(row, column)
    if (number) rowsOf.set(number, (rowsOf.get(number) ?? 0) + 1)
    if (!number || row.broken) {
      strangers.push({ line: row.line, number })
      continue
    }
    if (number === before) for (const stranger of strangers) if (stranger.number !== number) doubtful.set(number, stranger.line)
    before = number
    strangers = []
  }
  return { rowsOf, doubtful }
}
