import type { FirstScreenWords } from '../../words/first-screen.ts'
import type { TabId } from '../../tab-id.ts'
import type { Bundle, Failure, Me } from '../outcome.ts'
import type { H } from './h.ts'

export type NowRow = Bundle['now'][number]
export type EditableField = 'remark' | 'description'

/** One column below 768 px, two below 1024, else three. */
export type Layout = 'one' | 'two' | 'three'

export interface Handlers {
  stage: () => void
  done: (row: NowRow) => void
  next: (row: NowRow) => void
  edit: (field: EditableField) => void
  tags: () => void
  retry: () => void
  copy: (text: string) => void
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
  demo: boolean
  /** Of the page, for the sentence about trusted domains. */
  host: string
  /** The header is folded because the customer's column was scrolled. */
  folded: boolean
  on: Partial<Handlers>
  slots: Slots<N>
}

/** Where Vue puts what the head start does not know. */
export interface Slots<N> {
  /** At the end of the customer's column. */
  foot?: N[]
  /** Takes the place of a field while it is edited. */
  editor?: { field: EditableField; node: N }
  tools?: N
  follow?: N
  overlays?: N[]
}

/** What is on screen: a customer, a page that says why there is none, or the skeleton of a customer. */
export type Screen = { kind: 'customer'; bundle: Bundle; me: Me } | { kind: 'failure'; failure: SoftFailure; busy?: boolean } | { kind: 'loading' }

/** Failures proper, and the places where there is simply no customer. */
export type SoftFailure = Omit<Failure, 'kind'> & { kind: Failure['kind'] | 'unknown_customer' | 'group' | 'none' }
