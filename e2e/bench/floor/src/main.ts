import { createApp } from 'vue'
import App from './App.vue'
import { floor } from './host.ts'

const mount = () => createApp(App).mount('#app')

// in the hybrid the inline script paints first; Vue takes over in a later task
if (floor.floorProfile) floor.floorProfile.then(() => requestAnimationFrame(() => setTimeout(mount, 50)), mount)
else mount()
