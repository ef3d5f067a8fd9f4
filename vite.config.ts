import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { headStart } from './sidebar/build/head-start-plugin.ts'
import { simulatorHost } from './sidebar/build/simulator-host-plugin.ts'

/** Windows clients run Chrome 107, older Android ones less; Vite's own default would break them. */
const target = ['chrome87', 'safari14', 'ios14']
const sidebar = fileURLToPath(new URL('./sidebar', import.meta.url))

/** `vite build` makes the sidebar, `vite build --mode simulator` the simulator's window and host script; neither holds anything of the other. */
export default defineConfig(({ mode }) => (mode === 'simulator' ? simulatorBuild : sidebarBuild))

const shared = { emptyOutDir: true, target, cssTarget: target, modulePreload: { polyfill: false }, reportCompressedSize: false } as const

const sidebarBuild = defineConfig({
  root: sidebar,
  base: '/sidebar/',
  publicDir: false,
  define: { __VUE_OPTIONS_API__: 'false' },
  plugins: [vue(), headStart({ root: sidebar, target })],
  build: {
    ...shared,
    outDir: fileURLToPath(new URL('./dist/sidebar', import.meta.url)),
    manifest: true,
    // Few files: the entry with its libraries and data, what all tabs share, one per tab and sheet.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules\/(?!@tanstack)|plugin-vue:export-helper|vite\/preload-helper/ },
            {
              name: 'first',
              test: /sidebar\/((api|head-start|wecom)\/|(tab-id|words\/first-screen|ui\/(undo|moments|first-screen-icons)|features\/(customer\/(current|index|editing)|failures\/(index|failure-on)|scripts\/(index|open-script)))\.ts)/,
              priority: 1,
            },
            {
              name: 'common',
              test: /node_modules\/@tanstack|sidebar\/(ui\/(\w+\.vue|icons|format|use-|is-)|words\/(zh-CN|index)|device\/|keep\.ts|kinds\.ts|features\/(\w+\/[\w-]+-kind|outbox\/|sending\/|tasks\/|tags\/(refusal|bundle-tags)|notes\/(query-keys|note-drafts|keep)|pipeline\/(lost-draft|keep)|customer\/(FieldEditor|save|keep-edits)|failures\/(FailurePage|pages)|workbench\/sign-out)|shared\/domain\/)/,
            },
          ],
        },
      },
    },
  },
})

const simulatorBuild = defineConfig({
  root: `${sidebar}/simulator`,
  base: '/simulator/',
  publicDir: false,
  plugins: [vue(), simulatorHost({ root: `${sidebar}/simulator`, target })],
  build: { ...shared, outDir: fileURLToPath(new URL('./dist/simulator', import.meta.url)) },
})
