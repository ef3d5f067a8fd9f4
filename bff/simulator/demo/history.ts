import type { DemoGiftReason, DemoGiftStage, DemoLostReason, DemoStageName } from './pipelines.ts'

/** Days ago (negative: ahead) and time of day in China. */
export type DemoWhen = [days: number, time: string]

type Way<Stage> = [stage: Stage, ...DemoWhen, note?: string][]

export interface DemoHistory {
  /** userid of whoever did all this, unless a line names another. */
  by: string
  /** The way through the pipeline of supplies; it begins with the first stage. */
  stages?: Way<DemoStageName>
  lostReason?: DemoLostReason
  /** The way through the pipeline of company gifts: in place of the other or beside it. */
  gifts?: { stages: Way<DemoGiftStage>; lostReason?: DemoGiftReason }
  /** `outcome` is a code that the sidebar words. */
  notes?: { at: DemoWhen; by?: string; outcome?: string; text?: string }[]
  tasks?: { title: string; due: DemoWhen | 'today'; by?: string; made: DemoWhen; done?: DemoWhen }[]
  /** Keys of scripts and materials. */
  sends?: { at: DemoWhen; script?: string; material?: string; state?: 'handed_over' | 'cancelled' }[]
}
