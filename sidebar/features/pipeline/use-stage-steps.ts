import { useQuery } from '@pinia/colada'
import { computed, type ComputedRef } from 'vue'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { api } from '../../api/api.ts'
import { dayKey } from '../../ui/format.ts'
import { durations, type StageMove } from './durations.ts'
import { movesKey, type Opportunity } from './move-kind.ts'

export interface Step {
  stageId: string
  name: string
  place: number
  /** `skipped`: before the current one, with no entry in the history that is known. */
  state: 'passed' | 'skipped' | 'current' | 'coming'
  /** Spent there so far; absent where the opportunity never was, or before the history is known. */
  days?: number
  usualDays?: number
  /** The one after the current. */
  next: boolean
}

export interface StageSteps {
  steps: ComputedRef<Step[]>
  total: ComputedRef<number | undefined>
  lostStageId: ComputedRef<string | undefined>
  isLost: ComputedRef<boolean>
  lostReasons: ComputedRef<RouteReply<'GET /pipelines/:pipelineId'>['lostReasons']>
  /** Why there are no reasons to choose from. */
  reasonsError: ComputedRef<Error | null>
  reading: ComputedRef<boolean>
  retry: () => void
}

/** The stages of an opportunity with what its history and its pipeline say about each; both are asked for while `wanted`. */
export function useStageSteps(opportunity: () => Opportunity, wanted: () => boolean): StageSteps {
  const moves = useQuery<StageMove[]>(() => {
    const { opportunityId } = opportunity()
    return {
      key: movesKey(opportunityId),
      enabled: wanted(),
      query: async () => (await api('GET /opportunities/:opportunityId/moves', { params: { opportunityId } })).moves,
    }
  })
  const pipeline = useQuery(() => {
    const { pipelineId } = opportunity()
    return { key: ['pipeline', pipelineId], enabled: wanted(), staleTime: 30_000, query: () => api('GET /pipelines/:pipelineId', { params: { pipelineId } }) }
  })
  const spent = computed(() => (moves.data.value ? durations(moves.data.value, Date.now(), dayKey) : undefined))

  return {
    steps: computed(() =>
      stepsOf(opportunity(), spent.value?.byStage, new Map(pipeline.data.value?.stages.map(({ stageId, usualDays }) => [stageId, usualDays]))),
    ),
    total: computed(() => spent.value?.total),
    lostStageId: computed(() => opportunity().stages.find(({ kind }) => kind === 'lost')?.stageId),
    isLost: computed(() => opportunity().stages.some(({ stageId, kind }) => kind === 'lost' && stageId === opportunity().stageId)),
    lostReasons: computed(() => pipeline.data.value?.lostReasons ?? []),
    reasonsError: computed(() => (pipeline.data.value === undefined ? pipeline.error.value : null)),
    reading: computed(() => pipeline.asyncStatus.value === 'loading'),
    retry: () => void pipeline.refetch(),
  }
}

/** All stages but the lost one, in order. While lost, every stage is one to come back to. */
export function stepsOf({ stages, stageId }: Opportunity, days: Map<string, number> | undefined, usual: Map<string, number | undefined>): Step[] {
  const path = stages.filter(({ kind }) => kind !== 'lost')
  const at = path.findIndex((stage) => stage.stageId === stageId)
  return path.map((stage, place) => {
    const spent = days?.get(stage.stageId)
    const usualDays = usual.get(stage.stageId)
    const state = place === at ? 'current' : place > at ? 'coming' : spent === undefined ? 'skipped' : 'passed'
    return {
      stageId: stage.stageId,
      name: stage.name,
      place: place + 1,
      state,
      next: at >= 0 && place === at + 1,
      ...(spent !== undefined && { days: spent }),
      ...(usualDays !== undefined && { usualDays }),
    }
  })
}
