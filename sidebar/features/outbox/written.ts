import type { Failure } from './entry.ts'
import type { JobEnd } from './watch-job.ts'

/** What became of a write first. `gone`: it was taken back before it left, or another page has sent it. */
export type Outcome<Reply> =
  { at: 'stored'; reply: Partial<Reply>; job?: Promise<JobEnd> } | { at: 'waiting' } | { at: 'refused'; failure: Failure } | { at: 'gone' }

export interface Written<Reply> {
  id: string
  /** Whether the device has it. Where not, what was typed is to stay where it was typed until it is stored. */
  kept: Promise<boolean>
  /** The end, or that it has to wait. */
  done: Promise<Outcome<Reply>>
}

export interface Draft<Input> {
  customerId: string
  /** The customer's name. */
  name: string
  input: Input
  /** The entry whose effect it takes back. */
  of?: string
  /** Another key than a fresh one. */
  id?: string
}
