import type { Ref } from 'vue'
import type { Bundle } from '../../head-start/outcome.ts'
import type { useCurrent } from './current.ts'
import { keepViews } from './keep-views.ts'
import { tintChanges } from './tint-changes.ts'

/** What a customer on screen is accompanied by, once the first screen has had its moment. */
export function accompany(current: ReturnType<typeof useCurrent>, known: Ref<Bundle | undefined>): void {
  keepViews(current, known)
  tintChanges(known)
}
