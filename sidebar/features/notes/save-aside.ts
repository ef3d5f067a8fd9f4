import { useNoteDrafts, type NoteDraft } from './note-drafts.ts'

const ASIDE = 'kebian-notes'

/** The key of an attempt goes with it: a note that was stored while the page went is not stored again. */
type Typed = Pick<NoteDraft, 'outcome' | 'text' | 'due' | 'nextTitle' | 'attempt'>

interface Aside {
  employeeId: string
  drafts: (Typed & { customerId: string })[]
}

/**
 * Takes the notes that an employee has begun over a login or another loading of the page, by this window's session storage: back at once, if the same employee
 * left them, and aside whenever the page goes. Anybody else's are dropped.
 */
export function keepOverLoading(employeeId: string): void {
  const drafts = useNoteDrafts()
  takeBack(employeeId, drafts)
  addEventListener('pagehide', () => putAside(employeeId, drafts))
}

type Drafts = ReturnType<typeof useNoteDrafts>
const isTyped = ({ outcome, text, due, nextTitle }: Typed): boolean => Boolean(outcome || text || due || nextTitle)

function putAside(employeeId: string, { all }: Drafts): void {
  const typed = all().filter(([, draft]) => isTyped(draft))
  const drafts = typed.map(([customerId, { outcome, text, due, nextTitle, attempt }]) => ({ customerId, outcome, text, due, nextTitle, attempt }))
  const aside: Aside = { employeeId, drafts }
  if (drafts.length > 0) sessionStorage.setItem(ASIDE, JSON.stringify(aside))
  else sessionStorage.removeItem(ASIDE)
}

function takeBack(employeeId: string, { of }: Drafts): void {
  const aside = JSON.parse(sessionStorage.getItem(ASIDE) ?? 'null') as Aside | null
  sessionStorage.removeItem(ASIDE)
  if (aside?.employeeId !== employeeId) return
  for (const { customerId, ...typed } of aside.drafts) {
    const draft = of(customerId)
    if (!isTyped(draft)) Object.assign(draft, typed, { open: true })
  }
}
