import { keepTyped, type Keeper } from '../../device/keep-typed.ts'
import { useLostDrafts, type LostDraft } from './lost-draft.ts'

/** Keeps what an employee writes of a loss, see {@link keepTyped}. */
export function keepLosses(): Keeper {
  const { all, of, clear } = useLostDrafts()
  const isBegun = ({ reason, note }: LostDraft): boolean => Boolean(reason ?? note)
  return keepTyped<LostDraft>('loss', {
    all: () =>
      all()
        .filter(({ draft }) => isBegun(draft))
        .map(({ opportunityId, customerId, draft: { reason, note } }) => ({ id: opportunityId, customerId, value: { reason: reason && { ...reason }, note } })),
    put({ id, customerId, value }, at) {
      const draft = of({ opportunityId: id, customerId })
      clear(draft)
      Object.assign(draft, value, { restoredAt: at })
    },
    forget: () => all().forEach(({ draft }) => clear(draft)),
  })
}
