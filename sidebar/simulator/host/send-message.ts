import type { NewGroupMessage, NewMessage } from '../../../shared/simulator.ts'
import { control, keywordOf } from './control.ts'
import type { Verdict } from './session.ts'
import type { BridgeParams, HostSettings } from './types.ts'

type Body = Record<string, unknown>
type Content = Pick<NewMessage, 'msgtype' | 'text' | 'mediaId' | 'link'>

const isWeb = (value: unknown): value is string => typeof value === 'string' && /^https?:\/\//.test(value)
const filled = (value: unknown): value is string => typeof value === 'string' && value !== ''
const words = (value: unknown): string => (typeof value === 'string' ? value : '')

/** `sendChatMessage`: checks the message as far as a client does and hands it to the simulated chat or group. */
export async function sendMessage(settings: HostSettings, params: BridgeParams): Promise<Verdict> {
  const content = contentOf(params)
  if (typeof content === 'string') return { keyword: content }
  const arrived = await deliver(settings, content)
  if (!arrived) return { keyword: 'ok' }
  const { status, answer } = arrived
  return { keyword: status >= 200 && status < 300 ? 'ok' : keywordOf(answer) }
}

/** Into the chat that the page stands beside; nowhere when the host knows none. */
function deliver({ userId, entry, externalUserId, chatId }: HostSettings, content: Content): ReturnType<typeof control> | undefined {
  if (entry === 'group_chat_tools') {
    const message: NewGroupMessage = { senderId: userId, viaSidebar: true, ...content }
    return chatId ? control(`groups/${chatId}/messages`, message) : undefined
  }
  if (!externalUserId) return undefined
  const message: NewMessage = { userId, externalUserId, from: 'employee', viaSidebar: true, ...content }
  return control('messages', message)
}

/** What the message holds, or the keyword that refuses it. */
function contentOf(params: BridgeParams): Content | string {
  const msgtype = words(params.msgtype)
  const body = (typeof params[msgtype] === 'object' && params[msgtype]) || {}
  const read = readers.get(msgtype)
  return read ? read(body as Body) : 'invalid param, msgtype is invalid'
}

const medium =
  (msgtype: 'image' | 'video' | 'file') =>
  (body: Body): Content | string =>
    filled(body.mediaid) ? { msgtype, mediaId: body.mediaid } : 'invalid media_id'

const readers = new Map<string, (body: Body) => Content | string>([
  ['text', ({ content }) => (filled(content) ? { msgtype: 'text', text: content } : 'invalid param, content is empty')],
  ['image', medium('image')],
  ['video', medium('video')],
  ['file', medium('file')],
  ['news', newsOf],
  ['miniprogram', miniProgramOf],
])

function newsOf({ link, title, desc, imgUrl }: Body): Content | string {
  if (!isWeb(link) || (filled(imgUrl) && !isWeb(imgUrl))) return 'invalid param, link or img_url is invalid'
  return { msgtype: 'news', link: { url: link, title: words(title), description: words(desc), imageUrl: words(imgUrl) } }
}

function miniProgramOf({ appid, title, imgUrl, page }: Body): Content | string {
  if (!filled(appid) || !filled(title)) return 'invalid param'
  if (!isWeb(imgUrl)) return 'invalid imgurl'
  if (!filled(page) || !page.split('?')[0]?.endsWith('.html')) return 'invalid param, page must end with .html'
  return { msgtype: 'miniprogram', link: { url: page, title, description: '', imageUrl: imgUrl } }
}
