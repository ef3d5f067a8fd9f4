import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { settingsKey } from './host/settings.ts'
import type { HostMessage, HostSettings, ShellMessage } from './host/types.ts'

/** Walks the login through OAuth and comes back to the sidebar as the employee that is played. */
const loginPath = '/auth/login?to=/sidebar/'

/**
 * The webview of the sidebar. A new `key` is a new webview, as the real client makes one for each chat.
 * The settings are left in the session storage, because the page must find them before its first script.
 */
export function useFrame(hear: (message: HostMessage) => void) {
  const key = ref(0)
  const path = ref('')
  const loading = ref(false)
  const element = shallowRef<HTMLIFrameElement>()

  function load(settings: HostSettings, login = false): void {
    sessionStorage.setItem(settingsKey, JSON.stringify(settings))
    path.value = login ? loginPath : '/sidebar/'
    key.value += 1
    loading.value = true
  }

  /** Changes what the host answers, without the page noticing. */
  function tell(settings: HostSettings): void {
    sessionStorage.setItem(settingsKey, JSON.stringify(settings))
    const message: ShellMessage = { kebianShell: 'set', settings }
    element.value?.contentWindow?.postMessage(JSON.parse(JSON.stringify(message)), location.origin)
  }

  const listen = ({ source, origin, data }: MessageEvent<HostMessage | undefined>) => {
    if (origin === location.origin && source === element.value?.contentWindow && data && 'kebianHost' in data) hear(data)
  }
  window.addEventListener('message', listen)
  onBeforeUnmount(() => window.removeEventListener('message', listen))

  return { key, path, loading, element, isOpen: computed(() => path.value !== ''), load, tell, close: () => void (path.value = '') }
}
