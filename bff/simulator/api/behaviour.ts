import type { SimMessage } from '../../../shared/simulator.ts'
import { refuse } from '../refusal.ts'
import { itemsOf } from '../sequence.ts'
import { integer, seconds, texts, type ApiRequest, type Json, type Services } from './endpoint.ts'

const daySeconds = 86_400
/** Days begin at midnight in China. */
const floorDay = (at: number): number => Math.floor((at + 8 * 3600) / daySeconds) * daySeconds - 8 * 3600

/** How many customer messages of the day got an answer the same day, in percent. */
function replyPercentage(messages: SimMessage[]): number {
  const asked = messages.filter((message) => message.from === 'customer')
  const answered = asked.filter((question) => messages.some((message) => message.from === 'employee' && message.messageId > question.messageId))
  return asked.length ? Math.round((answered.length / asked.length) * 10_000) / 100 : 100
}

/** One row for each day, counted from the transcripts; two fields are absent on days without a chat. */
export function behaviour({ body }: ApiRequest, { world, transcripts }: Services): Json {
  const today = floorDay(world.clock.seconds())
  const first = floorDay(integer(body.start_time))
  const last = floorDay(integer(body.end_time))
  const userIds = [...texts(body.userid), ...world.membersOf(texts(body.partyid).map(Number)).map((employee) => employee.userId)]
  if (userIds.length === 0 || userIds.length > 100 || last < first || last - first > 30 * daySeconds || first < today - 180 * daySeconds) refuse(40058)
  const follows = userIds.flatMap((userId) => [...itemsOf(world.customersOf(world.visibleEmployee(userId, 40003).userId))])

  const rows: Json[] = []
  for (let day = first; day <= last; day += daySeconds) {
    const onDay = (at: number) => at >= day && at < day + daySeconds
    const chats = follows
      .map((follow) => transcripts.of(follow.userId, follow.externalUserId).filter((message) => onDay(seconds(new Date(message.at)))))
      .filter((messages) => messages.length > 0)
    const sent = chats.flat().filter((message) => message.from === 'employee').length
    const added = follows.filter((follow) => onDay(seconds(follow.createdAt))).length
    rows.push({
      stat_time: day,
      chat_cnt: chats.length,
      message_cnt: sent,
      ...(chats.length > 0 && { reply_percentage: replyPercentage(chats.flat()), avg_reply_time: 1 }),
      negative_feedback_cnt: 0,
      new_apply_cnt: added,
      new_contact_cnt: added,
    })
  }
  return { behavior_data: rows }
}
