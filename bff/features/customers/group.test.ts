import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../e2e/fixtures/app.ts'
import type { RouteReply } from '../../../shared/contracts/index.ts'
import { who } from '../../simulator/demo/contacts.ts'
import { groupIds } from '../../simulator/demo/groups.ts'

type Reply = RouteReply<'POST /context'>

/** As the sidebar asks in a group. */
async function opened(test: TestApp, cookie: string, chatId: string = groupIds.tasting) {
  const { status, body } = await test.call('POST', '/api/context', { cookie, body: { entry: 'group_chat_tools', chatId } })
  return { status, reply: body as Reply }
}
/** Once all members are read, however slow the machine is. */
async function settled(test: TestApp, cookie: string, chatId?: string) {
  let answer = await opened(test, cookie, chatId)
  while (answer.reply.refreshing) answer = await opened(test, cookie, chatId)
  return answer
}
const namesIn = ({ group }: Reply) => group?.customers.map(({ name }) => name).sort()

describe.each(['sqlite', 'postgres'] as const)('a group on %s', (engine) => {
  let test: TestApp
  const befriend = (userId: string, externalUserId: string) =>
    fetch(`${test.simulatorUrl}/simulator/api/relations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId, externalUserId, way: 'card' }),
    })

  beforeAll(async () => {
    test = await startTestApp({ engine })
  })
  afterAll(() => test.close())

  it('shows its name and those members who are mine, met before or not, and nobody else’s', async () => {
    // Kebian knows this one as a colleague's alone, when they become mine too
    await test.call('POST', '/api/context', { cookie: await test.signIn('he_zhou'), body: { entry: 'single_chat_tools', externalUserId: who.doudou } })
    await befriend('shen_ke', who.doudou)
    const { status, reply } = await settled(test, await test.signIn('shen_ke'))
    expect(status).toBe(200)
    expect(reply).toMatchObject({ state: 'group', group: { name: '青屿试茶群', members: 8, external: 6 } })
    expect(namesIn(reply)).toEqual(['敏敏 社区团', '巧姐 温州两家店', '满满 奶茶店', '豆豆妈 奶盖专门'].sort())
    for (const foreign of ['白鹤', '鹤姐', '雪姐', who.baihe, who.qiaojie]) expect(JSON.stringify(reply)).not.toContain(foreign)
  })

  it('shows each colleague theirs', async () => {
    const { reply } = await settled(test, await test.signIn('tang_qi'))
    expect(namesIn(reply)).toEqual(['巧姐', '鹤姐'].sort())
  })

  it('opens each of them, and no other', async () => {
    const cookie = await test.signIn('tang_qi')
    const [mine] = (await settled(test, cookie)).reply.group?.customers ?? []
    expect((await test.call('GET', `/api/customers/${mine?.customerId}`, { cookie })).body.access).toBe('own')
    const others = (await settled(test, await test.signIn('shen_ke'))).reply.group?.customers.filter(({ nickname }) => nickname === '敏敏团长')
    expect((await test.call('GET', `/api/customers/${others?.[0]?.customerId}`, { cookie })).status).toBe(404)
  })

  it('tells nothing to who is not in it, be it a leader or an admin, as of a group that there is not', async () => {
    for (const userId of ['lu_yining', 'fang_hui', 'gu_yuan']) {
      const cookie = await test.signIn(userId)
      const { reply } = await settled(test, cookie)
      expect(reply).toEqual((await settled(test, cookie, 'wrNobodyHasThisOne')).reply)
      expect(reply).toEqual({ state: 'group', me: expect.objectContaining({ userId }) })
    }
  })

  it('takes at most seven statements once all are known, the session among them', async () => {
    const cookie = await test.signIn('shen_ke')
    await settled(test, cookie)
    test.statements.length = 0
    await settled(test, cookie)
    expect(test.statements.filter((statement) => !statement.includes('from "jobs"')).length).toBeLessThanOrEqual(7)
  })

  it('is asked for once a minute', async () => {
    const asked = async () =>
      ((await (await fetch(`${test.simulatorUrl}/simulator/api/calls`)).json()) as { calls: { path: string }[] }).calls.filter(
        ({ path }) => path === 'externalcontact/groupchat/get',
      ).length
    const before = await asked()
    for (const _ of [1, 2]) await settled(test, await test.signIn('shen_ke'))
    expect(await asked()).toBe(before)
  })
})

it('knows me in it however WeCom writes my userid', async () => {
  const test = await startTestApp({ change: ({ groups }) => (groups[0]!.members[0]!.memberId = 'Shen_Ke') })
  expect(namesIn((await settled(test, await test.signIn('shen_ke'))).reply)).toHaveLength(3)
  await test.close()
})

describe('a group that WeCom does not tell of', () => {
  it('has no name and no members when its owner is out of the app’s range', async () => {
    const test = await startTestApp({ change: ({ groups }) => (groups[0]!.owner = 'qin_shu') })
    expect((await opened(test, await test.signIn('shen_ke'))).reply).toEqual({ state: 'group', me: expect.anything() })
    await test.close()
  })

  it('is a failure of WeCom when WeCom is away, and nothing to wait for when only a member is', async () => {
    const test = await startTestApp()
    const cookie = await test.signIn('shen_ke')
    await test.setFaults([{ call: 'externalcontact/groupchat/get', effect: 'errcode', value: 48002, times: 1 }])
    expect(await opened(test, cookie)).toMatchObject({ status: 502, reply: { error: { code: 'wecom_failed' } } })
    await test.setFaults([{ call: 'externalcontact/get', effect: 'slow', value: 1900, times: 1 }])
    const early = (await opened(test, cookie)).reply
    expect([early.refreshing, early.group?.name, namesIn(early)]).toEqual([true, '青屿试茶群', []])
    await expect.poll(async () => namesIn((await opened(test, cookie)).reply)?.length, { timeout: 10_000 }).toBe(3)
    await test.close()
  })
})
