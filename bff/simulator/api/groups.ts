import { createHash } from 'node:crypto'
import type { DemoGroup, DemoGroupMember } from '../corp.ts'
import { refuse } from '../refusal.ts'
import { filtered } from '../sequence.ts'
import type { World } from '../world.ts'
import { integer, seconds, text, texts, type Endpoint, type Json } from './endpoint.ts'

const membersWithoutFilter = 1000
const ownersAtMost = 100
const chatsPerPage = 1000

/** Whose groups are listed: those of the owners that are named, or of everybody whom the app can see. */
function owners(world: World, filter: unknown): string[] {
  const named = texts((filter as Json | undefined)?.userid_list)
  if (named.length > ownersAtMost) refuse(40058)
  if (named.length > 0) return named.map((userId) => world.visibleEmployee(userId, 40003).userId)
  const visible = world.corp.employees.filter((employee) => employee.visible)
  return visible.length > membersWithoutFilter ? refuse(81017) : visible.map(({ userId }) => userId)
}

export const nameOfMember = (world: World, { memberId }: DemoGroupMember): string => world.employee(memberId)?.name ?? world.contact(memberId)?.name ?? ''

function memberObject(world: World, member: DemoGroupMember, withName: boolean): Json {
  const unionid = member.kind === 'external' && world.contact(member.memberId)?.unionid
  return {
    userid: member.memberId,
    type: member.kind === 'employee' ? 1 : 2,
    ...(unionid && { unionid }),
    join_time: seconds(member.joinedAt),
    join_scene: member.joinScene,
    ...(member.invitedBy && { invitor: { userid: member.invitedBy } }),
    group_nickname: member.nickname,
    ...(withName && { name: nameOfMember(world, member) }),
    ...(member.mark && { state: member.mark }),
  }
}

/** Another one whenever somebody comes or goes. */
const versionOf = ({ members }: DemoGroup): string =>
  createHash('sha256')
    .update(members.map(({ memberId }) => memberId).join())
    .digest('hex')
    .slice(0, 32)

/** Customer groups. Pages 92120 and 92122. */
export const groupEndpoints: Record<string, Endpoint> = {
  'externalcontact/groupchat/list': {
    method: 'POST',
    run({ body }, { world, page }) {
      const limit = integer(body.limit)
      const wanted = integer(body.status_filter)
      if (limit < 1 || limit > chatsPerPage || wanted < 0 || wanted > 3) refuse(40058)
      const userIds = owners(world, body.owner_filter)
      // nobody here has left their groups behind: a filter for that finds none
      const parts = wanted === 0 ? userIds.map((userId) => filtered(world.groupsOf(userId), ({ owner }) => owner === userId)) : []
      const { items, next_cursor } = page(`groups ${wanted} ${userIds.join()}`, parts, text(body.cursor), limit)
      return { group_chat_list: items.map(({ chatId }) => ({ chat_id: chatId, status: 0 })), next_cursor }
    },
  },
  'externalcontact/groupchat/get': {
    method: 'POST',
    run({ body }, { world }) {
      const group = world.group(text(body.chat_id) || refuse(40063)) ?? refuse(40058)
      world.visibleEmployee(group.owner)
      return {
        group_chat: {
          chat_id: group.chatId,
          name: group.name,
          owner: group.owner,
          create_time: seconds(group.createdAt),
          notice: group.notice,
          member_list: group.members.map((member) => memberObject(world, member, integer(body.need_name) === 1)),
          admin_list: group.admins.map((userId) => ({ userid: userId })),
          member_version: versionOf(group),
        },
      }
    },
  },
}
