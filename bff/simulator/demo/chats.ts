import type { DemoChat } from '../corp.ts'
import { who } from './contacts.ts'
import { customers, slugs } from './customers.ts'
import { daysAgo } from './when.ts'

/** The conversations of all customers. */
export function chatsOf(now: Date): DemoChat[] {
  return slugs.flatMap((slug) =>
    (customers[slug].chats ?? []).map(({ by, unread = 0, lines }) => ({
      userId: by,
      externalUserId: who[slug],
      unread,
      messages: lines.map(([from, days, time, text]) => ({
        from: from === '我' ? ('employee' as const) : ('customer' as const),
        at: daysAgo(now, days, time),
        text,
      })),
    })),
  )
}
