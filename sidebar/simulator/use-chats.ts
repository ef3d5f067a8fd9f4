import { computed, ref } from 'vue'
import type { Ref } from 'vue'
import type { NewMessage, SimConversation, SimMessage } from '../../shared/simulator.ts'
import { control } from './control-api.ts'
import { words } from './words.ts'

type Content = Pick<NewMessage, 'from' | 'msgtype' | 'text' | 'imageDataUrl'>

const query = (values: Record<string, string>) => new URLSearchParams(values).toString()
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** A masked contact has no name. */
const named = (found: SimConversation): SimConversation => ({ ...found, contact: { ...found.contact, name: found.contact.name || words.nameless } })

/** The conversations of one employee and the messages of the open one, read again every second while someone looks. */
export function useChats(userId: Readonly<Ref<string>>) {
  const conversations = ref<SimConversation[]>([])
  const messages = ref<SimMessage[]>([])
  const currentId = ref('')
  const status = ref<'first' | 'ready' | 'failed'>('first')
  const current = computed(() => conversations.value.find(({ contact }) => contact.externalUserId === currentId.value))
  let timer: ReturnType<typeof setTimeout> | undefined

  async function loadConversations(): Promise<void> {
    const asked = userId.value
    if (!asked) return
    try {
      const answer = await control<{ conversations: SimConversation[] }>('GET', `conversations?${query({ userId: asked })}`)
      if (asked !== userId.value) return
      const found = answer.conversations.map(named)
      if (!same(found, conversations.value)) conversations.value = found
      status.value = 'ready'
    } catch {
      if (status.value !== 'ready') status.value = 'failed'
    }
  }

  async function loadMessages(): Promise<void> {
    const asked = [userId.value, currentId.value] as const
    if (!asked[0] || !asked[1]) return
    const answer = await control<{ messages: SimMessage[] }>('GET', `messages?${query({ userId: asked[0], externalUserId: asked[1] })}`).catch(() => undefined)
    if (!answer || asked[0] !== userId.value || asked[1] !== currentId.value) return
    if (!same(answer.messages, messages.value)) messages.value = answer.messages
  }

  async function refresh(): Promise<void> {
    await loadMessages()
    await loadConversations()
  }

  /** Opens a chat; its old messages never show under the new name. */
  async function open(externalUserId: string): Promise<void> {
    if (externalUserId !== currentId.value) messages.value = []
    currentId.value = externalUserId
    await refresh()
  }

  /** @throws ControlError whose keyword says why it was refused */
  async function post(content: Content): Promise<void> {
    const message: NewMessage = { userId: userId.value, externalUserId: currentId.value, ...content }
    await control('POST', 'messages', message)
    await refresh()
  }

  function reset(): void {
    conversations.value = []
    messages.value = []
    currentId.value = ''
    status.value = 'first'
  }

  async function poll(): Promise<void> {
    if (document.visibilityState === 'visible') await refresh()
    timer = setTimeout(() => void poll(), 1000)
  }

  return {
    conversations,
    messages,
    currentId,
    current,
    status,
    loadConversations,
    refresh,
    open,
    post,
    reset,
    start: () => void poll(),
    stop: () => clearTimeout(timer),
  }
}
