import { daysBetween } from '../../../shared/domain/due.ts'
import type { IconName } from '../../ui/icons.ts'
import { dayKey } from '../../ui/format.ts'
import type { OrderRow, OrderTotal } from './use-orders.ts'

export type PillTone = 'neutral' | 'ac' | 'ok' | 'warn'

/** Colour and icon of each status; the word stands beside them. */
export const STATUS_LOOK: Record<OrderRow['status'], { tone: PillTone; icon: IconName }> = {
  created: { tone: 'warn', icon: 'clock' },
  paid: { tone: 'ac', icon: 'check' },
  shipped: { tone: 'ac', icon: 'truck' },
  completed: { tone: 'ok', icon: 'check' },
  refunding: { tone: 'warn', icon: 'refund' },
  refunded: { tone: 'neutral', icon: 'refund' },
  cancelled: { tone: 'neutral', icon: 'close' },
}

/** Days since the last order and between orders on average, on the shop's calendar; no interval below two orders. */
export function rhythm({ count, firstAt, lastAt }: Pick<OrderTotal, 'count' | 'firstAt' | 'lastAt'>, now = Date.now()): { daysAgo: number; interval?: number } {
  const first = dayKey(firstAt)
  const last = dayKey(lastAt)
  const daysAgo = Math.max(0, daysBetween(last, dayKey(now)))
  if (count < 2 || first === last) return { daysAgo }
  return { daysAgo, interval: Math.round(daysBetween(first, last) / (count - 1)) }
}
