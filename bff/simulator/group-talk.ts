import type { SimMessage } from '../../shared/simulator.ts'
import type { DemoGroup } from './corp.ts'

/** What was said in the customer groups, in memory, oldest message first. */
export function createGroupTalk(groups: DemoGroup[]) {
  const talks = new Map<string, SimMessage[]>()
  /** The last message that somebody has seen, by them and the group. */
  const seen = new Map<string, number>()
  /** The same for everybody who has not opened the group yet. */
  const seenAtStart = new Map<string, number>()
  let lastId = 0

  function add(chatId: string, message: Omit<SimMessage, 'messageId'>): SimMessage {
    const kept = { messageId: ++lastId, ...message }
    talks.set(chatId, [...of(chatId), kept])
    return kept
  }
  const of = (chatId: string): readonly SimMessage[] => talks.get(chatId) ?? []

  for (const { chatId, members, messages, unread } of groups) {
    const employees = new Set(members.filter(({ kind }) => kind === 'employee').map(({ memberId }) => memberId))
    for (const { from, at, text } of messages)
      add(chatId, { from: employees.has(from) ? 'employee' : 'customer', senderId: from, viaSidebar: false, at: at.toISOString(), msgtype: 'text', text })
    seenAtStart.set(chatId, lastId - unread)
  }

  return {
    add,
    of,
    /** Messages of others since the employee last looked or wrote. */
    unread(userId: string, chatId: string): number {
      const messages = of(chatId)
      const wrote = messages.filter(({ senderId }) => senderId === userId).at(-1)?.messageId ?? 0
      const looked = seen.get(`${userId} ${chatId}`) ?? seenAtStart.get(chatId) ?? 0
      return messages.filter(({ messageId }) => messageId > Math.max(wrote, looked)).length
    },
    markRead: (userId: string, chatId: string): void => void seen.set(`${userId} ${chatId}`, of(chatId).at(-1)?.messageId ?? 0),
  }
}

export type GroupTalk = ReturnType<typeof createGroupTalk>
