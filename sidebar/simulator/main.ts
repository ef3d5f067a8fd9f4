import { createApp } from 'vue'
import '../ui/tokens.css'
import '../ui/base.css'
import './simulator.css'
import App from './App.vue'
import { configureFormat } from '../ui/format.ts'
import english from '../words/first-screen.en.ts'
import { takeEnglish } from '../words/first-screen.ts'
import { language, words } from './words.ts'

takeEnglish(english)
configureFormat({ language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
document.documentElement.lang = language
document.title = words.title
createApp(App).mount('#app')
