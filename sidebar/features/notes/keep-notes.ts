import { keepTyped, type Keeper } from '../../device/keep-typed.ts'
import { useNoteDrafts, type NoteDraft } from './note-drafts.ts'

type Begun = Pick<NoteDraft, 'outcome' | 'text' | 'due' | 'nextTitle'>

const isBegun = ({ outcome, text, due, nextTitle }: Begun): boolean => Boolean(outcome || text || due || nextTitle)

/** Keeps the notes that an employee has begun, see {@link keepTyped}. */
export function keepNotes(): Keeper {
  const { all, of, clear } = useNoteDrafts()
  return keepTyped<Begun>('note', {
    all: () =>
      all()
        .filter(([, draft]) => isBegun(draft))
        .map(([customerId, { outcome, text, due, nextTitle }]) => ({
          id: customerId,
          customerId,
          value: { outcome, text, due: due && { ...due }, nextTitle },
        })),
    put({ customerId, value }, at) {
      clear(customerId)
      Object.assign(of(customerId), value, { open: true, restoredAt: at })
    },
    forget: () => all().forEach(([customerId]) => clear(customerId)),
  })
}
