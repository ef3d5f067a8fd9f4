import { CellProblem } from '../cells.ts'
import type { ImportContext } from '../context.ts'
import { demandColumns } from '../read-map.ts'
import type { Row } from '../rows.ts'
import { buildOrder, type Order } from './build-order.ts'
import { readOrderMap, type OrderMap } from './order-map.ts'
import { lineReader, type OrderLine } from './read-line.ts'
import { orderNumberOf, surveyOrders, type Survey } from './survey.ts'
import { writeOrders } from './write-orders.ts'

/** A transaction stays far below 50 ms with so many lines. */
const LINES_PER_BATCH = 150
const NUMBER_AT_MOST = 64

/**
 * Imports a file with one row per order line. An order with a row that is wrong is refused as a whole; counts are of orders, and of rows
 * that belong to none.
 * @throws StartError when file or map cannot be used
 */
export async function importOrders(context: ImportContext): Promise<void> {
  const { file, path, mapPath, report } = context
  const map = readOrderMap(mapPath)
  demandColumns(file.columns, Object.values(map.columns), path)
  const survey = await surveyOrders(file.rows(), map.columns.order)
  const sums = { orders: 0, cancellations: 0, lines: 0, netMinor: 0, accounts: new Set<string>() }
  let batch: Order[] = []

  async function flush() {
    const written = await writeOrders({ ...context, source: map.source }, batch)
    for (const outcome of ['new', 'changed', 'unchanged'] as const) report.count(outcome, written[outcome])
    batch = []
  }

  for await (const order of wholeOrders(context, map, survey)) {
    batch.push(order)
    sums.orders += 1
    sums.cancellations += order.refund ? 1 : 0
    sums.lines += order.items.length
    sums.netMinor += order.amountMinor - order.refundedMinor
    sums.accounts.add(order.account)
    if (batch.reduce((lines, { items }) => lines + items.length, 0) >= LINES_PER_BATCH) await flush()
  }
  if (batch.length > 0) await flush()
  report.note(
    `Orders: ${sums.orders}, of which ${sums.cancellations} are cancellations; ${sums.lines} lines of ${sums.accounts.size} accounts; ${sums.netMinor} minor units of ${map.currency} net of refunds`,
  )
}

interface Gathered {
  lines: OrderLine[]
  rows: number
  refused: boolean
}

/** Gathers the rows of each order and gives it when its last one was read; refuses what is not whole. */
async function* wholeOrders({ file, report }: ImportContext, map: OrderMap, { rowsOf, doubtful }: Survey): AsyncGenerator<Order> {
  const gathered = new Map<string, Gathered>()
  const readLine = lineReader(map, file.ownDateFormat)
  for await (const row of file.rows()) {
    report.row()
    const number = orderNumberOf(row, map.columns.order)
    if (!number) {
      report.refuseRow(row.line, row.broken ?? `${map.columns.order} is missing`)
      if (![...doubtful.values()].includes(row.line)) report.count('refused')
      continue
    }
    const order = gathered.get(number) ?? { lines: [], rows: 0, refused: false }
    gathered.set(number, order)
    order.rows += 1
    const problem = attempt(() => void order.lines.push(lineOf(row, number, readLine)))
    if (problem) {
      report.refuseRow(row.line, `${problem} (order ${number})`)
      order.refused = true
    }
    if (order.rows < (rowsOf.get(number) ?? 0)) continue
    gathered.delete(number)
    const doubt = doubtful.get(number)
    if (doubt !== undefined) report.refuseRow(row.line, `line ${doubt} stands among the lines of order ${number} and may belong to it`)
    let whole: Order | undefined
    const flaw = order.refused || doubt !== undefined ? undefined : attempt(() => void (whole = buildOrder(number, order.lines, map)))
    if (flaw) report.refuseRow(row.line, `${flaw} (order ${number})`)
    if (whole) yield whole
    else report.count('refused')
  }
}

function lineOf(row: Row, number: string, readLine: (row: Row) => OrderLine): OrderLine {
  if (row.broken) throw new CellProblem(row.broken)
  if (number.length > NUMBER_AT_MOST) throw new CellProblem(`the order number is too long: ${number.length} characters, at most ${NUMBER_AT_MOST}`)
  return readLine(row)
}

/** @returns what was wrong, or undefined */
function attempt(work: () => void): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof CellProblem) return error.message
    throw error
  }
}
