import type { NewGroupMessage, NewMessage, SimMessage } from '../../../shared/simulator.ts'
import type { GroupTalk } from '../group-talk.ts'
import { fileKind } from '../magic.ts'
import type { MediaShelf } from '../media-shelf.ts'
import type { Transcripts } from '../transcripts.ts'
import type { World } from '../world.ts'
import { need } from './refused.ts'

const textAtMost = 2048
const pictureAtMost = 2 * 1024 * 1024

const isWebAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
const mediaUrl = (mediaId: string): string => `/simulator/api/media/${mediaId}`

type Content = Pick<SimMessage, 'text' | 'mediaUrl' | 'fileName' | 'link'>

function contentOf(message: Omit<NewMessage, 'userId' | 'externalUserId'>, shelf: MediaShelf): Content {
  const { msgtype, text = '', mediaId = '', imageDataUrl, link } = message
  if (msgtype === 'text') {
    need(text.trim() && Buffer.byteLength(text) <= textAtMost, 'invalid param')
    return { text }
  }
  if (msgtype === 'news') {
    need(link && isWebAddress(link.url) && link.title.trim() && (!link.imageUrl || isWebAddress(link.imageUrl)), 'invalid param, link or img_url is invalid')
    return { link }
  }
  if (msgtype === 'miniprogram') {
    need(link && link.title.trim() && /\.html(\?|$)/.test(link.url), 'invalid param')
    need(isWebAddress(link.imageUrl), 'invalid imgurl')
    return { link }
  }
  if (imageDataUrl !== undefined) {
    need(message.from === 'customer' && msgtype === 'image', 'invalid param')
    return { mediaUrl: mediaUrl(keepPicture(imageDataUrl, shelf)) }
  }
  const medium = shelf.alive(mediaId)
  need(medium && medium.scene === 'chat' && medium.type === msgtype, 'invalid media_id')
  return { mediaUrl: mediaUrl(mediaId), fileName: medium.fileName }
}

function keepPicture(dataUrl: string, shelf: MediaShelf): string {
  const base64 = /^data:image\/(?:png|jpeg|gif);base64,([A-Za-z0-9+/]+=*)$/.exec(dataUrl)?.[1] ?? ''
  const bytes = Buffer.from(base64, 'base64')
  need(['png', 'jpeg', 'gif'].includes(fileKind(bytes)) && bytes.length <= pictureAtMost, 'invalid param')
  return shelf.put('image', 'customer', 'picture', bytes).mediaId
}

/**
 * Puts a message into the chat, as sendChatMessage or the customer's own client would. Page 96935.
 * @throws ControlRefused in the words of the host
 */
export function addMessage(message: NewMessage, services: { world: World; shelf: MediaShelf; transcripts: Transcripts }): SimMessage {
  const { world, shelf, transcripts } = services
  const employee = world.employee(message.userId)
  const follow = world.follow(message.userId, message.externalUserId)
  need(employee && follow, 'invalid param')
  need(follow.state === 'friend', 'not friend')
  if (message.viaSidebar) need(employee.visible && employee.contactsCustomers, 'no permission')
  return transcripts.add(employee.userId, message.externalUserId, {
    from: message.from,
    viaSidebar: message.from === 'employee' && message.viaSidebar === true,
    at: world.clock.now().toISOString(),
    msgtype: message.msgtype,
    ...contentOf(message, shelf),
  })
}

/**
 * The same in a customer group, for everybody in it.
 * @throws ControlRefused in the words of the host
 */
export function addGroupMessage(chatId: string, message: NewGroupMessage, services: { world: World; shelf: MediaShelf; groupTalk: GroupTalk }): SimMessage {
  const { world, shelf, groupTalk } = services
  const { senderId, msgtype } = message
  const member = world.group(chatId)?.members.find(({ memberId }) => memberId === senderId)
  need(member, 'invalid param')
  const employee = world.employee(senderId)
  const viaSidebar = message.viaSidebar === true && employee !== undefined
  if (viaSidebar) need(employee.visible && employee.contactsCustomers, 'no permission')
  const from = member.kind === 'employee' ? 'employee' : 'customer'
  const at = world.clock.now().toISOString()
  return groupTalk.add(chatId, { from, senderId, viaSidebar, at, msgtype, ...contentOf({ ...message, from }, shelf) })
}
