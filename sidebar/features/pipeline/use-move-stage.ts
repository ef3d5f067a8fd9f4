import { useQueryCache } from '@pinia/colada'
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { api } from '../../api/api.ts'
import { ApiError, conflictOf } from '../../api/api-error.ts'
import { showNote, showUndo } from '../../ui/undo.ts'
import { refetch } from '../../ui/refetch.ts'
import { words } from '../../words/index.ts'
import { patchBundle, refreshBundle, useBundle, useCurrent, type Bundle } from '../customer/index.ts'
import { timelineKey } from '../notes/index.ts'
import type { LostReason } from './lost-draft.ts'

export type Opportunity = NonNullable<Bundle['opportunity']>

export interface MoveInput {
  stageId: string
  /** Needed for the lost stage: the reason's id, and its text for showing it before the server does. */
  lostReason?: LostReason
  note?: string
}

export interface StageMover {
  /** Own customers only, and not for the service role. */
  canMove: ComputedRef<boolean>
  moving: Ref<boolean>
  /** Resolves to whether the server took the move. Never rejects: refusals are told, and the old stage is back. */
  move: (input: MoveInput) => Promise<boolean>
}

export const movesKey = (opportunityId: string): string[] => ['moves', opportunityId]

/** The bundle with its opportunity replaced, if it is the same one still. */
function withOpportunity(bundle: Bundle, opportunity: Opportunity): Bundle {
  return bundle.opportunity?.opportunityId === opportunity.opportunityId ? { ...bundle, opportunity } : bundle
}

/** How the opportunity will look after a move that the server has not taken yet. */
function afterMove(before: Opportunity, { stageId, lostReason }: MoveInput, now: string): Opportunity {
  return { ...before, stageId, enteredAt: now, lostReason: lostReason?.text }
}

/** Moves the current customer's opportunity: seen at once, guarded by its version, with the way back for 8 seconds. */
export function useMoveStage(): StageMover {
  const current = useCurrent()
  const { bundle } = useBundle()
  const cache = useQueryCache()
  const moving = ref(false)
  const canMove = computed(() => current.access === 'own' && current.me?.role !== 'service' && bundle.value?.opportunity !== undefined)

  async function move(input: MoveInput): Promise<boolean> {
    const customerId = current.customerId
    const before = bundle.value?.opportunity
    if (!customerId || !before || !canMove.value || moving.value || input.stageId === before.stageId) return false
    const { opportunityId, version } = before
    const body = {
      stageId: input.stageId,
      version,
      ...(input.lostReason && { lostReasonId: input.lostReason.lostReasonId }),
      ...(input.note && { note: input.note }),
    }
    moving.value = true
    show(customerId, afterMove(before, input, new Date().toISOString()))
    try {
      const { moveId, opportunity } = await api('POST /opportunities/:opportunityId/stage', { params: { opportunityId }, body })
      settle(customerId, opportunity)
      const text = input.lostReason ? words().stage.lost : words().stage.moved(stageName(opportunity))
      showUndo({ customerId, text, undo: () => takeBack(customerId, moveId, before, opportunity) })
      return true
    } catch (error) {
      show(customerId, before)
      explain(customerId, before, error)
      return false
    } finally {
      moving.value = false
    }
  }

  async function takeBack(customerId: string, moveId: string, before: Opportunity, after: Opportunity): Promise<void> {
    show(customerId, before)
    try {
      const { opportunity } = await api('POST /stage-moves/:moveId/undo', { params: { moveId }, body: { version: after.version } })
      settle(customerId, opportunity)
      showNote({ tone: 'ok', text: words().stage.undone(stageName(opportunity)) })
    } catch (error) {
      show(customerId, after)
      const now = whereItIs(error, after)
      showNote({ tone: 'danger', text: now ? words().stage.undoConflict(now.stage) : words().stage.undoFailed })
      void refreshBundle(customerId)
    }
  }

  function show(customerId: string, opportunity: Opportunity): void {
    patchBundle(customerId, (now) => withOpportunity(now, opportunity))
  }

  /** The rest of what a move changes: its history, the timeline, the suggested next step. */
  function settle(customerId: string, opportunity: Opportunity): void {
    show(customerId, opportunity)
    void refetch(cache, movesKey(opportunity.opportunityId))
    void refetch(cache, timelineKey(customerId))
    void refreshBundle(customerId)
  }

  function explain(customerId: string, before: Opportunity, error: unknown): void {
    const { failed, conflict } = words().stage
    const now = whereItIs(error, before)
    const code = error instanceof ApiError ? error.code : 'internal'
    showNote(now ? { tone: 'warn', text: conflict(now.stage, now.by) } : { tone: 'danger', text: failed[code] ?? failed.other ?? '' })
    void refreshBundle(customerId)
  }

  return { canMove, moving, move }
}

const stageName = ({ stages, stageId }: Opportunity): string => stages.find((stage) => stage.stageId === stageId)?.name ?? ''

/** After a conflict: the stage it is in by now and, where known, who moved it there. */
function whereItIs(error: unknown, opportunity: Opportunity): { stage: string; by: string } | undefined {
  const now = conflictOf(error)
  if (!now) return undefined
  const { stageId, by } = now
  return { stage: stageName({ ...opportunity, stageId: String(stageId ?? opportunity.stageId) }), by: typeof by === 'string' ? by : '' }
}
