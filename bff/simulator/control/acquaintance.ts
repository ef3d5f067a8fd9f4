import { randomBytes } from 'node:crypto'
import type { EndOfRelation, NewRelation } from '../../../shared/simulator.ts'
import type { World } from '../world.ts'
import { ControlRefused, need } from './refused.ts'

/** How WeCom numbers the ways: page 92114, `add_way`. */
const addWays: Record<NewRelation['way'], number> = { code: 1, search: 2, card: 3 }

/** What a customer whom nobody knew brings along. */
function newContact(world: World, name: string): string {
  const externalUserId = `wm${randomBytes(22).toString('base64url')}`
  world.relations.addContact({
    externalUserId,
    name,
    kind: 'wechat',
    gender: 0,
    avatarId: `p-${randomBytes(4).readUInt32BE(0)}`,
    unionid: `o${randomBytes(21).toString('base64url').slice(0, 27)}`,
  })
  return externalUserId
}

/**
 * A customer adds the employee: somebody new, somebody who knows colleagues only, or somebody who had deleted the employee or waited. Who comes back is met
 * as they were left, with remark and tags; whom the employee deleted begins anew.
 * @throws ControlRefused
 */
export function addEmployee({ userId, externalUserId: known, name = '', way, state = '' }: NewRelation, world: World): { externalUserId: string } {
  const employee = world.employee(userId) ?? refused('no such employee')
  need(known ? world.contact(known) : name.trim(), 'invalid param')
  need(!state || way === 'code', 'invalid param')
  const before = known ? world.follow(userId, known) : undefined
  need(before?.state !== 'friend', 'already friends')
  if (before) {
    world.relations.change(before, { state: 'friend' })
    return { externalUserId: before.externalUserId }
  }
  const externalUserId = known ?? newContact(world, name.trim())
  world.relations.put({
    userId: employee.userId,
    externalUserId,
    state: 'friend',
    remark: '',
    description: '',
    createdAt: world.clock.now(),
    addWay: addWays[way],
    operUserId: externalUserId,
    tagIds: [],
    personalTags: [],
    remarkMobiles: [],
    ...(state && { mark: state }),
  })
  return { externalUserId }
}

/**
 * One deletes the other. The customer leaves a one-way relation, which WeCom still counts, and where the employee had not confirmed it the half of one that it
 * was; the employee leaves none.
 * @throws ControlRefused
 */
export function endRelation({ userId, externalUserId, by }: EndOfRelation, world: World): void {
  const follow = world.follow(userId, externalUserId) ?? refused('no relation')
  if (by === 'employee') world.relations.remove(follow)
  else if (follow.state === 'friend') world.relations.change(follow, { state: 'one_way' })
}

function refused(keyword: string): never {
  throw new ControlRefused(keyword)
}
