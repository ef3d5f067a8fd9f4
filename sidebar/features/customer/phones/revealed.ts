import { shallowRef } from 'vue'
import type { Revealed } from '../../../head-start/view/view.ts'

/** The one phone that is shown in clear, until its time is over. It is held nowhere else. */
export const revealed = shallowRef<Revealed>()
