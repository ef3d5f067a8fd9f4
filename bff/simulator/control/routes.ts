import type { FastifyInstance } from 'fastify'
import type {
  ApiFault,
  EndOfRelation,
  LimitMode,
  NewGroupMessage,
  NewMessage,
  NewRelation,
  SimConversation,
  SimGroup,
  SimLimits,
  SimMessage,
  SimRelation,
  SimulatorState,
  VerifySignature,
} from '../../../shared/simulator.ts'
import type { Services } from '../api/endpoint.ts'
import { relationTags, shownRemark } from '../api/contacts.ts'
import { nameOfMember } from '../api/groups.ts'
import type { DemoContact, DemoFollow, DemoGroup } from '../corp.ts'
import type { Faults } from '../faults.ts'
import { becomeCookie, whoIs } from '../login-page.ts'
import { mimeOf } from '../magic.ts'
import { itemsOf } from '../sequence.ts'
import { inRange, type World } from '../world.ts'
import { addEmployee, endRelation } from './acquaintance.ts'
import { checkSignature } from './check-signature.ts'
import { addGroupMessage, addMessage } from './new-message.ts'
import { ControlRefused, need } from './refused.ts'
import { schemas } from './schemas.ts'

interface Options {
  services: Services
  faults: Faults
  trusts: (host: string) => boolean
}

const stateOf = ({ corp }: World, userId: string): SimulatorState => ({
  corp: { corpId: corp.corpId, agentId: corp.agentId, name: corp.name },
  employees: corp.employees.map((employee) => ({
    userId: employee.userId,
    name: employee.name,
    departmentName: corp.departments.find((department) => department.id === employee.departmentIds[0])?.name ?? '',
    isLeader: employee.leaderOf.length > 0,
    inRange: inRange(employee),
    roleHint: employee.roleHint,
  })),
  userId,
})

function conversation({ world, transcripts }: Services, follow: DemoFollow): SimConversation {
  const contact = world.contact(follow.externalUserId)
  const last = transcripts.of(follow.userId, follow.externalUserId).at(-1)
  return {
    contact: {
      externalUserId: follow.externalUserId,
      name: shownRemark(world, follow),
      avatarUrl: pictureOf(contact),
      kind: contact?.kind ?? 'wechat',
      ...(contact?.corpName && { corpName: contact.corpName }),
    },
    state: follow.state,
    lastText: lineOf(last),
    lastAt: last?.at ?? follow.createdAt.toISOString(),
    unread: transcripts.unread(follow.userId, follow.externalUserId),
  }
}

const placeholder: Record<string, string> = { image: '[图片]', news: '[链接]', file: '[文件]', video: '[视频]', miniprogram: '[小程序]' }

const pictureOf = (contact: DemoContact | undefined): string => (contact?.avatarId ? `/simulator/avatars/${contact.avatarId}.svg` : '')
const lineOf = (last: SimMessage | undefined): string => (last ? (last.text ?? placeholder[last.msgtype] ?? '') : '')

function groupOf({ world, groupTalk }: Services, userId: string, group: DemoGroup): SimGroup {
  const { chatId, name, owner, createdAt } = group
  const last = groupTalk.of(chatId).at(-1)
  const members = group.members.map((member) => {
    const contact = world.contact(member.memberId)
    return {
      memberId: member.memberId,
      kind: member.kind,
      name: member.nickname || nameOfMember(world, member),
      avatarUrl: pictureOf(contact),
      ...(contact?.corpName && { corpName: contact.corpName }),
      isOwner: member.memberId === owner,
    }
  })
  return {
    chatId,
    name,
    members,
    lastText: lineOf(last),
    lastName: members.find(({ memberId }) => memberId === last?.senderId)?.name ?? '',
    lastAt: last?.at ?? createdAt.toISOString(),
    unread: groupTalk.unread(userId, chatId),
  }
}

/** A client lists the latest chats, not every contact. */
const conversationsAtMost = 200

/** A path of this origin: nothing that a browser would take for another host. */
const isOwnPath = (to: string): boolean => /^\/(?![/\\])[^\s\\]*$/.test(to)

/** The control API below /simulator/api, as shared/simulator.ts describes it. */
export async function controlRoutes(app: FastifyInstance, { services, faults, trusts }: Options): Promise<void> {
  const { world, vault, shelf, transcripts, groupTalk, limits } = services

  app.setErrorHandler((error, _, reply) => {
    if (!(error instanceof ControlRefused)) throw error
    return reply.code(422).send({ keyword: error.message })
  })

  app.get('/state', (request) => stateOf(world, whoIs(request, world).userId))

  app.post('/become', { schema: { body: schemas.become } }, (request, reply) => {
    const employee = world.employee((request.body as { userId: string }).userId)
    if (!employee) return reply.code(404).send({ keyword: 'no such employee' })
    return reply.header('set-cookie', becomeCookie(employee.userId)).send({ userId: employee.userId })
  })

  app.get('/become/:userId', (request, reply) => {
    const employee = world.employee((request.params as { userId: string }).userId)
    const { to = '/simulator/' } = request.query as { to?: string }
    if (!employee || !isOwnPath(to)) return reply.code(404).send({ keyword: employee ? 'to has to be a path' : 'no such employee' })
    return reply.header('set-cookie', becomeCookie(employee.userId)).redirect(to)
  })

  app.get('/conversations', { schema: { querystring: { ...schemas.pair, required: ['userId'] } } }, (request) => {
    const { userId } = request.query as { userId: string }
    const conversations = Array.from(itemsOf(world.allFollowsOf(userId)), (follow) => conversation(services, follow))
    return { conversations: conversations.sort((a, b) => b.lastAt.localeCompare(a.lastAt)).slice(0, conversationsAtMost) }
  })

  app.get('/messages', { schema: { querystring: schemas.pair } }, (request) => {
    const { userId, externalUserId } = request.query as { userId: string; externalUserId: string }
    if (world.follow(userId, externalUserId)) transcripts.markRead(userId, externalUserId)
    return { messages: transcripts.of(userId, externalUserId) }
  })

  app.post('/messages', { bodyLimit: 4 * 1024 * 1024, schema: { body: schemas.newMessage } }, (request) => addMessage(request.body as NewMessage, services))

  app.get('/groups', { schema: { querystring: schemas.member } }, (request) => {
    const { userId } = request.query as { userId: string }
    const groups = Array.from(itemsOf(world.groupsOf(userId)), (group) => groupOf(services, userId, group))
    return { groups: groups.sort((a, b) => b.lastAt.localeCompare(a.lastAt)).slice(0, conversationsAtMost) }
  })

  app.get('/groups/:chatId/messages', { schema: { querystring: schemas.member } }, (request) => {
    const { chatId } = request.params as { chatId: string }
    const { userId } = request.query as { userId: string }
    need(
      world.group(chatId)?.members.some(({ memberId }) => memberId === userId),
      'invalid param',
    )
    groupTalk.markRead(userId, chatId)
    return { messages: groupTalk.of(chatId) }
  })

  app.post('/groups/:chatId/messages', { bodyLimit: 4 * 1024 * 1024, schema: { body: schemas.newGroupMessage } }, (request) =>
    addGroupMessage((request.params as { chatId: string }).chatId, request.body as NewGroupMessage, services),
  )

  app.get('/media/:mediaId', (request, reply) => {
    const medium = shelf.find((request.params as { mediaId: string }).mediaId)
    if (!medium) return reply.code(404).send({ keyword: 'invalid media_id' })
    const mime = mimeOf(medium.bytes)
    if (mime === 'application/octet-stream') void reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(medium.fileName)}`)
    return reply.type(mime).header('x-content-type-options', 'nosniff').send(medium.bytes)
  })

  app.post('/verify-signature', { schema: { body: schemas.verifySignature } }, (request) =>
    checkSignature(request.body as VerifySignature, { world, vault, trusts }),
  )

  app.get('/faults', () => ({ faults: faults.list() }))
  app.put('/faults', { schema: { body: schemas.faults } }, (request) => {
    faults.set((request.body as { faults: ApiFault[] }).faults)
    return { faults: faults.list() }
  })

  app.get('/calls', { schema: { querystring: schemas.after } }, (request) => ({ calls: faults.callsAfter((request.query as { after: number }).after) }))

  app.post('/clock', { schema: { body: schemas.clock } }, (request) => ({
    now: world.clock.advance((request.body as { advanceSeconds: number }).advanceSeconds).toISOString(),
  }))

  app.post('/invalidate', { schema: { body: schemas.invalidate } }, (request) => {
    vault.invalidate((request.body as { what: 'access_token' | 'ticket' }).what)
    return {}
  })

  app.post('/relations', { schema: { body: schemas.newRelation } }, (request) => addEmployee(request.body as NewRelation, world))
  app.post('/relations/end', { schema: { body: schemas.endOfRelation } }, (request) => {
    endRelation(request.body as EndOfRelation, world)
    return {}
  })

  const limitsNow = (): SimLimits => ({ mode: limits.mode(), counters: limits.counters() })
  app.get('/limits', limitsNow)
  app.put('/limits', { schema: { body: schemas.limits } }, (request) => {
    limits.setMode((request.body as { mode: LimitMode }).mode)
    return limitsNow()
  })

  app.get('/relations/:userId/:externalUserId', (request, reply) => {
    const { userId, externalUserId } = request.params as { userId: string; externalUserId: string }
    const follow = world.follow(userId, externalUserId)
    if (!follow) return reply.code(404).send({ keyword: 'no relation' })
    const relation: SimRelation = { remark: shownRemark(world, follow), description: follow.description, tags: relationTags(world, follow) }
    return relation
  })
}
