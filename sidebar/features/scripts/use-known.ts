import { computed, type ComputedRef } from 'vue'
import { MY_NAME, SALUTATION, plainName, salutationOf } from '../../../shared/domain/fill-script.ts'
import { useBundle, useCurrent } from '../customer/index.ts'

/** Values that need not be asked: how the customer on screen is addressed, and my name. Empty without a customer. */
export function useKnown(): ComputedRef<Record<string, string>> {
  const current = useCurrent()
  const { bundle } = useBundle()
  return computed((): Record<string, string> => {
    if (!bundle.value) return {}
    const { customer, relation } = bundle.value
    const { nickname, corpName } = customer
    return { [SALUTATION]: salutationOf({ remark: relation?.remark ?? '', nickname, corpName }), [MY_NAME]: plainName(current.me?.name ?? '') }
  })
}
