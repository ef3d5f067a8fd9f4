import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createSSRApp } from 'vue'
import App from './App.vue'
import type { HeadStart } from './head-start/handle.ts'
import { useCurrent } from './features/customer/index.ts'

/** Takes over the page that the head start drew: the same elements, the same data, no second request. */
function takeOver({ boot, language, outcome, handOver }: HeadStart): void {
  if (!outcome || !handOver) return
  const pinia = createPinia()
  const app = createSSRApp(App, { demo: boot.demo, language, drawnFor: handOver() })
  app.use(pinia).use(PiniaColada)
  useCurrent(pinia).adopt(outcome)
  app.mount('#app')
}

if (window.kebian) takeOver(window.kebian)
