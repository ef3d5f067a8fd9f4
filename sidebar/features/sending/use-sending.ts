import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef, type ComputedRef } from 'vue'
import { newKey } from '../../api/new-key.ts'
import type { ChatMessage, Entry } from '../../wecom/bridge-types.ts'
import { bridge } from '../../wecom/bridge.ts'
import { BridgeError } from '../../wecom/bridge-error.ts'
import { useBundle, useCurrent, verifyContact } from '../customer/index.ts'
import { isAbout, isOffered, recordSend, type SendSubject } from './record-send.ts'
import { runSend } from './run-send.ts'
import { progressText } from './send-note.ts'
import { isRunning, next, type Final, type SendState, type Tap } from './send-machine.ts'

/** Where the host lets a page send into the chat; a contact's profile is not among them. */
const CHATS: Entry[] = ['single_chat_tools', 'single_kf_tools']

/** The same to the same customer so soon after it was handed over is the second half of a double tap; its control shows meanwhile that it is done. */
const SECOND_TAP_MS = 1_000

export interface SendJob {
  /** What is sent; also tells which row is busy. */
  subject: SendSubject
  /** Makes the message at each attempt; `renew` after the host refused its medium. Text is fixed at the tap. @throws ApiError */
  prepare(renew: boolean): Promise<ChatMessage>
  /** An attempt with `renew` can make a difference. */
  renewable?: boolean
  /** Shows once more what is sent, made for whoever is on screen then. */
  show(): void
}

/** The one send of this page: what is under way or was the last to end, until it is dismissed. */
export const useSending = defineStore('sending', () => {
  const state = shallowRef<SendState<ChatMessage>>({ at: 'idle' })
  const subject = shallowRef<SendSubject>({})
  const show = shallowRef<() => void>(() => {})
  /** False once the record of the last send is given up. */
  const recorded = shallowRef(true)
  /** What was handed over a moment ago. */
  const done = shallowReactive(new Set<string>())
  const doneKey = (customerId: string | undefined, id: string): string => `${customerId} ${id}`
  const running = computed(() => isRunning(state.value))

  function noteDone(customerId: string, id: string): void {
    const key = doneKey(customerId, id)
    done.add(key)
    setTimeout(() => done.delete(key), SECOND_TAP_MS)
  }

  return {
    state,
    subject,
    show,
    recorded,
    running,
    noteDone,
    /** What the send of this script or material is doing, in words; undefined when it is not under way. */
    progressOf: (id: string): string | undefined => (isAbout(subject.value, id) ? progressText(state.value, subject.value) : undefined),
    /** This script or material was handed over for the customer on screen a moment ago: a tap now would send it twice. */
    justSent: (id: string): boolean => done.has(doneKey(useCurrent().customerId, id)),
    dismiss: () => (state.value = next(state.value, { type: 'dismissed' })),
  }
})

/**
 * The one way to send. `canSend` is false outside a chat, on somebody else's customer, and until the customer's data is there: then send controls are absent.
 * `outside` is true where only the chat is missing, so that the way there stands in their place.
 * `send` resolves when the host has answered, with undefined when nothing was done because another send is under way or the same was sent a moment ago; the
 * record follows by itself.
 */
export function useSend(): {
  canSend: ComputedRef<boolean>
  outside: ComputedRef<boolean>
  name: ComputedRef<string>
  send: (job: SendJob) => Promise<Final | undefined>
} {
  const current = useCurrent()
  const { bundle } = useBundle()
  const sending = useSending()
  const cache = useQueryCache()
  const inChat = computed(() => current.externalUserId !== undefined && CHATS.includes(current.host?.entry ?? 'normal'))
  const canSend = computed(() => inChat.value && current.access === 'own' && bundle.value !== undefined)

  const outside = computed(() => current.home !== undefined && current.access === 'own')

  async function send(job: SendJob): Promise<Final | undefined> {
    const customer = bundle.value?.customer
    const id = job.subject.scriptId ?? job.subject.materialId ?? ''
    if (!canSend.value || !customer || !current.externalUserId || sending.running || sending.justSent(id)) return undefined
    const tap: Tap = {
      key: newKey(),
      customerId: customer.customerId,
      externalUserId: current.externalUserId,
      name: customer.name,
      renewable: job.renewable ?? false,
    }
    sending.subject = job.subject
    sending.show = job.show
    sending.recorded = true
    const end = await runSend(sending, tap, {
      prepare: (renew) => job.prepare(renew),
      contact: () => contactNow(tap),
      handOver: (message) => bridge.send(message),
    })
    if (end?.at === 'handed_over') sending.noteDone(tap.customerId, id)
    if (end && isOffered(end)) void record(end, job.subject)
    return end
  }

  async function record(end: Parameters<typeof recordSend>[0], subject: SendSubject): Promise<void> {
    const done = await recordSend(end, subject)
    if (!done && (isLatest(end) || sending.state.at === 'idle')) {
      sending.state = end
      sending.subject = subject
      sending.recorded = false
    }
    await cache.invalidateQueries({ key: ['timeline', end.tap.customerId] })
  }
  const isLatest = (end: Final): boolean => sending.state === end

  return { canSend, outside, name: computed(() => bundle.value?.customer.name ?? ''), send }
}

/** Whom the chat is with. Changes the panel over when it is somebody else. @throws BridgeError when the host does not say: then nothing may be sent */
async function contactNow(tap: Tap): Promise<string | undefined> {
  const current = useCurrent()
  const same = await verifyContact()
  if (!same && current.externalUserId === tap.externalUserId) throw new BridgeError('timeout', 'contact')
  return current.externalUserId
}
