import { createHash } from 'node:crypto'
import { CellProblem } from '../cells.ts'
import { momentOfWallClock } from '../wall-clock.ts'
import type { OrderMap } from './order-map.ts'
import type { OrderLine } from './read-line.ts'

export interface Order {
  number: string
  account: string
  status: OrderLine['status']
  currency: string
  amountMinor: number
  refundedMinor: number
  placedAt: Date
  sourceVersion: number
  contentHash: string
  items: Pick<OrderLine, 'productId' | 'name' | 'quantity' | 'unitMinor' | 'totalMinor'>[]
  /** What was paid back, of a cancellation. */
  refund: { amountMinor: number; reason: string } | undefined
}

/**
 * Makes one order of its lines.
 *
 * A cancellation is a document of its own in such files: it names no invoice that it takes back, so it cannot be put on that one. It becomes
 * an order of amount 0 with a refund of what its lines take back, under its own number. So the sum over all orders of amount minus refunds is
 * the sum of all lines of the file, a customer's net spend is right, and nothing is invented about which purchase it was. Its items keep
 * their negative quantities.
 * @throws CellProblem when its lines contradict each other
 */
export function buildOrder(number: string, lines: OrderLine[], { currency, timeZone, cancellation }: OrderMap): Order {
  const [first] = lines
  if (!first) throw new CellProblem('the order has no lines')
  if (lines.some(({ account }) => account !== first.account)) throw new CellProblem('its lines name different accounts')
  const sum = lines.reduce((total, { totalMinor }) => total + totalMinor, 0)
  if (!Number.isSafeInteger(sum)) throw new CellProblem('its amount is beyond what can be kept')
  const cancelled = cancellation !== undefined && number.startsWith(cancellation.orderStartsWith)
  if (cancelled && sum > 0) throw new CellProblem('it is a cancellation, yet its lines add up to more than nothing')
  const refund = cancelled ? { amountMinor: sum === 0 ? 0 : -sum, reason: cancellation.reason ?? '' } : undefined
  const content = {
    account: first.account,
    status: refund ? ('refunded' as const) : first.status,
    currency,
    amountMinor: refund ? 0 : sum,
    refundedMinor: refund?.amountMinor ?? 0,
    placedAt: momentOfWallClock(first.placedAt, timeZone),
    sourceVersion: Math.max(...lines.map(({ updatedAt }) => (updatedAt === undefined ? 0 : momentOfWallClock(updatedAt, timeZone).getTime()))),
    items: lines.map(({ productId, name, quantity, unitMinor, totalMinor }) => ({ productId, name, quantity, unitMinor, totalMinor })),
    refund,
  }
  return { number, ...content, contentHash: createHash('sha256').update(JSON.stringify(content)).digest('hex') }
}
