import { env, getContext, getCurExternalChat, getCurExternalContact, openEnterpriseChat, register, sendChatMessage, setClipboardData } from '@wecom/jssdk'
import type { RouteReply } from '../../shared/contracts/index.ts'
import { api } from '../api/api.ts'
import { BridgeError, toBridgeError } from './bridge-error.ts'
import type { Bridge, ChatMessage, Client, Entry, HostContext } from './bridge-types.ts'
import { copyInPage } from './copy-in-page.ts'

type PageSignature = RouteReply<'POST /signature'>

/** All that the page will ever call: the list cannot grow after the handshake without a new address. */
const JS_API_LIST = ['getContext', 'getCurExternalContact', 'getCurExternalChat', 'sendChatMessage', 'setClipboardData', 'openEnterpriseChat']
const SINGLE: Entry[] = ['contact_profile', 'single_chat_tools', 'single_kf_tools']
const OTHER: Entry[] = ['group_chat_tools', 'chat_attachment']

/** How long each failed handshake in a row keeps later calls from starting another: every call would, and each costs a signature. */
const WAITS_MS = [5_000, 15_000, 60_000]
const ANSWER_MS = 6_000
/** The user may be reading a confirmation of the client meanwhile. */
const SEND_MS = 30_000

const handshake: { failures: number; failure?: BridgeError; notBefore: number } = { failures: 0, notBefore: 0 }

/**
 * Registers the page with the host; at once and once a page.
 * `signature` is the one that came inside the HTML: used for the first handshake if it was made for this very address, otherwise the BFF is asked.
 */
export function startBridge(options: { corpId: string; agentId: string; signature?: PageSignature }): void {
  if (!env.isWeCom) return
  let { signature } = options
  register({
    corpId: options.corpId,
    agentId: options.agentId,
    jsApiList: JS_API_LIST,
    getAgentConfigSignature: (url) => {
      const ready = signature?.url === url ? signature : undefined
      signature = undefined
      return ready ?? api('POST /signature', { body: { url } })
    },
    onAgentConfigSuccess: () => Object.assign(handshake, { failures: 0, failure: undefined, notBefore: 0 }),
    onAgentConfigFail: noteFailedHandshake,
  })
}

function noteFailedHandshake(reason: unknown): void {
  const failure = toBridgeError(reason)
  if (isAborted(failure)) return
  const wait = WAITS_MS[Math.min(handshake.failures, WAITS_MS.length - 1)] ?? 0
  Object.assign(handshake, { failures: handshake.failures + 1, failure, notBefore: Date.now() + wait })
}

/** The handshake that `register` starts is caught by nobody: its failure reaches the user through the first call instead. */
addEventListener('unhandledrejection', (event) => {
  if (handshake.failure && toBridgeError(event.reason).message === handshake.failure.message) event.preventDefault()
})

/** The host of the page, through the real SDK. Nothing else imports it. */
export const bridge: Bridge = {
  async context(): Promise<HostContext> {
    const entry = knownEntry((await call(() => getContext(), ANSWER_MS)).entry)
    if (SINGLE.includes(entry)) return { entry, externalUserId: (await call(() => getCurExternalContact(), ANSWER_MS)).userId }
    if (entry === 'group_chat_tools') return { entry, chatId: (await call(() => getCurExternalChat(), ANSWER_MS)).chatId }
    return { entry }
  },
  async currentContact(): Promise<string | undefined> {
    try {
      return (await call(() => getCurExternalContact(), ANSWER_MS)).userId
    } catch (error) {
      if (error instanceof BridgeError && error.kind === 'wrong_entry') return undefined
      throw error
    }
  },
  async send(message: ChatMessage): Promise<void> {
    await once(() => sendChatMessage(onTheWire(message)), SEND_MS)
  },
  async copy(text: string): Promise<void> {
    try {
      await call(() => setClipboardData({ data: text }), ANSWER_MS)
    } catch {
      await copyInPage(text)
    }
  },
  async openChat(externalUserId: string): Promise<void> {
    await once(() => openEnterpriseChat({ externalUserIds: [externalUserId] }), SEND_MS)
  },
  client: () => clientOf(navigator),
  retry: () => {
    handshake.notBefore = 0
  },
}

/** A question to the host, asked once more after an abort. A send is not: the contact was read before the abort, and may be another by now. */
function call<Reply>(run: () => Promise<Reply>, limitMs: number): Promise<Reply> {
  return once(run, limitMs).catch((error: BridgeError) => {
    if (!isAborted(error)) throw error
    return once(run, limitMs)
  })
}

/** One call with all that the SDK leaves out: a time limit, no call outside WeCom, no call soon after a failed handshake. */
async function once<Reply>(run: () => Promise<Reply>, limitMs: number): Promise<Reply> {
  if (!env.isWeCom) throw new BridgeError('outside', 'not in WeCom')
  if (handshake.failure && Date.now() < handshake.notBefore) throw handshake.failure
  return within(run(), limitMs).catch((reason: unknown) => {
    throw toBridgeError(reason)
  })
}

/** The address changed while the SDK was signing it: the call itself has not reached the host. */
const isAborted = (error: BridgeError): boolean => error.keyword === 'Aborted'

function within<Reply>(answer: Promise<Reply>, limitMs: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new BridgeError('timeout', `no answer in ${limitMs} ms`)), limitMs)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function knownEntry(entry: string): Entry {
  return [...SINGLE, ...OTHER].find((known) => known === entry) ?? 'normal'
}

type WireMessage = Parameters<typeof sendChatMessage>[0]

function onTheWire(message: ChatMessage): WireMessage {
  if (message.kind === 'text') return { msgtype: 'text', text: { content: message.text } } as WireMessage
  if (message.kind === 'image') return { msgtype: 'image', image: { mediaid: message.mediaId } } as WireMessage
  const { url, title, description, imageUrl } = message
  return { msgtype: 'news', news: { link: url, title, desc: description, imgUrl: imageUrl } } as WireMessage
}

/** By user agent, as the SDK does not say; iPads call themselves Macintosh. */
export function clientOf({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): Client {
  if (/WindowsWechat|Windows NT/.test(userAgent)) return 'windows'
  if (/Macintosh/.test(userAgent)) return maxTouchPoints > 2 ? 'ios' : 'mac'
  return /iPhone|iPad|iPod/.test(userAgent) ? 'ios' : 'android'
}
