import { currencyExponent } from '../../../../shared/domain/money.ts'
import { CellProblem, readText, wrong } from '../cells.ts'
import { asInteger, multiply, readDecimal, toMinor, type Decimal } from '../decimal.ts'
import { quote } from '../report.ts'
import type { Row } from '../rows.ts'
import { wallClockReader, type ReadWallClock } from '../wall-clock.ts'
import type { OrderMap } from './order-map.ts'

/** One line of an order, everything in it checked. Clocks as wall-clock milliseconds. */
export interface OrderLine {
  account: string
  placedAt: number
  updatedAt: number | undefined
  status: NonNullable<OrderMap['status']>
  productId: string
  name: string
  quantity: number
  unitMinor: number
  /** Quantity times price, rounded once. */
  totalMinor: number
}

/** @throws CellProblem (from the returned reader) naming the first cell that is wrong */
export function lineReader({ columns, currency, dateFormat, decimal, status: usual = 'completed', statuses }: OrderMap, ownDateFormat?: string) {
  const clocks = [dateFormat, ...(ownDateFormat ? [ownDateFormat] : [])].flatMap((form) => wallClockReader(form) ?? [])
  const exponent = currencyExponent(currency)

  function number(row: Row, column: string): Decimal {
    const value = row.cells[column]
    const read = readDecimal(value ?? '', decimal)
    if (!read) throw wrong(column, 'a number', value)
    return read
  }

  function statusOf(row: Row): OrderLine['status'] {
    if (!columns.status) return usual
    const given = (row.cells[columns.status] ?? '').trim()
    const found = statuses && Object.hasOwn(statuses, given) ? statuses[given] : undefined
    if (!found) throw new CellProblem(`the map has no status for ${quote(given)}`)
    return found
  }

  return (row: Row): OrderLine => {
    const quantity = asInteger(number(row, columns.quantity))
    if (quantity === undefined) throw wrong(columns.quantity, 'a whole number', row.cells[columns.quantity])
    const price = number(row, columns.unitPrice)
    const unitMinor = toMinor(price, exponent)
    const totalMinor = toMinor(multiply(price, { units: BigInt(quantity), scale: 0 }), exponent)
    if (unitMinor === undefined || totalMinor === undefined) throw wrong(columns.unitPrice, 'a possible price', row.cells[columns.unitPrice])
    const productId = readText(row.cells[columns.productId], columns.productId, { atMost: 64 })
    const name = readText(row.cells[columns.name], columns.name, { atMost: 200, needed: productId === '' }) || productId
    return {
      account: readText(row.cells[columns.account], columns.account, { atMost: 128, needed: true }),
      placedAt: clock(clocks, row, columns.placedAt),
      updatedAt: columns.updatedAt ? clock(clocks, row, columns.updatedAt) : undefined,
      status: statusOf(row),
      productId,
      name,
      quantity,
      unitMinor,
      totalMinor,
    }
  }
}

function clock(readers: ReadWallClock[], row: Row, column: string): number {
  const text = row.cells[column] ?? ''
  for (const read of readers) {
    const found = read(text)
    if (found !== undefined) return found
  }
  throw wrong(column, 'a date of the form in the map', text)
}
