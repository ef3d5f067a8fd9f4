import type { RouteInput } from '../../shared/contracts/index.ts'

/** Where the page was opened from; unknown entries of newer clients count as `normal`. */
export type Entry = RouteInput<'POST /context'>['body']['entry']

/** Whom the host says this page is about. */
export interface HostContext {
  entry: Entry
  externalUserId?: string
  chatId?: string
}

export type Client = 'ios' | 'android' | 'windows' | 'mac'

/** One message for the chat that is open. Images are named by the media id of a WeCom upload. */
export type ChatMessage =
  { kind: 'text'; text: string } | { kind: 'image'; mediaId: string } | { kind: 'news'; url: string; title: string; description: string; imageUrl: string }

export interface Bridge {
  /** Entry and contact, or chat, of the page. @throws BridgeError */
  context(): Promise<HostContext>
  /** The contact as the host says it now, asked anew each time; undefined where the page has none. @throws BridgeError */
  currentContact(): Promise<string | undefined>
  /** Hands one message over to the chat. Resolved means handed over, never delivered. @throws BridgeError, `cancelled` when the user said no */
  send(message: ChatMessage): Promise<void>
  /** @throws BridgeError */
  copy(text: string): Promise<void>
  /** Goes to the chat with a contact. @throws BridgeError */
  openChat(externalUserId: string): Promise<void>
  client(): Client
  /** The user asked to try again: forget the wait that follows a failed handshake. */
  retry(): void
}
