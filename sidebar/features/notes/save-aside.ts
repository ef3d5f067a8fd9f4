import { overLoading } from '../../ui/over-loading.ts'
import { useNoteDrafts, type NoteDraft } from './note-drafts.ts'

/** The key of an attempt goes with it: a note that was stored while the page went is not stored again. */
type Typed = Pick<NoteDraft, 'outcome' | 'text' | 'due' | 'nextTitle' | 'attempt'>

const isTyped = ({ outcome, text, due, nextTitle }: Typed): boolean => Boolean(outcome || text || due || nextTitle)

/** Takes the notes that an employee has begun over a loading of the page, see {@link overLoading}. */
export function keepOverLoading(): (employeeId: string) => void {
  const { all, of, clear } = useNoteDrafts()
  const typed = () => all().filter(([, draft]) => isTyped(draft))
  return overLoading<Typed & { customerId: string }>('kebian-notes', {
    all: () => typed().map(([customerId, { outcome, text, due, nextTitle, attempt }]) => ({ customerId, outcome, text, due, nextTitle, attempt })),
    add({ customerId, ...kept }) {
      const draft = of(customerId)
      if (!isTyped(draft)) Object.assign(draft, kept, { open: true })
    },
    forget: () => all().forEach(([customerId]) => clear(customerId)),
  })
}
