import type { SimMessage } from '../../shared/simulator.ts'
import type { DemoCorp } from './corp.ts'

interface Transcript {
  messages: SimMessage[]
  /** Messages of the customer that the employee has not opened. */
  unread: number
}

/** Every conversation, in memory, oldest message first. */
export function createTranscripts(corp: DemoCorp) {
  const transcripts = new Map<string, Transcript>()
  let lastId = 0

  function transcript(userId: string, externalUserId: string): Transcript {
    const key = `${userId} ${externalUserId}`
    const found = transcripts.get(key) ?? { messages: [], unread: 0 }
    transcripts.set(key, found)
    return found
  }

  function add(userId: string, externalUserId: string, message: Omit<SimMessage, 'messageId'>): SimMessage {
    const kept = { messageId: ++lastId, ...message }
    const chat = transcript(userId, externalUserId)
    chat.messages.push(kept)
    chat.unread = message.from === 'customer' ? chat.unread + 1 : 0
    return kept
  }

  const seeds = corp.chats.flatMap((chat) => chat.messages.map((message) => ({ ...message, chat })))
  for (const { chat, from, at, text } of seeds.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    add(chat.userId, chat.externalUserId, { from, viaSidebar: false, at: at.toISOString(), msgtype: 'text', text })
  }
  for (const chat of corp.chats) transcript(chat.userId, chat.externalUserId).unread = chat.unread

  return {
    add,
    of: (userId: string, externalUserId: string): readonly SimMessage[] => transcripts.get(`${userId} ${externalUserId}`)?.messages ?? [],
    unread: (userId: string, externalUserId: string): number => transcripts.get(`${userId} ${externalUserId}`)?.unread ?? 0,
    markRead: (userId: string, externalUserId: string): void => {
      transcript(userId, externalUserId).unread = 0
    },
  }
}

export type Transcripts = ReturnType<typeof createTranscripts>
