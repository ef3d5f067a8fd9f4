import { defineAsyncComponent } from 'vue'

/** Props: `open`; emits `close`. Loaded when it is first shown; absent for those who may not write. */
export const TagSheet = defineAsyncComponent(() => import('./TagSheet.vue'))
export { refusalText } from './refusal.ts'
