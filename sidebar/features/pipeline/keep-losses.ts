import { keepTyped } from '../../device/keep-typed.ts'
import { useLostDrafts, type LostDraft } from './lost-draft.ts'

/** Keeps what an employee writes of a loss, see {@link keepTyped}. */
export function keepLosses(): (employeeId: string) => void {
  const { all, of, clear } = useLostDrafts()
  const isBegun = ({ reason, note }: LostDraft): boolean => Boolean(reason ?? note)
  return keepTyped<LostDraft>('loss', {
    all: () =>
      all()
        .filter(({ draft }) => isBegun(draft))
        .map(({ opportunityId, customerId, draft: { reason, note } }) => ({ id: opportunityId, customerId, value: { reason: reason && { ...reason }, note } })),
    add({ id, customerId, value }, at) {
      const draft = of({ opportunityId: id, customerId })
      if (!isBegun(draft)) Object.assign(draft, value, { restoredAt: at })
    },
    forget: () => all().forEach(({ draft }) => clear(draft)),
  })
}
