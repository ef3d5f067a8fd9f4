import type { Bundle } from '../../head-start/outcome.ts'
import { patchBundle } from './current.ts'

/** What the server had of a customer when it was last read, without what has not reached it yet. */
export const peekBundle = (customerId: string): Bundle | undefined => patchBundle(customerId, (bundle) => bundle)

/** The customer's name, as far as it is known. */
export const peekName = (customerId: string): string => peekBundle(customerId)?.customer.name ?? ''
