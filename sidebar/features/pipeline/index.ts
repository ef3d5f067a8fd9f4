import { defineAsyncComponent } from 'vue'

/** Props: `open`; emits `close`. Loaded when it is first shown; absent for those who may not move. */
export const StageSheet = defineAsyncComponent(() => import('./StageSheet.vue'))
export { useMoveStage } from './use-move-stage.ts'
export type { MoveInput, StageMover } from './use-move-stage.ts'
