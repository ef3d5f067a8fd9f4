import { dayOf } from '../../../shared/domain/due.ts'

interface OpenTask {
  taskId: string
  title: string
  dueAt: Date
  version: number
}

interface CurrentStage {
  enteredAt: Date
  nextStep: string | null
  nextScriptId: string | null
}

export interface NowRow {
  kind: 'late' | 'due' | 'next'
  title: string
  dueAt?: Date
  taskId?: string
  version?: number
  scriptId?: string
  since?: Date
}

const MAX_ROWS = 4

/** What matters now, most pressing first: late tasks, those due today, the next step of the stage. */
export function nowStrip({ tasks, stage, now, timeZone }: { tasks: OpenTask[]; stage: CurrentStage | undefined; now: Date; timeZone: string }): NowRow[] {
  const today = dayOf(now, timeZone)
  const rows: NowRow[] = tasks
    .filter(({ dueAt }) => dueAt < now || dayOf(dueAt, timeZone) === today)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    .map(({ taskId, title, dueAt, version }) => ({ kind: dueAt < now ? 'late' : 'due', title, dueAt, taskId, version }))
  const next: NowRow[] = stage?.nextStep
    ? [{ kind: 'next', title: stage.nextStep, since: stage.enteredAt, ...(stage.nextScriptId && { scriptId: stage.nextScriptId }) }]
    : []
  return [...rows.slice(0, MAX_ROWS - next.length), ...next]
}
