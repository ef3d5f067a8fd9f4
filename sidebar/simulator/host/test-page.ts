import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Window } from 'happy-dom'
import type { NewMessage, VerifySignature } from '../../../shared/simulator.ts'
import type { HostSettings, KebianHost } from './types.ts'

const sdkFolder = createRequire(import.meta.url).resolve('@wecom/jssdk').replace(/[^/]+$/, '')
const sdk = readFileSync(sdkFolder + 'wecom.global.prod.js', 'utf8')
const hostEntry = fileURLToPath(new URL('./index.ts', import.meta.url))
const nonceStr = 'Wm3WZYTPz0wzccnW'

export const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3'
export const corpId = 'wwTestCorp'
export const agentId = '1000002'

export const settingsOf = (changes: Partial<HostSettings> = {}): HostSettings => ({
  userId: 'LinXiao',
  corpId,
  agentId,
  client: 'ios',
  theme: 'light',
  language: 'zh',
  entry: 'single_chat_tools',
  externalUserId: 'wmZhouLan',
  ...changes,
})

/** What a page signs with; each part may be spoilt by a test. */
interface Signing {
  ticket: string
  url?: string
  agentId: string
  seconds: number
}

export const sign = ({ ticket, url, seconds }: Pick<Signing, 'ticket' | 'seconds'> & { url: string }): string =>
  createHash('sha1').update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${seconds}&url=${url}`).digest('hex')

/** Turns one bit of a text around, keeping it printable. */
export const flipBit = (text: string): string => text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1)

/** The part of the simulator's control API that the host talks to; it recomputes every signature. */
export async function startControl() {
  const messages: NewMessage[] = []
  const server = createServer((request, response) => void respond(request, response, messages))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, messages, close: () => new Promise((resolve) => server.close(resolve)) }
}

async function respond(request: IncomingMessage, response: ServerResponse, messages: NewMessage[]): Promise<void> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  const send = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body))
  if (request.url === '/simulator/api/verify-signature') return void send(200, verify(JSON.parse(text) as VerifySignature))
  const message = JSON.parse(text) as NewMessage
  if (message.mediaId === 'expired') return void send(422, { keyword: 'invalid media_id' })
  messages.push(message)
  send(200, { messageId: messages.length })
}

function verify(claim: VerifySignature): { ok: true } | { ok: false; keyword: string } {
  const refuse = (keyword: string) => ({ ok: false as const, keyword })
  if (claim.corpId !== corpId) return refuse('invalid corpid')
  if (claim.kind === 'agent_config' && claim.agentId !== agentId) return refuse('invalid agentid')
  if (claim.userId === 'OutOfRange') return refuse('user not in allow list')
  if (Math.abs(Number(claim.timestamp) - Date.now() / 1000) > 300) return refuse('invalid timestamp')
  return sign({ ticket, url: claim.url, seconds: Number(claim.timestamp) }) === claim.signature ? { ok: true } : refuse('invalid signature')
}

let hostScript: Promise<string> | undefined

/** The host as it is served: one classic script. */
export function buildHost(): Promise<string> {
  hostScript ??= build({ entryPoints: [hostEntry], bundle: true, format: 'iife', target: 'es2020', write: false }).then((result) => result.outputFiles[0]?.text ?? '')
  return hostScript
}

type Api =
  | 'getContext'
  | 'getCurExternalContact'
  | 'sendChatMessage'
  | 'checkJsApi'
  | 'chooseImage'
  | 'openDefaultBrowser'
  | 'invoke'
type Answer = Promise<Record<string, unknown>>

/** The functions of the SDK that the tests call. */
type Sdk = Record<Api, (params?: unknown) => Answer> & {
  register(options: Record<string, unknown>): void
  onHistoryBack(listener: () => unknown): void
  env: { isWeCom: boolean }
}

interface PageWindow {
  ww: Sdk
  __kebianHost: KebianHost
}

/** Every API that a page of ours asks for, and some that exist on one client only. */
const jsApiList = [
  'getContext', 'getCurExternalContact', 'getCurExternalChat', 'sendChatMessage', 'openUserProfile', 'setClipboardData', 'previewImage',
  'hideOptionMenu', 'closeWindow', 'getNetworkType', 'chooseImage', 'openDefaultBrowser',
] // prettier-ignore

/** Windows of the test environment share one Navigator; a real page has its own. */
const navigatorOf = (page: Window): object => Object.getPrototypeOf(page.navigator) as object
const untouched = Object.getOwnPropertyDescriptors(navigatorOf(new Window()))

/** A page with the served host script and the unmodified SDK in a realm of its own, as the browser would run them. */
export async function openPage(origin: string, settings: HostSettings | undefined, path = '/sidebar/?from=chat#/customer') {
  const page = new Window({ url: origin + path, settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true } })
  Object.defineProperties(navigatorOf(page), untouched)
  if (settings) page.eval(`window.__kebianHostSettings = ${JSON.stringify(settings)}`)
  page.eval(await buildHost())
  page.eval(sdk)
  const { ww, __kebianHost: host } = page as unknown as PageWindow

  /** Registers as the sidebar does; the promise that the SDK leaves behind on a refusal is not ours to wait for. */
  function register(signing: Partial<Signing> = {}, names = jsApiList): { signed: number } {
    const count = { signed: 0 }
    const seconds = signing.seconds ?? Math.floor(Date.now() / 1000)
    ww.register({
      corpId,
      agentId: signing.agentId ?? agentId,
      jsApiList: names,
      getAgentConfigSignature(url: string) {
        count.signed += 1
        return { timestamp: String(seconds), nonceStr, signature: sign({ ticket: signing.ticket ?? ticket, url: signing.url ?? url, seconds }) }
      },
      onAgentConfigFail: () => undefined,
    })
    return count
  }
  return { page, ww, host, register, close: () => page.happyDOM.close() }
}

/** How a call was refused, or `resolved`. */
export const refusalOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'resolved',
    (error: { errMsg?: string }) => error.errMsg ?? String(error),
  )
