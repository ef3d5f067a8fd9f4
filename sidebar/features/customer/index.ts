export { patchBundle, refreshBundle, useBundle, useCurrent, verifyContact } from './current.ts'
export type { Bundle } from '../../head-start/outcome.ts'
export { peekBundle, peekName } from './peek.ts'
export { useLayout } from './use-layout.ts'
