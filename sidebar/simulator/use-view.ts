import { computed, onBeforeUnmount, ref, watch } from 'vue'
import type { Client, HostSettings } from './host/types.ts'

const storageKey = 'kebian.simulator.window'

interface Remembered {
  client: Client
  theme: HostSettings['theme']
  width: number
}

/** From where a person can open the sidebar here. */
export type OpenedFrom = 'chat' | 'normal'

/** How the window looks: its shape follows the client, and a narrow screen is always a phone. */
export function useView() {
  const remembered = recall()
  const client = ref<Client>(remembered.client ?? 'windows')
  const theme = ref<HostSettings['theme']>(remembered.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'))
  const width = ref(remembered.width ?? 360)
  const entry = ref<OpenedFrom>('chat')
  const asCustomer = ref(false)
  const drawerOpen = ref(false)
  /** What a phone shows. */
  const screen = ref<'list' | 'chat' | 'sidebar'>('list')

  const narrow = matchMedia('(max-width: 767px)')
  const isNarrow = ref(narrow.matches)
  const isPhone = computed(() => isNarrow.value || client.value === 'ios' || client.value === 'android')
  const onNarrow = () => (isNarrow.value = narrow.matches)
  narrow.addEventListener('change', onNarrow)
  onBeforeUnmount(() => narrow.removeEventListener('change', onNarrow))

  if (isNarrow.value && (client.value === 'windows' || client.value === 'mac')) client.value = 'ios'
  watch(theme, (next) => (document.documentElement.dataset.theme = next), { immediate: true })
  watch([client, theme, width], () => localStorage.setItem(storageKey, JSON.stringify({ client: client.value, theme: theme.value, width: width.value })))

  return { client, theme, width, entry, asCustomer, drawerOpen, screen, isNarrow, isPhone }
}

function recall(): Partial<Remembered> {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Remembered>
  } catch {
    return {}
  }
}
