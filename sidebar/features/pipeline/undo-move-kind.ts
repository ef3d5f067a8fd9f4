import { api } from '../../api/api.ts'
import { ApiError } from '../../api/api-error.ts'
import { words } from '../../words/index.ts'
import { refreshBundle } from '../customer/index.ts'
import { tellOf, type Kind } from '../outbox/index.ts'
import { recordOfOpportunity, settleMove, versionAfter, withPlace, type Moved, type Place } from './move-kind.ts'

export interface UndoInput {
  opportunityId: string
  /** Known once the move was stored. */
  moveId?: string
  version: number
  /** Where it goes back to. */
  back: Place
  stages: Record<string, string>
}

/** A move taken back. */
export const undoMoveKind: Kind<UndoInput, Moved> = {
  name: 'undo-move',
  recordOf: recordOfOpportunity,
  async send({ input: { moveId, version } }, as) {
    if (!moveId) throw new ApiError('refused')
    return api('POST /stage-moves/:moveId/undo', { params: { moveId }, body: { version } }, as)
  },
  shows: { bundle: (bundle, { input: { opportunityId, back } }) => withPlace(bundle, opportunityId, back) },
  follow: ({ of, input }, answered, reply) => ({
    ...input,
    version: versionAfter(reply) ?? input.version,
    ...(answered.id === of && { moveId: (reply as Partial<Moved>).moveId }),
  }),
  settled(entry, reply) {
    settleMove(entry, reply)
    if (reply) tellOf(entry, { tone: 'ok', text: words().stage.undone(entry.input.stages[entry.input.back.stageId] ?? '') })
  },
  refused(entry) {
    const { customerId, input, failure } = entry
    const { stages } = input
    const { undoConflict, undoFailed } = words().stage
    tellOf(entry, { tone: 'danger', text: failure?.code === 'conflict' ? undoConflict(stages[String(failure.details.stageId)] ?? '') : undoFailed })
    void refreshBundle(customerId)
  },
  title: ({ input: { stages, back } }) => words().stage.undone(stages[back.stageId] ?? ''),
}
