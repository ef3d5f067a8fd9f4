import { useQueryCache } from '@pinia/colada'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { refetch } from '../../ui/refetch.ts'
import { words } from '../../words/index.ts'
import { patchBundle, refreshBundle, type Bundle } from '../customer/index.ts'
import { tellOf, type Entry, type Kind } from '../outbox/index.ts'
import { timelineKey } from '../notes/index.ts'
import type { LostReason } from './lost-draft.ts'

export type Opportunity = NonNullable<Bundle['opportunity']>

/** Where an opportunity stands. */
export type Place = Pick<Opportunity, 'stageId' | 'enteredAt' | 'lostReason'>

export type Moved = RouteReply<'POST /opportunities/:opportunityId/stage'>

export interface MoveInput {
  opportunityId: string
  version: number
  stageId: string
  /** Names of all stages by id, for what is said about it later. */
  stages: Record<string, string>
  /** Where it stood when it was moved. */
  from: Place
  /** Needed for the lost stage: the reason's id, and its text for showing it before the server does. */
  lostReason?: LostReason
  note?: string
}

export const movesKey = (opportunityId: string): string[] => ['moves', opportunityId]

export const recordOfOpportunity = ({ input }: Entry<{ opportunityId: string }>): string => `stage ${input.opportunityId}`

/** The bundle with its opportunity standing elsewhere, if it is the same one still. */
export function withPlace(bundle: Bundle, opportunityId: string, place: Place): Bundle {
  return bundle.opportunity?.opportunityId === opportunityId ? { ...bundle, opportunity: { ...bundle.opportunity, lostReason: undefined, ...place } } : bundle
}

/** What a move changes beside the stage: its history, the timeline, the suggested next step. */
export function settleMove({ customerId, input: { opportunityId } }: Entry<{ opportunityId: string }>, reply?: Partial<Moved>): void {
  const { opportunity } = reply ?? {}
  if (opportunity) patchBundle(customerId, (bundle) => (bundle.opportunity?.opportunityId === opportunityId ? { ...bundle, opportunity } : bundle))
  const cache = useQueryCache()
  void refetch(cache, movesKey(opportunityId))
  void refetch(cache, timelineKey(customerId))
  void refreshBundle(customerId)
}

export const versionAfter = (reply: unknown): number | undefined => (reply as Partial<Moved>).opportunity?.version

/** A move to another stage, guarded by the version that was seen. */
export const moveKind: Kind<MoveInput, Moved> = {
  name: 'move',
  recordOf: recordOfOpportunity,
  send({ input: { opportunityId, version, stageId, lostReason, note } }, as) {
    const body = { stageId, version, ...(lostReason && { lostReasonId: lostReason.lostReasonId }), ...(note && { note }) }
    return api('POST /opportunities/:opportunityId/stage', { params: { opportunityId }, body }, as)
  },
  shows: {
    bundle: (bundle, { at, input: { opportunityId, stageId, lostReason } }) =>
      withPlace(bundle, opportunityId, { stageId, enteredAt: new Date(at).toISOString(), lostReason: lostReason?.text }),
  },
  meets: (earlier, now) => (now.input.stageId === earlier.input.from.stageId ? 'cancels' : 'replaces'),
  follow: ({ input }, _answered, reply) => ({ ...input, version: versionAfter(reply) ?? input.version }),
  asWished: (_entry, { reason }) => (reason === 'same_stage' ? {} : undefined),
  settled: settleMove,
  refused(entry) {
    const { conflict, failed } = words().stage
    const { code = 'other', details } = entry.failure ?? {}
    const now = code === 'conflict' && stageNow(entry)
    tellOf(entry, now ? { tone: 'warn', text: conflict(now, String(details?.by ?? '')) } : { tone: 'danger', text: failed[code] ?? failed.other ?? '' })
    void refreshBundle(entry.customerId)
  },
  title: ({ input: { stages, stageId } }) => words().stage.moveTo(stages[stageId] ?? ''),
  conflict(entry) {
    const { input, failure } = entry
    const { version } = failure?.details ?? {}
    return typeof version === 'number'
      ? {
          mine: input.stages[input.stageId] ?? '',
          theirs: stageNow(entry),
          again: { ...input, version, from: { ...input.from, stageId: String(failure?.details.stageId) } },
        }
      : undefined
  },
}

/** After a conflict: the stage it is in by now. */
const stageNow = ({ input: { stages }, failure }: Entry<Pick<MoveInput, 'stages'>>): string => stages[String(failure?.details.stageId)] ?? ''
