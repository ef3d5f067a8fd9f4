import type { createCursors } from '../cursors.ts'
import type { GroupTalk } from '../group-talk.ts'
import type { Logins } from '../logins.ts'
import type { MediaShelf } from '../media-shelf.ts'
import type { RateLimits } from '../rate-limits.ts'
import type { Transcripts } from '../transcripts.ts'
import type { Caller, Vault } from '../vault.ts'
import type { World } from '../world.ts'

export type Json = Record<string, unknown>

export interface Services {
  world: World
  vault: Vault
  logins: Logins
  shelf: MediaShelf
  transcripts: Transcripts
  groupTalk: GroupTalk
  page: ReturnType<typeof createCursors>
  /** Where a login may come back to: the first trusted domain. */
  redirectDomain: string
  limits: RateLimits
}

export interface ApiRequest {
  query: Record<string, string>
  body: Json
  file?: { name: string; bytes: Buffer }
  range?: string
  /** Origin under which the simulator is reached, for addresses in answers. */
  base: string
}

/** A file instead of an envelope. */
export class FileAnswer {
  readonly fileName: string
  readonly bytes: Buffer
  readonly contentRange: string | undefined

  constructor(fileName: string, bytes: Buffer, contentRange?: string) {
    this.fileName = fileName
    this.bytes = bytes
    this.contentRange = contentRange
  }
}

export interface Endpoint {
  method: 'GET' | 'POST'
  /** Whose token may call; the app's unless told. `anyone`: no token. */
  callers?: readonly (Caller | 'anyone')[]
  /** The code for other callers; 48002 unless told. */
  otherwise?: number
  /** Fields that are there, empty, when the call fails. */
  empty?: Json
  /** Calls with the same key must not overlap (45035). */
  lock?: (request: ApiRequest) => string
  /** Fields of a successful answer; may replace errmsg. Throws Refusal. */
  run: (request: ApiRequest, services: Services) => Json | FileAnswer
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
export const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter(Boolean) : [])
export const integer = (value: unknown, fallback = 0): number => (Number.isSafeInteger(Number(value)) && text(value) !== '' ? Number(value) : fallback)
/** Length as people count: a character outside the basic plane is one. */
export const characters = (value: string): number => [...value].length
export const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
