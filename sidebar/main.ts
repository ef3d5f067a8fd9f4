import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createSSRApp } from 'vue'
import App from './App.vue'
import { useCurrent } from './features/customer/index.ts'
import { loadWords } from './words/index.ts'

/** Takes over the page that the head start drew: the same elements, the same data, no second request. */
async function takeOver(): Promise<void> {
  const start = window.kebian
  if (!start) return
  await loadWords(start.language)
  const pinia = createPinia()
  const app = createSSRApp(App, { demo: start.boot.demo, language: start.language, drawnFor: start.handOver() })
  app.use(pinia).use(PiniaColada)
  useCurrent(pinia).adopt(start.outcome)
  app.mount('#app')
}

void takeOver()
