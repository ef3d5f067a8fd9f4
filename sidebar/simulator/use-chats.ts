import { computed, ref } from 'vue'
import type { Ref } from 'vue'
import type { NewGroupMessage, NewMessage, SimConversation, SimGroup, SimMessage } from '../../shared/simulator.ts'
import { control } from './control-api.ts'
import { words } from './words.ts'

type Content = Pick<NewMessage, 'from' | 'msgtype' | 'text' | 'imageDataUrl'>

const query = (values: Record<string, string>) => new URLSearchParams(values).toString()
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** A masked contact has no name. */
const named = (found: SimConversation): SimConversation => ({ ...found, contact: { ...found.contact, name: found.contact.name || words.nameless } })

/** A group that nobody has named is called as WeCom calls it. */
const called = (found: SimGroup): SimGroup => ({ ...found, name: found.name || words.unnamedGroup })

/** The conversations and groups of one employee and the messages of the open one, read again every second while someone looks. */
export function useChats(userId: Readonly<Ref<string>>) {
  const conversations = ref<SimConversation[]>([])
  const groups = ref<SimGroup[]>([])
  const messages = ref<SimMessage[]>([])
  const currentId = ref('')
  const status = ref<'first' | 'ready' | 'failed'>('first')
  const current = computed(() => conversations.value.find(({ contact }) => contact.externalUserId === currentId.value))
  const group = computed(() => groups.value.find(({ chatId }) => chatId === currentId.value))
  const guests = computed(() => group.value?.members.filter(({ kind }) => kind === 'external') ?? [])
  const guestId = ref('')
  /** The one from outside who is played in the open group. */
  const guest = computed(() => guests.value.find(({ memberId }) => memberId === guestId.value) ?? guests.value[0])
  /** What stands above the open chat. */
  const title = computed(() => (group.value ? words.groupTitle(group.value.name, group.value.members.length) : (current.value?.contact.name ?? '')))
  let timer: ReturnType<typeof setTimeout> | undefined

  async function loadConversations(): Promise<void> {
    const asked = userId.value
    if (!asked) return
    try {
      const [single, inGroups] = await Promise.all([
        control<{ conversations: SimConversation[] }>('GET', `conversations?${query({ userId: asked })}`),
        control<{ groups: SimGroup[] }>('GET', `groups?${query({ userId: asked })}`),
      ])
      if (asked !== userId.value) return
      const found = single.conversations.map(named)
      const foundGroups = inGroups.groups.map(called)
      if (!same(found, conversations.value)) conversations.value = found
      if (!same(foundGroups, groups.value)) groups.value = foundGroups
      status.value = 'ready'
    } catch {
      if (status.value !== 'ready') status.value = 'failed'
    }
  }

  async function loadMessages(): Promise<void> {
    const asked = [userId.value, currentId.value] as const
    if (!asked[0] || !asked[1]) return
    const path = group.value
      ? `groups/${group.value.chatId}/messages?${query({ userId: asked[0] })}`
      : `messages?${query({ userId: asked[0], externalUserId: asked[1] })}`
    const answer = await control<{ messages: SimMessage[] }>('GET', path).catch(() => undefined)
    if (!answer || asked[0] !== userId.value || asked[1] !== currentId.value) return
    if (!same(answer.messages, messages.value)) messages.value = answer.messages
  }

  async function refresh(): Promise<void> {
    await loadMessages()
    await loadConversations()
  }

  /** Opens a chat, by the contact's id or the group's; its old messages never show under the new name. */
  async function open(id: string): Promise<void> {
    if (id !== currentId.value) messages.value = []
    currentId.value = id
    await refresh()
  }

  /** @throws ControlError whose keyword says why it was refused */
  async function post({ from, ...content }: Content): Promise<void> {
    if (group.value) {
      const message: NewGroupMessage = { senderId: from === 'customer' ? (guest.value?.memberId ?? '') : userId.value, ...content }
      await control('POST', `groups/${group.value.chatId}/messages`, message)
    } else {
      const message: NewMessage = { userId: userId.value, externalUserId: currentId.value, from, ...content }
      await control('POST', 'messages', message)
    }
    await refresh()
  }

  function reset(): void {
    conversations.value = []
    groups.value = []
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
    groups,
    messages,
    currentId,
    current,
    group,
    guests,
    guest,
    guestId,
    title,
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
