import type { FirstScreenWords } from '../../words/first-screen.ts'
import type { TabId } from '../../tab-id.ts'
import type { Bundle, Failure, Me } from '../outcome.ts'
import type { H } from './h.ts'

export type NowRow = Bundle['now'][number]
/** `remark`, `description`, or the id of one of the team's own fields. */
export type EditableField = string

/** One column below 768 px, two below 1024, else three. */
export type Layout = 'one' | 'two' | 'three'

export interface Handlers {
  stage: () => void
  done: (row: NowRow) => void
  next: (row: NowRow) => void
  edit: (field: EditableField) => void
  tags: () => void
  fields: () => void
  /** Copies a phone, which reveals it, or another identity; or shows a phone for a moment. */
  act: (name: 'copyOf' | 'reveal', id: string) => void
  retry: () => void
  scroll: (event: Event) => void
}

/** What the screens are drawn with, whoever draws. The head start gives no handlers; Vue attaches its own to the same elements. */
export interface View<N> {
  h: H<N>
  words: FirstScreenWords
  /** The moment that ages and deadlines count from, in milliseconds. */
  now: number
  layout: Layout
  tab: TabId
  /** The header is folded because the customer's column was scrolled. */
  folded: boolean
  /** How many writes something keeps from the server. */
  stuck?: number
  on: Partial<Handlers>
  slots: Slots<N>
}

/** A phone in clear: as E.164 to be dialled, and as people read it. */
export interface Revealed {
  phoneId: string
  phone: string
  text: string
}

/** Where Vue puts what the head start does not know. */
export interface Slots<N> {
  /** Above everything. */
  top?: N[]
  /** At the end of the customer's column. */
  foot?: N[]
  /** Takes the place of a field while it is edited. */
  editor?: { field: EditableField; node: N }
  /** The one phone that is shown in clear at the moment. */
  revealed?: Revealed
  tools?: N
  follow?: N
  overlays?: N[]
}

/** What is on screen: a customer, the skeleton of one, or the page for a server that is away. */
export type Screen =
  | {
      kind: 'customer'
      bundle: Bundle
      me: Me
      /** Of which moment it is, in milliseconds, where a newer state could not be had. */
      staleSince?: number
    }
  | { kind: 'loading' }
  | { kind: 'away'; failure: Failure; busy: boolean }
