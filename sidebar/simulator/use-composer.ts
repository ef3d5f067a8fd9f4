import { computed, reactive, ref } from 'vue'
import { pictureUrl } from './picture-url.ts'
import { useSimulator } from './use-simulator.ts'
import { words } from './words.ts'

/** Bytes that WeCom takes in one text message. */
const TEXT_BYTES = 2048

/** What is being written, kept for each chat and side, and the two ways of sending. */
export function useComposer() {
  const { chats, view, toast, post } = useSimulator()
  const drafts = reactive(new Map<string, string>())
  const draftKey = computed(() => `${chats.currentId.value} ${view.asCustomer.value ? 'customer' : 'employee'}`)
  const busy = ref(false)
  const text = computed({ get: () => drafts.get(draftKey.value) ?? '', set: (next) => void drafts.set(draftKey.value, next) })

  const over = computed(() => Math.max(0, new TextEncoder().encode(text.value.trim()).length - TEXT_BYTES))
  const canSend = computed(() => text.value.trim() !== '' && over.value === 0 && !busy.value)

  async function send(): Promise<void> {
    const content = text.value.trim()
    const sentFrom = draftKey.value
    if (!canSend.value) return
    busy.value = true
    const sent = await post({ msgtype: 'text', text: content })
    if (sent) drafts.delete(sentFrom)
    busy.value = false
  }

  async function sendPicture(file: File): Promise<void> {
    const chosenIn = draftKey.value
    busy.value = true
    const imageDataUrl = await pictureUrl(file).catch(() => undefined)
    if (!imageDataUrl) toast.say(words.pictureTooBig)
    else if (chosenIn === draftKey.value) await post({ msgtype: 'image', imageDataUrl })
    busy.value = false
  }

  /** Enter sends, Ctrl+Enter starts a line; while an input method composes, Enter belongs to it. */
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || event.shiftKey) return
    event.preventDefault()
    const field = event.target as HTMLTextAreaElement
    if (!event.ctrlKey && !event.metaKey) return void send()
    field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end')
    text.value = field.value
  }

  return { text, busy, over, canSend, send, sendPicture, onKey }
}
