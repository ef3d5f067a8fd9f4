import { createApp } from 'vue'
import '../ui/tokens.css'
import '../ui/base.css'
import './simulator.css'
import App from './App.vue'
import { configureFormat } from '../ui/format.ts'
import { language, words } from './words.ts'

configureFormat({ language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
document.documentElement.lang = language
document.title = words.title
createApp(App).mount('#app')
