import { daysBetween } from '../../../shared/domain/due.ts'
import type { RouteReply } from '../../../shared/contracts/index.ts'

export type StageMove = RouteReply<'GET /opportunities/:opportunityId/moves'>['moves'][number]

export interface Durations {
  /** Days spent in each stage so far, all visits together. */
  byStage: Map<string, number>
  total: number
}

/**
 * How long an opportunity stayed where, in days of the shop's calendar, from its moves, oldest first. Moves taken back count for nothing.
 * @param dayOf the day of a moment as `YYYY-MM-DD`
 */
export function durations(moves: readonly StageMove[], now: number, dayOf: (at: string | number) => string): Durations {
  const made = moves.filter(({ undone }) => !undone)
  const byStage = new Map<string, number>()
  made.forEach(({ toStageId, at }, place) => {
    const days = Math.max(0, daysBetween(dayOf(at), dayOf(made[place + 1]?.at ?? now)))
    byStage.set(toStageId, (byStage.get(toStageId) ?? 0) + days)
  })
  return { byStage, total: [...byStage.values()].reduce((sum, days) => sum + days, 0) }
}
