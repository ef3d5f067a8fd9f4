import { defineAsyncComponent } from 'vue'

export { askedScript, closeScript, openScript } from './open-script.ts'

/**
 * The preview that `openScript` asks for, fetched on first use. Once on the page, beside the tabs:
 * `<ScriptPreview v-if="askedScript" :script-id="askedScript" @close="closeScript" />`
 */
export const ScriptPreview = defineAsyncComponent(() => import('./ScriptPreview.vue'))
