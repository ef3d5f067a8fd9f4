import type { DemoContact, DemoFollow } from '../corp.ts'
import type { Crowd } from '../crowd.ts'
import type { Sequence } from '../sequence.ts'
import { createDice } from './dice.ts'
import { externalIdOf, indexIn } from './external-ids.ts'
import { generatedGroups } from './groups.ts'
import { givenNames, habits, nicknames, places, surnames, trades } from './words.ts'

interface Size {
  contacts: number
  seed: number
  userIds: string[]
  tagIds: string[]
}

const firstDay = Date.UTC(2023, 0, 2)
const days = 880
const dayMs = 86_400_000
/** Scan, search, card, group, WeChat friend's card, acquisition link. */
const addWays = [1, 1, 1, 2, 3, 4, 13, 16] as const

/**
 * Any number of customers, each a function of the seed and their number, made when somebody asks. Customer n belongs to employee n mod N;
 * every tenth is followed by the next employee too. All were added from 2023 to the middle of 2025.
 */
export function generatedCrowd({ contacts, seed, userIds, tagIds }: Size): Crowd {
  const dice = createDice(seed)
  const many = userIds.length
  const kindOf = (index: number) => (dice.once('company', index, 12) ? 'wecom' : 'wechat')
  const idOf = (index: number) => externalIdOf(dice, index, kindOf(index))
  const isShared = (index: number) => many > 1 && index % 10 === 3

  function find(externalUserId: string): number | undefined {
    const index = indexIn(externalUserId)
    return index >= 0 && index < contacts && idOf(index) === externalUserId ? index : undefined
  }

  function contactAt(index: number): DemoContact {
    const person = dice.pick('surname', index, surnames) + dice.pick('given', index, givenNames)
    const shared = { externalUserId: idOf(index), gender: (dice.number('gender', index) % 3) as 0 | 1 | 2, avatarId: `p-${dice.number('avatar', index)}` }
    if (kindOf(index) === 'wecom') {
      const corpName = `${dice.pick('place', index, places)}${dice.pick('nick', index, givenNames)}${dice.pick('trade', index, trades)}`
      return { ...shared, kind: 'wecom', name: person, position: '采购', corpName, corpFullName: `${corpName}有限公司` }
    }
    if (dice.once('masked', index, 211)) return { externalUserId: shared.externalUserId, kind: 'wechat', name: '', gender: 0 }
    const name = dice.once('own name', index, 3) ? person : `${dice.pick('nick', index, nicknames)}${dice.once('suffix', index, 4) ? index % 100 : ''}`
    const unionid = dice.once('no unionid', index, 31) ? undefined : `o${dice.bytes('unionid', index, 21).toString('base64url').slice(0, 27)}`
    return { ...shared, kind: 'wechat', name, ...(unionid && { unionid }) }
  }

  /** @param purpose tells the two followers of one customer apart */
  function followAt(index: number, userId: string, purpose: 'owner' | 'second'): DemoFollow {
    const at = (what: string) => `${purpose} ${what}`
    const externalUserId = idOf(index)
    const customerCame = dice.once(at('came'), index, 2)
    const addWay = dice.pick(at('way'), index, addWays)
    return {
      userId,
      externalUserId,
      state: dice.once(at('half'), index, 97) ? 'half' : dice.once(at('left'), index, 53) ? 'one_way' : 'friend',
      remark: dice.once(at('remark'), index, 2)
        ? `${dice.pick('surname', index, surnames)}总 ${dice.pick('place', index, places)}${dice.pick('trade', index, trades)}`
        : '',
      description: dice.once(at('description'), index, 2) ? `${dice.pick(at('habit'), index, habits)}。` : '',
      createdAt: new Date(firstDay + (dice.number(at('day'), index) % days) * dayMs + (dice.number(at('second'), index) % 36_000) * 1000),
      addWay,
      operUserId: customerCame ? externalUserId : userId,
      tagIds: tagIds.filter((_, position) => dice.once(at(`tag ${position}`), index, 6)),
      personalTags: [],
      remarkMobiles: dice.once(at('mobile'), index, 3) ? [`1380000${String(dice.number('mobile', index) % 10_000).padStart(4, '0')}`] : [],
      ...(addWay === 16 && { mark: `link${dice.number('mark', index) % 8}` }),
    }
  }

  const ownerOf = (index: number) => userIds[index % many] as string
  const secondOf = (index: number) => userIds[(index + 1) % many] as string
  const ownedBy = (employee: number) => Math.max(0, Math.ceil((contacts - employee) / many))

  /** First the own customers, then a place for every customer of the colleague before, empty unless shared. */
  function followsOfEmployee(userId: string): Sequence<DemoFollow> {
    const employee = userIds.indexOf(userId)
    if (employee < 0) return []
    const before = (employee + many - 1) % many
    const own = ownedBy(employee)
    return {
      length: own + (many > 1 ? ownedBy(before) : 0),
      at(place) {
        if (place < own) return followAt(employee + place * many, userId, 'owner')
        const index = before + (place - own) * many
        return isShared(index) ? followAt(index, userId, 'second') : undefined
      },
    }
  }

  const memberOf = (employee: number, place: number) => idOf(employee + place * many)
  const groups = generatedGroups({ dice, userIds, customersOf: ownedBy, memberOf })

  return {
    ...groups,
    contact(externalUserId) {
      const index = find(externalUserId)
      return index === undefined ? undefined : contactAt(index)
    },
    followsOfContact(externalUserId) {
      const index = find(externalUserId)
      if (index === undefined) return []
      return [followAt(index, ownerOf(index), 'owner'), ...(isShared(index) ? [followAt(index, secondOf(index), 'second')] : [])]
    },
    followsOfEmployee,
  }
}
