import type { RouteReply } from '../../../shared/contracts/index.ts'
import type { Options } from '../../api/api.ts'
import type { Bundle } from '../../head-start/outcome.ts'
import type { Entry, EntryState } from './entry.ts'

/** What entries can be laid over. */
export interface Shown {
  bundle: Bundle
  tasks: RouteReply<'GET /customers/:customerId/tasks'>['tasks']
  /** Refused entries show here too, where they were made. */
  events: RouteReply<'GET /customers/:customerId/timeline'>['events']
}

/** A method's type, so that a kind fits among kinds of other inputs. */
export type Lay<Value, Input> = { lay(now: Value, entry: Entry<Input>): Value }['lay']

/** What makes a request the one of its entry. */
export type Signature = Required<Pick<Options, 'idempotencyKey' | 'employeeId'>>

/** One sort of write. `Input` is what is kept of it, as JSON. */
export interface Kind<Input, Reply> {
  /** Unique among all; it is kept with each entry. */
  name: string
  /** Entries about one record are sent in the order in which they were made. */
  recordOf(entry: Entry<Input>): string
  /** Must send the same under the same id, always. `as` goes along with each request: in whose name, under which key. @throws ApiError */
  send(entry: Entry<Input>, as: Signature): Promise<Reply>
  /** How it shows before the server has it. */
  shows?: { [What in keyof Shown]?: Lay<Shown[What], Input> }
  /** What it does to an earlier one about the same record that has not left yet, or was refused. */
  meets?(earlier: Entry<Input>, now: Entry<Input>): 'replaces' | 'cancels' | undefined
  /** What is kept of it, once one before it about the same record was answered: under the new version, say. */
  follow?(entry: Entry<Input>, answered: Entry, reply: unknown): Input
  /** The answer to take instead, where a refusal says that all is as wished. */
  asWished?(entry: Entry<Input>, details: Record<string, unknown>): Partial<Reply> | undefined
  /** The server has it: reads again what it changed. Without a reply it was another page that sent it. */
  settled(entry: Entry<Input>, reply?: Partial<Reply>): void
  /** The job that tells WeCom. */
  jobOf?(reply: Partial<Reply>): string | undefined
  /** It was refused: by the server, or by WeCom after the server had it. */
  refused?(entry: Entry<Input>): void
  /** What was written, in one line. */
  title(entry: Entry<Input>): string
  /** Why it was refused, as a sentence, where the general one says too little. */
  reason?(entry: Entry<Input>): string | undefined
  /** Puts what was typed back to where it can be changed. */
  mend?(entry: Entry<Input>): void
  /** Both values after a conflict, and what is sent to make mine the one. */
  conflict?(entry: Entry<Input>): { mine: string; theirs: string; again: Input } | undefined
}

export type Kinds = readonly Kind<unknown, unknown>[]

export type { Entry, EntryState }
