import { computed, type ComputedRef } from 'vue'
import { showUndo } from '../../ui/undo.ts'
import { words } from '../../words/index.ts'
import { peekBundle, useBundle, useCurrent } from '../customer/index.ts'
import { useOutbox, type Draft, type Written } from '../outbox/index.ts'
import { moveKind, type Moved, type MoveInput, type Opportunity } from './move-kind.ts'
import { undoMoveKind, type UndoInput } from './undo-move-kind.ts'

export type { Opportunity }

export type Move = Pick<MoveInput, 'stageId' | 'lostReason' | 'note'>

export interface StageMover {
  /** Own customers only, and not for the service role. */
  canMove: ComputedRef<boolean>
  /** A move is on its way. */
  moving: ComputedRef<boolean>
  /** Resolves to whether the move is kept, or was taken at once: until then what was typed for it has to stay. Never rejects: refusals are told. */
  move: (input: Move) => Promise<boolean>
}

/** Moves the current customer's opportunity: seen at once, guarded by its version, with the way back for 8 seconds. */
export function useMoveStage(): StageMover {
  const current = useCurrent()
  const { bundle } = useBundle()
  const outbox = useOutbox()
  const canMove = computed(() => current.access === 'own' && current.me?.role !== 'service' && bundle.value?.opportunity !== undefined)
  const moving = computed(() =>
    outbox.entries.some((entry) => entry.customerId === current.customerId && entry.kind === moveKind.name && outbox.stateOf(entry) === 'fresh'),
  )

  async function move({ stageId, lostReason, note }: Move): Promise<boolean> {
    const { customerId } = current
    const shown = bundle.value?.opportunity
    const before = customerId === undefined ? undefined : peekBundle(customerId)
    if (!customerId || !shown || !before?.opportunity || !canMove.value || moving.value || stageId === shown.stageId) return false
    const { opportunityId, version } = before.opportunity
    const from = { stageId: before.opportunity.stageId, enteredAt: before.opportunity.enteredAt, lostReason: before.opportunity.lostReason }
    const stages = Object.fromEntries(shown.stages.map((stage) => [stage.stageId, stage.name]))
    const { id, kept, done } = outbox.write(moveKind, {
      customerId,
      name: before.customer.name,
      input: { opportunityId, version, stageId, stages, from, ...(lostReason && { lostReason }), ...(note && { note }) },
    })
    void offerUndo(done, { customerId, name: before.customer.name, of: id, input: { opportunityId, version, back: from, stages } }, { stageId, lostReason })
    return (await kept) || (await done).at === 'stored'
  }

  async function offerUndo(done: Written<Moved>['done'], undo: Draft<UndoInput>, { stageId, lostReason }: Move): Promise<void> {
    const end = await done
    if (end.at !== 'stored' && end.at !== 'waiting') return
    const moved = lostReason ? words().stage.lost : words().stage.moved(undo.input.stages[stageId] ?? '')
    const text = end.at === 'stored' ? moved : words().outbox.saved
    showUndo({ customerId: undo.customerId, text, undo: () => void outbox.write(undoMoveKind, undo) })
  }

  return { canMove, moving, move }
}
