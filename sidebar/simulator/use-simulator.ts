import { computed, inject, onBeforeUnmount, onMounted, provide, ref, watch } from 'vue'
import type { InjectionKey } from 'vue'
import type { EndOfRelation, NewMessage, NewRelation } from '../../shared/simulator.ts'
import { control, ControlError } from './control-api.ts'
import { bridgeSwitches } from './fault-switches.ts'
import type { FaultSwitch } from './fault-switches.ts'
import type { HostMessage, HostSettings } from './host/types.ts'
import { useChats } from './use-chats.ts'
import { useFaults } from './use-faults.ts'
import { useFirstMinute } from './use-first-minute.ts'
import { useFrame } from './use-frame.ts'
import { useLimits } from './use-limits.ts'
import { useLog } from './use-log.ts'
import { usePeople } from './use-people.ts'
import { useToast } from './use-toast.ts'
import { useView } from './use-view.ts'
import { language, words } from './words.ts'

type Simulator = ReturnType<typeof createSimulator>
const key: InjectionKey<Simulator> = Symbol('simulator')

/** The simulator of this window, made once by `provideSimulator`. */
export function useSimulator(): Simulator {
  const simulator = inject(key)
  if (!simulator) throw new Error('provideSimulator was not called above this component')
  return simulator
}

/** Makes the simulator of this window and starts it. */
export function provideSimulator(): Simulator {
  const simulator = createSimulator()
  provide(key, simulator)
  onMounted(() => void simulator.start())
  onBeforeUnmount(simulator.stop)
  return simulator
}

function createSimulator() {
  const toast = useToast()
  const view = useView()
  const people = usePeople()
  const chats = useChats(people.userId)
  const faults = useFaults()
  const frame = useFrame(hear)
  const limits = useLimits(() => toast.say(words.notLimited))
  const chosen = ref(0)
  const opened = ref(0)
  const firstMinute = useFirstMinute({ who: chosen, chat: opened, play: [view.asCustomer, view.drawerOpen] })
  const nameOf = (externalUserId: string) => chats.conversations.value.find(({ contact }) => contact.externalUserId === externalUserId)?.contact.name
  const log = useLog(nameOf)
  const preview = ref('')
  let signedIn = false
  let polling: ReturnType<typeof setTimeout> | undefined

  function entry(): HostSettings['entry'] {
    if (view.entry.value === 'normal' || !chats.currentId.value) return 'normal'
    return chats.group.value ? 'group_chat_tools' : 'single_chat_tools'
  }

  const settings = computed<HostSettings>(() => ({
    userId: people.userId.value,
    corpId: people.corp.value?.corpId ?? '',
    agentId: people.corp.value?.agentId ?? '',
    client: view.client.value,
    theme: view.theme.value,
    language: language === 'en' ? 'en' : 'zh',
    entry: entry(),
    externalUserId: (!chats.group.value && chats.currentId.value) || undefined,
    chatId: chats.group.value?.chatId,
    faults: faults.hostFaults.value,
  }))

  /** The real client gives each chat its own webview; a kept one has to notice by itself. */
  async function openChat(id: string): Promise<void> {
    opened.value += 1
    const other = id !== chats.currentId.value
    const reading = chats.open(id)
    if (other && frame.isOpen.value) {
      if (faults.settings.keep.on) frame.tell(settings.value)
      else frame.load(settings.value)
    }
    view.screen.value = 'chat'
    await reading
  }

  function openSidebar(): void {
    frame.load(settings.value, !signedIn)
    signedIn = true
    view.screen.value = 'sidebar'
  }

  function closeSidebar(): void {
    frame.close()
    view.screen.value = chats.currentId.value ? 'chat' : 'list'
  }

  /** The sidebar is signed in anew as the employee; the first chat opens by itself where there is room. */
  async function enter(): Promise<void> {
    signedIn = false
    chats.reset()
    await chats.loadConversations()
    const first = chats.conversations.value[0]?.contact.externalUserId
    if (view.isPhone.value) {
      frame.close()
      view.screen.value = 'list'
    } else {
      if (first) await chats.open(first)
      openSidebar()
    }
  }

  async function become(userId: string): Promise<void> {
    chosen.value += 1
    try {
      await people.become(userId)
      await enter()
    } catch {
      toast.say(words.notBecome)
    }
  }

  /** @returns whether it went into the chat; if not, the person has been told why */
  async function post(content: Pick<NewMessage, 'msgtype' | 'text' | 'imageDataUrl'>): Promise<boolean> {
    try {
      await chats.post({ from: view.asCustomer.value ? 'customer' : 'employee', ...content })
      return true
    } catch (error) {
      toast.say(words.notSent((error instanceof ControlError && error.keyword) || words.loadFailed))
      return false
    }
  }

  const whyNot = (error: unknown) => toast.say(words.notAdded((error instanceof ControlError && error.keyword) || words.loadFailed))

  /** A customer adds the employee, for the first time or again. @returns whether they did; if not, the person has been told why */
  async function befriend(who: Omit<NewRelation, 'userId'>): Promise<boolean> {
    try {
      const { externalUserId } = await control<{ externalUserId: string }>('POST', 'relations', { userId: people.userId.value, ...who })
      await chats.loadConversations()
      await openChat(externalUserId)
      return true
    } catch (error) {
      whyNot(error)
      return false
    }
  }

  /** The customer of the open chat deletes the employee. */
  async function leave(): Promise<void> {
    const end: EndOfRelation = { userId: people.userId.value, externalUserId: chats.currentId.value, by: 'customer' }
    await control('POST', 'relations/end', end).then(chats.refresh, whyNot)
  }

  async function changeFault(id: FaultSwitch['id'], next: { on?: boolean; value?: string }): Promise<void> {
    await faults.change(id, next).catch(() => toast.say(words.notSaved))
    if (bridgeSwitches.some((row) => row.id === id && row.reloads) && frame.isOpen.value) frame.load(settings.value)
  }

  function hear(message: HostMessage): void {
    if (message.kebianHost === 'ready') frame.loading.value = false
    else if (message.kebianHost === 'call') log.addBridge(message.call)
    else if (message.kebianHost === 'sent') void chats.refresh()
    else if (message.kebianHost === 'close') closeSidebar()
    else if (message.kebianHost === 'chat') void openChat(message.externalUserId)
    else if (message.kebianHost === 'preview') preview.value = message.current
    else if (message.kebianHost === 'profile') toast.say(words.profile(nameOf(message.userId) ?? message.userId))
    else if (message.kebianHost === 'copied')
      void navigator.clipboard?.writeText(message.text).then(
        () => toast.say(words.copied),
        () => undefined,
      )
    else follow(message.externalUserId)
  }

  /** The host has changed the customer under the open page: the chat goes along, the page stays. */
  function follow(externalUserId: string): void {
    faults.settings.switch.on = false
    toast.say(words.switched(nameOf(externalUserId) ?? externalUserId))
    void chats.open(externalUserId)
  }

  async function start(): Promise<void> {
    await people.load()
    if (people.failed.value) return
    await faults.load().catch(() => undefined)
    await enter()
    chats.start()
    void pollLog()
  }

  async function pollLog(): Promise<void> {
    if (view.drawerOpen.value && document.visibilityState === 'visible') await Promise.all([log.poll(), limits.poll()]).catch(() => undefined)
    polling = setTimeout(() => void pollLog(), 1000)
  }

  const stop = () => {
    chats.stop()
    clearTimeout(polling)
  }

  watch(
    () => JSON.stringify(faults.hostFaults.value),
    () => frame.isOpen.value && frame.tell(settings.value),
  )
  watch([view.client, view.theme, view.entry], () => frame.isOpen.value && frame.load(settings.value))
  watch(view.isPhone, (isPhone) => (isPhone ? closeSidebar() : openSidebar()))

  const reload = () => frame.load(settings.value)
  const toggleSidebar = () => (frame.isOpen.value ? closeSidebar() : openSidebar())
  return {
    toast,
    view,
    people,
    chats,
    faults,
    firstMinute,
    frame,
    limits,
    log,
    preview,
    openChat,
    openSidebar,
    closeSidebar,
    toggleSidebar,
    reload,
    become,
    post,
    befriend,
    leave,
    changeFault,
    start,
    stop,
  }
}
